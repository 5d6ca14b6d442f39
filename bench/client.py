"""A bounded closed-loop client: raw sockets kept open, each waiting for its answer before the next."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass
class Tally:
    """What came back: requests a second, seconds each took, and answers that were not as meant."""

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
        self.port, self.cookie = port, cookie
        self._socket: socket.socket | None = None

    def ask(self, path: str, body: str = "", headers: str = "") -> tuple[int, str, bytes]:
        """Send one request; return status, headers and body."""
        try:
            return self._ask(path, body, headers)
        except (ConnectionError, IndexError):  # the server closed a kept line: open another
            self._socket = None
            return self._ask(path, body, headers)

    def _ask(self, path: str, body: str, headers: str) -> tuple[int, str, bytes]:
        line = self._open()
        verb = "POST" if body else "GET"
        lines = [f"{verb} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if body:
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(body)}")
        if headers:
            lines.append(headers)
        line.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        return self._read(line)

    def _open(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    @staticmethod
    def _read(line: socket.socket) -> tuple[int, str, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            more = line.recv(65536)
            if not more:
                raise ConnectionError
            got += more
        head, _, body = got.partition(b"\r\n\r\n")
        text = head.decode("latin-1")
        length = re.search(r"content-length: (\d+)", text, re.IGNORECASE)
        wanted = int(length[1]) if length else 0
        while len(body) < wanted:
            body += line.recv(65536)
        return int(text.split(" ", 2)[1]), text, body


def load(
    port: int,
    asks: Callable[[int], Iterator[tuple[str, str]]],
    *,
    seconds: float,
    lines: int = 4,
    cookies: list[str] | None = None,
    ok: tuple[int, ...] = (200,),
) -> Tally:
    """Ask for `seconds` on several lines at once; `asks(n)` gives line n its (path, body) pairs."""
    tally, lock = Tally(), threading.Lock()
    end = time.perf_counter() + seconds

    def work(number: int) -> None:
        line = Line(port, (cookies or [""])[number % len(cookies or [""])])
        times, wrong = [], []
        for path, body in asks(number):
            start = time.perf_counter()
            if start >= end:
                break
            status, _, _ = line.ask(path, body)
            times.append(time.perf_counter() - start)
            if status not in ok:
                wrong.append(status)
        with lock:
            tally.times += times
            tally.wrong += wrong

    threads = [threading.Thread(target=work, args=(n,)) for n in range(lines)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.seconds = time.perf_counter() - began
    return tally
