"""Where the centre and the limits of a phase stand: one formula for each kind of chart.

A formula takes the columns of one phase and answers in a `Spread`. Sources: Montgomery,
Introduction to Statistical Quality Control, chapters 6 and 7; Laney (2002), Improved control
charts for attributes, Quality Engineering 14(4), for P' and U'; Taylor (2017) on normalised
individuals, for I'; Nelson (1994), A control chart for parts-per-million nonconforming items, for
T; Provost & Murray, The Health Care Data Guide, for G.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, pi, sqrt
from statistics import fmean, median

from improvement_cycles.stats.kinds import ChartKind
from improvement_cycles.stats.moving_range import (
    PER_SIGMA,
    UPPER_LIMIT,
    mean_moving_range,
    screened_mean,
)
from improvement_cycles.stats.subgroups import FEWEST_FOR_SD, c4, pooled_sd

_PRIME_UPPER_LIMIT = 3.2665  # 3.267 of I' has one digit more
_WEIBULL = 3.6  # y^(1/3.6) of exponential times is close to normal
_MEDIAN_OF_GEOMETRIC = 0.693  # ln 2: of the mean


@dataclass(frozen=True, slots=True)
class Columns:
    """One phase as its formula needs it: everything one entry a point, None in a gap."""

    values: Sequence[float | None]  # as plotted, not yet multiplied
    n: Sequence[float | None] | None  # denominators, or sizes of subgroups
    sd: Sequence[float | None] | None  # of subgroups
    basis: Sequence[int]  # places (from 0) that centre and limits come from
    screened: bool  # leave unlikely moving ranges out
    given: float | None  # a centre that is not worked out, in the unit of `values`

    @property
    def base(self) -> list[float | None]:
        return [self.values[i] for i in self.basis]

    @property
    def present(self) -> list[float]:
        return [v for v in self.base if v is not None]


@dataclass(frozen=True, slots=True)
class Spread:
    """The centre of a phase, and one sigma a point. Limits are `around` ± 3 sigma."""

    centre: float | None  # None: nothing to work it out from
    sigma: Sequence[float | None] | None = None  # None: the chart has no limits
    around: float | None = None  # where it is not the centre
    least: float | None = None  # no limit below this one,
    most: float | None = None  # nor above that


Formula = Callable[[Columns], Spread]


def _run(phase: Columns) -> Spread:
    return Spread(_centre(phase, median))


def _i(phase: Columns) -> Spread:
    spread = mean_moving_range(phase.base, screened=phase.screened)
    sigma = None if spread is None else spread / PER_SIGMA
    return Spread(_centre(phase, fmean), [sigma] * len(phase.values))


def _mr(phase: Columns) -> Spread:
    """Of moving ranges already worked out: the limits are 0 and 3.267 x their mean."""
    centre = _centre(phase, fmean)
    sigma = None if centre is None else UPPER_LIMIT / 3 * centre
    return Spread(centre, [sigma] * len(phase.values), around=0, least=0)


def _c(phase: Columns) -> Spread:
    centre = _centre(phase, fmean)
    sigma = None if centre is None else sqrt(centre)
    return Spread(centre, [sigma] * len(phase.values), least=0)


def _u(phase: Columns) -> Spread:
    centre = _ratio(phase)
    return Spread(centre, _per_root_n(phase, centre), least=0)


def _p(phase: Columns) -> Spread:
    centre = _ratio(phase)
    variance = None if centre is None else centre * (1 - centre)
    return Spread(centre, _per_root_n(phase, variance), least=0, most=1)


def _prime(plain: Formula) -> Formula:
    """P' or U' of P or U: sigma is stretched by how far the points really spread."""

    def formula(phase: Columns) -> Spread:
        spread = plain(phase)
        z = [
            (value - spread.centre) / sigma
            if value is not None and sigma and spread.centre is not None
            else None
            for value, sigma in (
                (phase.values[i], spread.sigma[i] if spread.sigma else None) for i in phase.basis
            )
        ]
        moving = mean_moving_range(z, screened=phase.screened)
        sigma_z = None if moving is None else moving / PER_SIGMA
        stretched = [
            None if sigma is None or sigma_z is None else sigma * sigma_z
            for sigma in spread.sigma or ()
        ]
        return Spread(spread.centre, stretched, least=spread.least, most=spread.most)

    return formula


def _ip(phase: Columns) -> Spread:
    sizes = phase.n or [1.0] * len(phase.values)
    pairs = [(phase.values[i], sizes[i]) for i in phase.basis]
    weighted = [(y * n, n) for y, n in pairs if y is not None and n]
    centre = phase.given
    if centre is None and weighted:
        centre = fsum(part for part, _ in weighted) / fsum(n for _, n in weighted)
    ranges = [
        sqrt(pi / 2) * abs(y - before) / sqrt(1 / n_before + 1 / n)
        if y is not None and before is not None and n and n_before
        else None
        for (before, n_before), (y, n) in pairwise(pairs)
    ]
    mean = screened_mean(ranges, _PRIME_UPPER_LIMIT if phase.screened else None)
    return Spread(centre, [None if mean is None or not n else mean / sqrt(n) for n in sizes])


def _xbar(phase: Columns) -> Spread:
    sizes, _ = _subgrouped(phase)
    weighted = [
        (y * n, n)
        for y, n in ((phase.values[i], sizes[i]) for i in phase.basis)
        if y is not None and n
    ]
    centre = phase.given
    if centre is None and weighted:
        centre = fsum(part for part, _ in weighted) / fsum(n for _, n in weighted)
    typical = _typical_sd(phase)
    sigma = [
        None if typical is None or n is None or n < FEWEST_FOR_SD else typical / (c4(n) * sqrt(n))
        for n in sizes
    ]
    return Spread(centre, sigma)


def _s(phase: Columns) -> Spread:
    sizes, _ = _subgrouped(phase)
    centre = _typical_sd(phase) if phase.given is None else phase.given
    sigma = [
        None
        if centre is None or n is None or n < FEWEST_FOR_SD
        else centre * sqrt(1 - c4(n) ** 2) / c4(n)
        for n in sizes
    ]
    return Spread(centre, sigma, least=0)


def _g(phase: Columns) -> Spread:
    """The median is drawn, the limits stand about the mean."""
    if phase.given is not None:
        mean, centre = phase.given, _MEDIAN_OF_GEOMETRIC * phase.given
    elif phase.present:
        mean, centre = fmean(phase.present), median(phase.present)
    else:
        return Spread(None, [None] * len(phase.values))
    sigma = sqrt(mean * (mean + 1))
    return Spread(centre, [sigma] * len(phase.values), around=mean, least=0)


FORMULAS: dict[ChartKind, Formula] = {
    ChartKind.RUN: _run,
    ChartKind.I: _i,
    ChartKind.MR: _mr,
    ChartKind.C: _c,
    ChartKind.U: _u,
    ChartKind.P: _p,
    ChartKind.PP: _prime(_p),
    ChartKind.UP: _prime(_u),
    ChartKind.IP: _ip,
    ChartKind.XBAR: _xbar,
    ChartKind.S: _s,
    ChartKind.G: _g,
    ChartKind.T: _i,  # of the values made normal: see `normal`
}


def normal(value: float) -> float:
    """A time between events, made close to normal."""
    return float(value ** (1 / _WEIBULL))


def back(value: float | None) -> float | None:
    """The time that `normal` made this of; None if there is none."""
    return None if value is None or value < 0 else value**_WEIBULL


def _centre(phase: Columns, middle: Callable[[Sequence[float]], float]) -> float | None:
    if phase.given is not None:
        return phase.given
    return middle(phase.present) if phase.present else None


def _ratio(phase: Columns) -> float | None:
    """Everything counted over everything it was out of."""
    if phase.given is not None:
        return phase.given
    sizes = phase.n or ()
    pairs = [(phase.values[i], sizes[i]) for i in phase.basis]
    counted = [(y * n, n) for y, n in pairs if y is not None and n]
    return fsum(c for c, _ in counted) / fsum(n for _, n in counted) if counted else None


def _per_root_n(phase: Columns, variance: float | None) -> list[float | None]:
    return [None if variance is None or not n else sqrt(variance / n) for n in phase.n or ()]


def _subgrouped(phase: Columns) -> tuple[Sequence[float | None], Sequence[float | None]]:
    return phase.n or (), phase.sd or ()


def _typical_sd(phase: Columns) -> float | None:
    """S̄: the mean of equal subgroups, else pooled."""
    sizes, deviations = _subgrouped(phase)
    known = [
        (n, sd)
        for n, sd in ((sizes[i], deviations[i]) for i in phase.basis)
        if n and sd is not None
    ]
    if not known:
        return None
    if len({n for n in sizes if n}) == 1:
        return fmean(sd for _, sd in known)
    return pooled_sd([n for n, _ in known], [sd for _, sd in known])
