"""A bounded closed-loop client: raw sockets kept open, each waiting for its answer before the next.

It speaks to this machine only, for a time and a number of requests that are given.
"""

import re
import socket
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

HERE = "127.0.0.1"
MOST = 200_000  # requests in one load, whatever else was asked for
_LENGTH = re.compile(r"\r\ncontent-length: (\d+)", re.IGNORECASE)


class Broken(Exception):
    """A page that is not what it should be: a fast mistake is no figure."""


class Ask(NamedTuple):
    """One request; one with a body is a POST."""

    path: str
    body: str = ""
    headers: str = ""


class Answer(NamedTuple):
    """What came back."""

    status: int
    head: str
    body: bytes


@dataclass
class Tally:
    """How long each request took, and the answers that were not as meant."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def quantile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Line:
    """One connection to a loopback port."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._port = port
        self._always = f"Host: {HERE}:{port}\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "")
        self._socket: socket.socket | None = None

    def ask(self, path: str, body: str = "", headers: str = "") -> Answer:
        """Send one request and read its answer."""
        kept = self._socket is not None
        try:
            return self._ask(path, body, headers)
        except ConnectionError:
            self.close()
            if not kept or body:  # what changes something is not sent twice
                raise
            return self._ask(path, body, headers)  # the server had closed a kept line

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, path: str, body: str, headers: str) -> Answer:
        start = f"POST {path}" if body else f"GET {path}"
        rest = self._always + (f"{headers}\r\n" if headers else "")
        if body:
            rest += "Content-Type: application/x-www-form-urlencoded\r\n"
            rest += f"Content-Length: {len(body)}\r\n"
        line = self._open()
        line.sendall(f"{start} HTTP/1.1\r\n{rest}\r\n{body}".encode())
        return _read(line)

    def _open(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection((HERE, self._port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket


def _read(line: socket.socket) -> Answer:
    got = b""
    while b"\r\n\r\n" not in got:
        got += _more(line)
    start, _, body = got.partition(b"\r\n\r\n")
    head = start.decode("latin-1")
    length = _LENGTH.search(head)
    parts, wanted = [body], int(length[1]) if length else 0
    have = len(body)
    while have < wanted:
        parts.append(_more(line))
        have += len(parts[-1])
    return Answer(int(head.split(" ", 2)[1]), head, b"".join(parts))


def _more(line: socket.socket) -> bytes:
    more = line.recv(65536)
    if not more:
        raise ConnectionResetError("The server closed the line.")
    return more


def load(
    port: int,
    work: Iterable[tuple[str, Iterable[Ask]]],
    *,
    seconds: float = 60.0,
    ok: frozenset[int] = frozenset({200}),
) -> Tally:
    """Ask on several lines at once; each has its cookie and what to ask, until the time is up."""
    jobs = list(work)
    tally, lock = Tally(), threading.Lock()
    most = MOST // len(jobs)
    began = time.perf_counter()
    end = began + seconds

    def keep_asking(cookie: str, asks: Iterable[Ask]) -> None:
        line = Line(port, cookie)
        times: list[float] = []
        wrong: list[int] = []
        try:
            for ask in asks:
                start = time.perf_counter()
                if start >= end or len(times) >= most:
                    break
                try:
                    status = line.ask(*ask).status
                except OSError:
                    status = 0
                times.append(time.perf_counter() - start)
                if status not in ok:
                    wrong.append(status)
        finally:
            line.close()
        with lock:
            tally.times += times
            tally.wrong += wrong

    threads = [threading.Thread(target=keep_asking, args=job, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.seconds = time.perf_counter() - began
    return tally
