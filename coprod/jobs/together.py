"""Programs that run beside each other: when one ends, or we are told to stop, all of them end."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence

_LOOK_EVERY = 0.1  # seconds
_PATIENCE = 15  # seconds to finish what is under way, as a service manager gives


def run_together(programs: Sequence[Sequence[str]]) -> int:
    """Run the programs until one of them ends or a signal comes, then end the others.

    Returns the status of the one that ended by itself, and never 0 for it: it was to go on.
    """
    told: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: told.append(number))
    # In sessions of their own, so that Ctrl-C reaches us alone and each is told once, by us.
    children = [subprocess.Popen(one, start_new_session=True) for one in programs]  # noqa: S603
    try:
        while not told and all(child.poll() is None for child in children):
            time.sleep(_LOOK_EVERY)
        ended = next((child for child in children if child.poll() is not None), None)
    finally:
        _end(children)
    if told or ended is None:
        return 0
    return ended.returncode if ended.returncode > 0 else 1


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
