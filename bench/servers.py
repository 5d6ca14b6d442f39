"""The servers under measurement: the same command for the site and for its references."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

_TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """One granian on a free loopback port, with the environment of the site it serves."""

    def __init__(self, target: str, environment: dict[str, str], workers: int = 2) -> None:
        self.port = _free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(workers)]
        command += ["--blocking-threads", "1", "--log-level", "error", target]
        self._process = subprocess.Popen(command, env={**os.environ, **environment})
        self.started_in = self._wait()

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=15)

    def cpu(self) -> float:
        """Seconds of CPU that the server's processes have used."""
        return sum(_cpu(pid) for pid in self.pids())

    def memory(self) -> float:
        """Resident megabytes of the largest worker."""
        return max(_resident(pid) for pid in self.pids()[1:] or self.pids())

    def pids(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        try:
            found = [int(pid) for pid in children.read_text().split()]
        except FileNotFoundError:
            found = []
        return [self._process.pid, *found]

    def _wait(self) -> float:
        began = time.perf_counter()
        while time.perf_counter() - began < 60:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                    line.sendall(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    if line.recv(16).startswith(b"HTTP/1.1"):
                        return time.perf_counter() - began
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("The server did not answer within a minute.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
