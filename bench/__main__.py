"""`python -m bench`: how fast the site is and what it holds in memory, held against its targets."""

import argparse
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import (
    auditing,
    drawing,
    finding,
    importing,
    keeping,
    loading,
    pages,
    peer,
    pressing,
    report,
    stalling,
    starting,
    talking,
    weighing,
)
from bench.client import Broken
from bench.profiling import profile
from bench.site import Site, site
from bench.verdict import Noise, Run, Verdict, judge_all

FULL = 1_000_000


def main() -> int:
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # and stop the servers first
    with site(asked.engine, FULL if asked.full else asked.size) as made:
        if asked.profile:
            starts = asked.profile == "start"
            print(loading.profile(made) if starts else profile(made, asked.profile, asked.sort))
            return 0
        return _measure(made, asked)


def _measure(made: Site, asked: argparse.Namespace) -> int:
    rounds = (asked.rounds, asked.seconds)
    found = Found()
    found.add("statements", lambda: weighing.count(made))
    found.add("bytes", lambda: weighing.weigh(made))
    found.add("drawing", drawing.measure)
    found.add("importing", lambda: importing.measure(made))
    found.add("talking", lambda: talking.measure(made))
    found.add("auditing", lambda: auditing.measure(made))
    found.add("starting", lambda: starting.measure(made, asked.rounds))
    with made.serve_references() as references, made.serve() as server:
        pages.check(made, server, references)
        seen = pages.measure(made, server, references, rounds)
        found.add("pages", lambda: pages.figures(seen))
        found.add("searching", lambda: finding.measure(made, server))
        found.add("pressing", lambda: pressing.measure(made, server, references, rounds))
        found.add("stalling", lambda: stalling.measure(server, rounds))
        found.add("memory", lambda: keeping.measure(made, server, asked.requests))
    run = Run(Noise(seen.spread(pages.REFERENCE), seen.load), asked.engine, made.size)
    judged = judge_all(found.figures, run)
    print(f"\n{made.size:,} issues on {asked.engine}\n\n{report.rates(seen)}\n")
    print("\n".join((report.table(judged, run), *found.broken)))
    if asked.peer:
        print(peer.report(asked.peer, rounds))
    if asked.json:
        report.write(asked.json, judged, run)
    return 1 if found.broken or any(one.verdict is Verdict.FAIL for one in judged) else 0


@dataclass
class Found:
    """The figures so far, and what could not be measured because the site is broken there."""

    figures: dict[str, list[float]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def add(self, what: str, measure: Callable[[], dict[str, list[float]]]) -> None:
        print(f"  {what}", flush=True)
        try:
            self.figures |= measure()
        except Broken as why:
            self.broken.append(f"NOT MEASURED, {what}: {why}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="issues (100000)")
    parser.add_argument("--full", action="store_true", help="a million issues")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each time")
    parser.add_argument("--requests", type=int, default=10_000, help="before memory is read")
    parser.add_argument("--peer", type=_peer, help="also a page of a program on this machine")
    parser.add_argument(
        "--profile",
        metavar="PAGE",
        help="say where a page's time goes, or that of `start`",
    )
    parser.add_argument("--sort", default="tottime", help="order of --profile (or: cumulative)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    return parser.parse_args()


def _peer(url: str) -> str:
    try:
        peer.address(url)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return url


if __name__ == "__main__":
    raise SystemExit(main())
