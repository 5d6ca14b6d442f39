"""Two programs beside each other: when one ends all end, and when we are told to stop all stop."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

GOES_ON = """
import os, pathlib, signal, sys, time
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
if len(sys.argv) > 2:
    signal.signal(signal.SIGTERM, lambda *_: (pathlib.Path(sys.argv[2]).touch(), sys.exit(0)))
time.sleep(60)
"""
TOGETHER = """
import sys
from coprod.jobs.together import run_together
sys.exit(run_together([one.split("|") for one in sys.argv[1:]]))
"""


def goes_on(tmp_path, name, *more):
    return "|".join([sys.executable, "-c", GOES_ON, str(tmp_path / name), *map(str, more)])


def start(*programs):
    return subprocess.Popen([sys.executable, "-c", TOGETHER, *programs])


def pid(path: Path) -> int:
    for _ in range(600):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError(f"{path} never started")


def is_gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_both_are_told_once_and_end(tmp_path, told):
    both = start(goes_on(tmp_path, "one", tmp_path / "ended"), goes_on(tmp_path, "two"))
    numbers = [pid(tmp_path / name) for name in ("one", "two")]
    time.sleep(0.2)
    both.send_signal(told)
    assert both.wait(20) == 0
    assert (tmp_path / "ended").exists() and all(map(is_gone, numbers))


@pytest.mark.parametrize("which", ["one", "two"])
def test_when_one_is_killed_the_other_does_not_linger(tmp_path, which):
    both = start(goes_on(tmp_path, "one"), goes_on(tmp_path, "two"))
    numbers = [pid(tmp_path / name) for name in ("one", "two")]
    os.kill(pid(tmp_path / which), signal.SIGKILL)
    assert both.wait(20) == 1
    assert all(map(is_gone, numbers))


def test_what_one_ends_with_is_what_both_end_with(tmp_path):
    both = start("|".join([sys.executable, "-c", "raise SystemExit(3)"]), goes_on(tmp_path, "two"))
    assert both.wait(20) == 3
    both = start("|".join([sys.executable, "-c", ""]), goes_on(tmp_path, "two"))
    assert both.wait(20) == 1
