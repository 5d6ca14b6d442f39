"""The `coprod` command as an installed program: help, one clear line, exit status."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def coprod(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"COPROD_HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", "import wsgi; wsgi.cli()", *words]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_new_site_from_nothing_to_a_checked_demo(tmp_path):
    assert coprod(tmp_path, "db", "upgrade").returncode == 0
    assert coprod(tmp_path, "db", "check").returncode == 0
    assert "is loaded" in coprod(tmp_path, "demo", "load").stdout
    assert "not loaded again" in coprod(tmp_path, "demo", "load", "--if-empty").stdout
    assert "Every counter is right" in coprod(tmp_path, "check").stdout
    assert coprod(tmp_path, "db", "downgrade", "base").returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("demo", "load", "--nonsense"),
        ("db", "downgrade", "no-such-revision"),
        ("people", "add", "Ann", "--hat", "advocate", "--area", "nowhere"),
        ("places", "add", "Rose House", "--area", "nowhere"),
        ("areas", "set", "nowhere", "--help-name", "Ann"),
        ("principles", "add", "Music", "--area", "nowhere", "--core", "Singing."),
        ("measures", "import", "no-such-file.csv", "--measure", "1"),
        ("chart", "no-such-file.csv"),
        ("nonsense",),
    ],
    ids=" ".join,
)
def test_what_is_wrong_is_one_line_and_status_2(words, tmp_path):
    coprod(tmp_path, "db", "upgrade")
    told = coprod(tmp_path, *words)
    assert told.returncode == 2
    assert len(told.stderr.strip().splitlines()) == 1, told.stderr
    assert "Traceback" not in told.stderr


def test_a_second_demo_is_refused(tmp_path):
    coprod(tmp_path, "db", "upgrade")
    coprod(tmp_path, "demo", "load")
    again = coprod(tmp_path, "demo", "load")
    assert again.returncode == 2
    assert "empty" in again.stderr


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "db",
        "demo",
        "people",
        "places",
        "areas",
        "principles",
        "measures",
        "chart",
        "check",
    ],
)
def test_every_command_has_help(command, tmp_path):
    told = coprod(tmp_path, command, "--help")
    assert told.returncode == 0
    assert "Usage" in told.stdout
