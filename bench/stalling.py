"""Target 12: clients that stop in the middle of a header must not keep others waiting."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat

from bench.client import HERE, Ask, load
from bench.servers import Server

STALLED = 20
LINES = 4


def measure(server: Server, rounds: tuple[int, float]) -> dict[str, list[float]]:
    """Throughput beside the stalled clients, as a share of throughput without them."""
    many, seconds = rounds
    shares = []
    for number in range(many):
        if number % 2:
            free, beside = _rate(server, seconds), _rate_beside(server, seconds)
        else:
            beside, free = _rate_beside(server, seconds), _rate(server, seconds)
        shares.append(beside / free)
    return {"stalled": shares}


def _rate(server: Server, seconds: float) -> float:
    return load(server.port, [("", repeat(Ask("/issues")))] * LINES, seconds=seconds).rate


def _rate_beside(server: Server, seconds: float) -> float:
    with _stalled(server.port):
        return _rate(server, seconds)


@contextmanager
def _stalled(port: int) -> Iterator[None]:
    lines = [socket.create_connection((HERE, port), timeout=10) for _ in range(STALLED)]
    try:
        for line in lines:
            line.sendall(b"GET /issues HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        yield
    finally:
        for line in lines:
            line.close()
