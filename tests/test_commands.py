"""The `coprod` command as an installed program: help, one clear line, exit status."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def coprod(home: Path, *words: str, **told: str) -> subprocess.CompletedProcess[str]:
    environment = {"COPROD_HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    environment |= told
    command = [sys.executable, "-c", "import wsgi; wsgi.cli()", *words]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def _ready(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("home")
    assert coprod(home, "db", "upgrade").returncode == 0
    return home


@pytest.fixture
def ready(_ready, tmp_path) -> Path:
    """The home of a site with tables and nobody in it."""
    return shutil.copytree(_ready, tmp_path / "ready")


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
        ("db", "upgrade", "--to", "no-such-revision"),
        ("serve", "--port", "99999"),
        ("serve", "--port", "0"),
        ("serve", "--host", "nonsense.invalid"),
        ("serve", "--host", "192.0.2.1"),
        ("serve", "--workers", "0"),
        ("people", "add", "Ann", "--hat", "advocate", "--area", "nowhere"),
        ("places", "add", "Rose House", "--area", "nowhere"),
        ("areas", "set", "nowhere", "--help-name", "Ann"),
        ("principles", "add", "Music", "--area", "nowhere", "--core", "Singing."),
        ("measures", "import", "no-such-file.csv", "--measure", "1"),
        ("chart", "no-such-file.csv"),
        ("jobs", "run", "nonsense"),
        ("jobs", "run", "late-promises", "--at", "half past one"),
        ("nonsense",),
    ],
    ids=" ".join,
)
def test_what_is_wrong_is_one_line_and_status_2(words, ready):
    refused(coprod(ready, *words))


def refused(told):
    """Check that a command was refused in one line; give the line."""
    assert told.returncode == 2, told.stderr
    assert len(told.stderr.strip().splitlines()) == 1, told.stderr
    assert told.stderr.startswith("Error: ")
    return told.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("serve",),
        ("demo", "load"),
        ("check",),
        ("scheduler",),
        ("jobs", "list"),
        ("jobs", "run", "late-promises"),
        ("db", "check"),
        ("people", "add", "Ann", "--hat", "advocate", "--area", "our-town"),
        ("measures", "import", "README.md", "--measure", "1"),
    ],
    ids=" ".join,
)
def test_a_database_without_tables_says_what_to_run(words, tmp_path):
    line = refused(coprod(tmp_path, *words))
    assert "coprod db upgrade" in line or "not up to date" in line


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "sqlite:relative",
        "sqlite:////nowhere/at/all/coprod.sqlite",
        "postgresql+psycopg://here:port/coprod",
        "postgresql+psycopg://postgres@127.0.0.1:1/coprod",
    ],
)
def test_a_database_that_is_not_there_is_one_line(url, tmp_path):
    refused(coprod(tmp_path, "db", "upgrade", COPROD_DATABASE_URL=url))


def test_an_unsafe_start_is_one_line(tmp_path):
    assert "COPROD_ENV" in refused(coprod(tmp_path, "serve", COPROD_ENV="prod"))
    assert "COPROD_SECRET_KEY" in refused(coprod(tmp_path, "serve", COPROD_ENV="production"))


def test_a_key_that_does_not_fit_the_database_is_one_line(ready):
    assert coprod(ready, "places", "add", "Rose House", "--new-area", "Our town").returncode == 0
    before = (ready / "secret_key").read_text()
    other = {"COPROD_SECRET_KEY": "another-key-of-more-than-thirty-two-letters"}
    for command in ("serve", "scheduler"):
        assert "COPROD_SECRET_KEYS_BEFORE" in refused(coprod(ready, command, **other))
    whole = coprod(ready, "audit", "verify", **other, COPROD_SECRET_KEYS_BEFORE=before)
    assert whole.returncode == 0


def test_a_port_that_is_taken_is_one_line(ready):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert port in refused(coprod(ready, "serve", "--port", port))


@pytest.mark.parametrize("words", [(), ("db",), ("people",), ("jobs",)], ids=" ".join)
def test_a_command_without_its_rest_says_what_there_is(words, tmp_path):
    told = coprod(tmp_path, *words)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("Usage: ")
    assert "Commands:" in told.stdout


def test_a_second_demo_is_refused(ready):
    coprod(ready, "demo", "load")
    again = coprod(ready, "demo", "load")
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
        "scheduler",
        "jobs",
        "audit",
    ],
)
def test_every_command_has_help(command, tmp_path):
    told = coprod(tmp_path, command, "--help")
    assert told.returncode == 0
    assert "Usage" in told.stdout
