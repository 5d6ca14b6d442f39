"""NHS "Making Data Count": the flags of a plot-the-dots chart, for those who report that way.

They are an option and not our reading: with nothing changed they flag something in 1 of 5 charts
of 24 points, and in about half of those of 60. There is no target and no assurance here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import Literal

from improvement_cycles.stats.moving_range import mean_moving_range
from improvement_cycles.stats.runs import side_of
from improvement_cycles.stats.series import cut_series

_LIMIT = 2.66  # x the mean moving range: about 3 sigma
_IN_A_ROW = 7
_SHORT = 13  # limits from fewer points are not to be trusted
_WINDOW, _NEAR_IN_WINDOW = 3, 2

Wanted = Literal["increase", "decrease", "neutral"]


class Cause(StrEnum):
    """Why a point is flagged: the first that applies."""

    COMMON = "Common Cause"
    ABOVE = "Above UCL"
    BELOW = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    NEAR_ABOVE = "2 in 3 Above CL"
    NEAR_BELOW = "2 in 3 Below CL"
    SEVEN_ABOVE = "7 Points Above CL"
    SEVEN_BELOW = "7 Points Below CL"

    @property
    def is_high(self) -> bool:
        """Whether it speaks of high or rising values."""
        return self in {Cause.ABOVE, Cause.RISING, Cause.NEAR_ABOVE, Cause.SEVEN_ABOVE}


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch with its own lines, in the unit of the values; None where none can be told."""

    number: int  # counted from 0, as the package does
    first: int  # number of its first point, counted from 1
    last: int
    mean: float | None
    lower: float | None
    upper: float | None

    @property
    def is_short(self) -> bool:
        return self.last - self.first + 1 < _SHORT


@dataclass(frozen=True, slots=True)
class Flag:
    """One point. None: it is a gap, or there are no limits."""

    group: int  # index of its group
    side: int | None  # 1 above the mean, -1 below, 0 on it
    outside: bool | None
    near: bool | None  # inside, and beyond two thirds of the way to a limit
    cause: Cause


@dataclass(frozen=True, slots=True)
class PlotTheDots:
    """A series with the flags of "Making Data Count"."""

    groups: tuple[Group, ...]
    flags: tuple[Flag, ...]

    def point_type(self, place: int, wanted: Wanted) -> str:
        """What the flag of a point (from 0) means for people, in the words of the package."""
        cause = self.flags[place].cause
        if cause is Cause.COMMON:
            return "common_cause"
        if wanted == "neutral":
            return f"special_cause_neutral_{'high' if cause.is_high else 'low'}"
        good = cause.is_high == (wanted == "increase")
        return f"special_cause_{'improvement' if good else 'concern'}"

    def variation_icon(self, wanted: Wanted) -> str:
        """Which icon of variation the last point gives."""
        kind = self.point_type(-1, wanted)
        if kind == "common_cause" or wanted == "neutral":
            return kind.removeprefix("special_cause_")
        level = "high" if self.flags[-1].cause.is_high else "low"
        return f"{kind.removeprefix('special_cause_')}_{level}"


def plot_the_dots(
    values: Sequence[float | None],
    *,
    phases: Collection[int] = (),
    fix_after: int | None = None,
    exclude: Collection[int] = (),
    screened: bool = True,
) -> PlotTheDots:
    """Flag a series of individual values.

    Args:
        values: at least one point in time order; None is a gap, which rows of 7 go on across.
        phases: a new group starts after each of these points (counted from 1).
        fix_after: the lines of each group come from this many of its points, from its first.
        exclude: points left out of the lines and the flags.
        screened: leave moving ranges that are out of the ordinary out, once.

    Raises:
        ValueError: naming the point, if one is not finite or an option names one out of range.

    Source: NHS England, Making Data Count; checked against NHSRplotthedots 0.2.2.

    """
    if fix_after is not None and fix_after < 1:
        raise ValueError(f"the lines cannot come from {fix_after} points: use 1 or more")
    cut = cut_series(values, None, phases, exclude)
    judged = [None if i in cut.exclude else v for i, v in enumerate(values, start=1)]
    groups: list[Group] = []
    flags: list[Flag] = []
    for number, (first, last, _) in enumerate(cut.spans(len(values))):
        within = judged[first - 1 : last]
        group = _lines(number, first, last, within[:fix_after], screened=screened)
        groups.append(group)
        flags += _flags(group, within)
    return PlotTheDots(tuple(groups), tuple(flags))


