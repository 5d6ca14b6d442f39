"""Two programs beside each other: when one ends all end, and when we are told to stop all stop."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.test_commands import ROOT, coprod

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


def test_the_site_and_its_scheduler_start_and_stop_together(tmp_path):
    assert coprod(tmp_path, "db", "upgrade").returncode == 0
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = [sys.executable, "-c", "import wsgi; wsgi.cli()", "serve", "--with-scheduler"]
    environment = os.environ | {"COPROD_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    words = [*command, "--port", port, "--workers", "1"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as both:
        lines = iter(both.stdout.readline, "")
        said = next(line for line in lines if line.startswith("late-promises, "))
        assert said.endswith("Promises that became late: 0.\n")
        until_it_answers(port)
        both.terminate()
        assert "The scheduler has stopped." in both.stdout.read()
        assert both.wait(20) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(port)))


def until_it_answers(port):
    for _ in range(600):
        try:
            return urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=20).close()
        except OSError:
            time.sleep(0.05)
    raise AssertionError("The site never answered.")


def test_make_run_and_make_demo_start_both():
    served = [line for line in Path("Makefile").read_text().splitlines() if "coprod serve" in line]
    assert len(served) == 2 and all("serve --with-scheduler" in line for line in served)


def test_a_web_process_loads_no_scheduler():
    """APScheduler inside web workers would do every job once for each of them."""
    asks = "import sys, wsgi; wsgi.create_app({'DATABASE_URL': 'sqlite://', 'SECRET_KEY': 's' * 32"
    asks += ", 'UPLOADS': None}); sys.exit('apscheduler' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks], check=False).returncode == 0
