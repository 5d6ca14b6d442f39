"""Another program's page beside ours: one that somebody runs already, on this machine."""

from statistics import median
from urllib.parse import urlsplit

from bench.client import MOST, Ask, load

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LINES = 4


def address(url: str) -> tuple[int, str]:
    """Port and path of a peer. Raises ValueError for anything that is not on this machine."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise ValueError("A peer has to be an http:// address of this machine, such as 127.0.0.1.")
    path = parts.path or "/"
    return parts.port or 80, f"{path}?{parts.query}" if parts.query else path


def report(url: str, rounds: tuple[int, float]) -> str:
    """Requests a second and p95 of the peer's page, as medians of the rounds."""
    port, path = address(url)
    many, seconds = rounds
    work = [("", [Ask(path)] * (MOST // LINES))] * LINES
    tallies = [load(port, work, seconds=seconds) for _ in range(many)]
    wrong = [status for tally in tallies for status in tally.wrong]
    if wrong:
        return f"{url}: {len(wrong)} answers such as {wrong[0]}."
    rate = median(tally.rate for tally in tallies)
    late = median(1000 * tally.quantile(0.95) for tally in tallies)
    return f"{url}: {rate:,.0f} requests a second, p95 {late:.1f} ms."
