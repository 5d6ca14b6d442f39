"""Pages under load in turns, so that whatever else the machine does falls on all of them alike."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat

from bench.client import Ask, Tally, load
from bench.servers import Server
from bench.visitors import STRANGER, Visitor

LINES = 4


@dataclass(frozen=True, slots=True)
class Page:
    """One page as somebody sees it."""

    name: str
    path: str
    server: Server
    visitor: Visitor = STRANGER


@dataclass
class Measured:
    """A page's rounds: requests a second, milliseconds of CPU each, and answers gone wrong."""

    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)


@dataclass
class Rounds:
    """What the rounds came to, and how busy the machine was."""

    pages: dict[str, Measured]
    load: float = 0.0

    def of(self, name: str, reference: str) -> list[float]:
        """A page's rate as a share of a reference's in the same round."""
        pairs = zip(self.pages[name].rates, self.pages[reference].rates, strict=True)
        return [one / other for one, other in pairs if other]

    def cpu_of(self, name: str, reference: str) -> list[float]:
        pairs = zip(self.pages[name].cpu, self.pages[reference].cpu, strict=True)
        return [one / other for one, other in pairs if other]

    def spread(self, name: str) -> float:
        """The best round of a page as a multiple of its worst."""
        rates = self.pages[name].rates
        slowest = min(rates, default=0.0)
        return max(rates) / slowest if slowest else float("inf")


def run(pages: Sequence[Page], rounds: int, seconds: float) -> Rounds:
    """Measure every page once a round, forwards and backwards in turn."""
    found = Rounds({page.name: Measured() for page in pages})
    for page in pages:  # each worker compiles its templates before anything counts
        _load(page, min(seconds, 0.5))
    for number in range(rounds):
        print(f"  pages, round {number + 1} of {rounds}", flush=True)
        for page in pages if number % 2 == 0 else reversed(pages):
            before = page.server.cpu()
            tally = _load(page, seconds)
            used = page.server.cpu() - before
            measured = found.pages[page.name]
            measured.rates.append(tally.rate)
            measured.cpu.append(1000 * used / max(1, len(tally.times)))
            measured.wrong += tally.wrong
        found.load = max(found.load, os.getloadavg()[0])
    return found


def _load(page: Page, seconds: float) -> Tally:
    asks = [(page.visitor.cookie, repeat(Ask(page.path))) for _ in range(LINES)]
    return load(page.server.port, asks, seconds=seconds)
