"""What a run says: a table for people, the same as JSON for a program."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.rounds import Rounds
from bench.verdict import Judged, Run, Verdict

_WIDTH = 66


def table(judged: Sequence[Judged], run: Run) -> str:
    """One line for each target: what it is, the figure, its spread, the limit, the verdict."""
    head = f"{'target':{_WIDTH}} {'median':>8}  {'min to max':>17}  {'limit':>8}"
    lines = [head, "-" * (len(head) + 8)]
    lines += [_line(one, run) for one in judged]
    noise = run.noise
    lines.append(
        f"Reference spread {noise.spread:.2f} ×, load {noise.load:.1f} on {noise.cores} cores"
        + (": too noisy to judge rates." if noise.too_much else ".")
    )
    return "\n".join(lines)


def rates(found: Rounds) -> str:
    """The absolute figures behind the ratios."""
    lines = [f"{'page':12} {'requests/s':>10}  {'ms CPU each':>11}"]
    for name, page in found.pages.items():
        rate, cpu = _middle(page.rates), _middle(page.cpu)
        wrong = f"  {len(page.wrong)} wrong" if page.wrong else ""
        lines.append(f"{name:12} {rate:10,.0f}  {cpu:11.2f}{wrong}")
    return "\n".join(lines)


def write(path: Path, judged: Sequence[Judged], run: Run) -> None:
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    whole = {
        "run": asdict(run) | machine,
        "targets": {one.target.name: _plain(one, run) for one in judged},
    }
    path.write_text(json.dumps(whole, indent=2) + "\n")


def _line(one: Judged, run: Run) -> str:
    sign, limit = one.target.limit(run.engine, run.size)
    if one.verdict is Verdict.NONE:
        return f"{one.target.what:{_WIDTH}} {'-':>8}  {'':17}  {sign} {limit:>6g}  -"
    spread = f"{one.least:.2f} to {one.most:.2f}"
    return (
        f"{one.target.what:{_WIDTH}} {one.figure:8.2f}  {spread:>17}  "
        f"{sign} {limit:>6g}  {one.verdict}"
    )


def _plain(one: Judged, run: Run) -> dict[str, Any]:
    sign, limit = one.target.limit(run.engine, run.size)
    return {
        "what": one.target.what,
        "median": one.figure,
        "min": one.least,
        "max": one.most,
        "limit": f"{sign} {limit:g}",
        "verdict": one.verdict.value,
    }


def _middle(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
