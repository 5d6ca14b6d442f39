"""The servers under measurement: the documented command, for the site and for its references."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from bench.client import Line

_TICK = os.sysconf("SC_CLK_TCK")
WORKERS = 2


class Server:
    """One granian on a free loopback port, with the environment of the site it serves."""

    def __init__(self, target: str, environment: dict[str, str], ready: str = "/sign-in") -> None:
        self.port = _free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(WORKERS)]
        command += ["--blocking-threads", "1", "--log-level", "error", target]
        began = time.perf_counter()
        self._process = subprocess.Popen(
            command, env={**os.environ, **environment}, start_new_session=True
        )
        try:
            self._wait(ready)
        except BaseException:
            self._stop()
            raise
        self.started_in = time.perf_counter() - began

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._stop()

    def cpu(self) -> float:
        """Seconds of CPU that the server's processes have used."""
        return sum(_cpu(pid) for pid in (self._process.pid, *self.workers()))

    def resident(self) -> float:
        """Megabytes of the largest worker."""
        return max(_megabytes(pid, "status", "VmRSS") for pid in self.workers())

    def share(self) -> float:
        """Megabytes of the largest worker, pages it shares with others divided among them."""
        return max(_megabytes(pid, "smaps_rollup", "Pss") for pid in self.workers())

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def _wait(self, ready: str) -> None:
        for _ in range(3000):
            if self._process.poll() is not None:
                break
            line = Line(self.port)
            try:
                line.ask(ready)
            except OSError:
                time.sleep(0.02)
            else:
                return
            finally:
                line.close()
        raise RuntimeError("The server did not answer within a minute.")

    def _stop(self) -> None:
        """All of it: a worker that was still starting does not hear that the others stop."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _megabytes(pid: int, file: str, name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/{file}").read_text())
    return int(found[1]) / 1024 if found else 0.0