def _lines(
    number: int, first: int, last: int, base: Sequence[float | None], *, screened: bool
) -> Group:
    present = [v for v in base if v is not None]
    if not present:
        return Group(number, first, last, None, None, None)
    mean, spread = fmean(present), mean_moving_range(base, screened=screened)
    if spread is None:
        return Group(number, first, last, mean, None, None)
    return Group(number, first, last, mean, mean - _LIMIT * spread, mean + _LIMIT * spread)


def _flags(group: Group, values: Sequence[float | None]) -> list[Flag]:
    sides = [None if v is None or group.mean is None else side_of(v, group.mean) for v in values]
    beyond = [_beyond(group, v, 1) for v in values]
    near = [
        None if out is None else not out and bool(_beyond(group, v, 2 / 3))
        for v, out in zip(values, beyond, strict=True)
    ]
    causes = [Cause.COMMON] * len(values)
    # The weakest first: a stronger one is written over it.
    _mark(causes, _rows([(at, side) for at, side in enumerate(sides) if side is not None]), _SEVEN)
    _mark(causes, _near(sides, near), _NEAR)
    _mark(causes, _trends(values), _TREND)
    _mark(causes, [(at, out) for at, out in enumerate(beyond) if out], _OUTSIDE)
    return [
        Flag(group.number, side, None if out is None else bool(out), close, cause)
        for side, out, close, cause in zip(sides, beyond, near, causes, strict=True)
    ]


_SEVEN = {1: Cause.SEVEN_ABOVE, -1: Cause.SEVEN_BELOW}
_NEAR = {1: Cause.NEAR_ABOVE, -1: Cause.NEAR_BELOW}
_TREND = {1: Cause.RISING, -1: Cause.FALLING}
_OUTSIDE = {1: Cause.ABOVE, -1: Cause.BELOW}


def _mark(causes: list[Cause], found: Sequence[tuple[int, int]], words: dict[int, Cause]) -> None:
    for at, side in found:
        causes[at] = words[side]


def _beyond(group: Group, value: float | None, part: float) -> int | None:
    """1 strictly above that part of the way to the upper limit, -1 below, 0 neither."""
    if value is None or group.mean is None or group.upper is None:
        return None
    reach = part * (group.upper - group.mean)
    if side_of(value, group.mean + reach) > 0:
        return 1
    return -1 if side_of(value, group.mean - reach) < 0 else 0


def _rows(sides: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The points in any 7 in a row that lie on one side, not on the mean."""
    found: dict[int, int] = {}
    for end in range(_IN_A_ROW, len(sides) + 1):
        row = sides[end - _IN_A_ROW : end]
        if row[0][1] and all(side == row[0][1] for _, side in row):
            found.update(row)
    return list(found.items())


def _trends(values: Sequence[float | None]) -> list[tuple[int, int]]:
    """The points in any 7 in a row that rise, or fall; a point in both has the later one."""
    present = [(at, v) for at, v in enumerate(values) if v is not None]
    found: dict[int, int] = {}
    for end in range(_IN_A_ROW, len(present) + 1):
        row = present[end - _IN_A_ROW : end]
        steps = {side_of(b, a) for (_, a), (_, b) in pairwise(row)}
        if len(steps) == 1 and (step := steps.pop()):
            found.update({at: step for at, _ in row})
    return list(found.items())


def _near(sides: Sequence[int | None], near: Sequence[bool | None]) -> list[tuple[int, int]]:
    """The points near a limit of which there are 2 in 3 in a row, all 3 on that side."""
    judged = [(at, side, near[at]) for at, side in enumerate(sides) if side is not None]
    found: dict[int, int] = {}
    for end in range(_WINDOW, len(judged) + 1):
        window = judged[end - _WINDOW : end]
        close = [(at, side) for at, side, is_near in window if is_near]
        if len(close) >= _NEAR_IN_WINDOW and len({side for _, side, _ in window}) == 1:
            found.update(close)
    return list(found.items())
