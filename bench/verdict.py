"""Figures held against bench/targets.toml: PASS, FAIL, or NOISY when the machine was too busy."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from statistics import median

TARGETS = Path(__file__).parent / "targets.toml"
_SPREAD = 2.0  # the reference's best round over its worst
_BUSY = 2.0  # load, as a multiple of the cores
_LARGE = 100_000


class Verdict(StrEnum):
    """What a figure comes to."""

    PASS = "PASS"
    FAIL = "FAIL"
    NOISY = "NOISY"
    NONE = "-"  # not measured in this run


@dataclass(frozen=True, slots=True)
class Target:
    """What one figure has to keep to. A steady one does not depend on what else was running."""

    name: str
    what: str
    least: float | None = None
    most: float | None = None
    steady: bool = False
    postgresql: float | None = None  # the limit there
    million: float | None = None  # the limit at more than 100,000 issues
    of_all: bool = False  # every figure has to keep to it, not only the median

    def limit(self, engine: str, size: int) -> tuple[str, float]:
        """The sign and the number that hold in a run."""
        own = self.postgresql if engine == "postgresql" else None
        own = self.million if size > _LARGE and self.million else own
        ours = self.least if self.most is None else self.most
        assert ours is not None, f"{self.name} has no limit."
        return "≤" if self.least is None else "≥", ours if own is None else own

    def keeps(self, figure: float, engine: str, size: int) -> bool:
        sign, limit = self.limit(engine, size)
        return figure >= limit if sign == "≥" else figure <= limit


@dataclass(frozen=True, slots=True)
class Noise:
    """How far the machine can be trusted."""

    spread: float
    load: float
    cores: int = field(default_factory=lambda: os.cpu_count() or 1)

    @property
    def too_much(self) -> bool:
        return self.spread > _SPREAD or self.load > _BUSY * self.cores


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the report."""

    target: Target
    verdict: Verdict
    figure: float = 0.0
    least: float = 0.0
    most: float = 0.0


@cache
def targets() -> tuple[Target, ...]:
    with TARGETS.open("rb") as file:
        return tuple(Target(name, **rest) for name, rest in tomllib.load(file).items())


@dataclass(frozen=True, slots=True)
class Run:
    """What the verdicts of one run depend on."""

    noise: Noise
    engine: str = "sqlite"
    size: int = 1_000


def judge(target: Target, figures: Sequence[float], run: Run) -> Judged:
    """The median decides; in noise only what does not depend on it."""
    if not figures:
        return Judged(target, Verdict.NONE)
    middle = median(figures)
    deciding = figures if target.of_all else [middle]
    if run.noise.too_much and not target.steady:
        verdict = Verdict.NOISY
    elif all(target.keeps(figure, run.engine, run.size) for figure in deciding):
        verdict = Verdict.PASS
    else:
        verdict = Verdict.FAIL
    return Judged(target, verdict, middle, min(figures), max(figures))


def judge_all(figures: Mapping[str, Sequence[float]], run: Run) -> list[Judged]:
    """Every target in its order, also those that this run did not measure."""
    unknown = figures.keys() - {target.name for target in targets()}
    assert not unknown, f"No target is called {unknown}."
    return [judge(target, figures.get(target.name, ()), run) for target in targets()]
