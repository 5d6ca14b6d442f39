"""The reading of one measure: its numbers over all points, and against how it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from improvement_cycles.stats.chart import read_run_chart
from improvement_cycles.stats.moving_range import mean_moving_range
from improvement_cycles.stats.runs import runs_in

_THREE_SIGMA = 2.66  # 3 / 1.128, of a mean moving range
_SHIFT = 6  # dots in a row that the glossary calls a shift

Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Before:
    """How it was before a change, and what came after: in the unit of the measure, or points."""

    baseline_points: int
    middle_of_baseline: float  # median
    longest_run_after_vs_baseline: int  # 0 if nothing after it is off its middle line
    run_side: Side | None  # of that run; the first, if two are as long
    shift_of_6: bool  # that run has 6 points or more
    baseline_mean: float
    baseline_mean_moving_range: float | None  # None if no two of its points are neighbours
    xmr_upper: float | None  # usual highest of a single point: mean + 2.66 x mean moving range
    xmr_lower: float | None  # usual lowest; may fall below 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All points about their own median, and `before` if the measure has a baseline.

    The run and crossings are None when no point is off the middle line: nothing to judge.
    """

    points: int  # gaps not counted
    middle_of_all: float  # median, in the unit of the measure
    useful_points: int  # points not on it
    longest_run_all: int | None
    longest_run_limit: int | None  # a longer run is unlikely to be chance
    crossings: int | None
    crossings_lower_limit: int | None  # fewer are unlikely to be chance
    signal_all: bool | None
    before: Before | None


def read_measure(values: Sequence[float | None], baseline_points: int | None = None) -> Reading:
    """Read a measure over all its points and, if it has a baseline, against that.

    Args:
        values: n >= 1 finite measurements in time order, None for a gap; not all None.
        baseline_points: places, from the first, that show how it was before the change.

    Raises:
        ValueError: naming the point, if one is not finite or the baseline ends past the last;
            or if no point has a value.

    Source: runs as `runs_about`; limits of a single point from the mean moving range of
    neighbours (Shewhart's three sigma), no range screened out.

    """
    chart = read_run_chart(values)
    phase = chart.phases[0]
    if phase.centre is None:
        raise ValueError("every point is missing")
    runs = phase.runs
    return Reading(
        points=sum(v is not None for v in values),
        middle_of_all=phase.centre,
        useful_points=phase.useful,
        longest_run_all=runs.longest if runs else None,
        longest_run_limit=runs.longest_expected if runs else None,
        crossings=runs.crossings if runs else None,
        crossings_lower_limit=runs.fewest_expected if runs else None,
        signal_all=phase.signal,
        before=None if baseline_points is None else _read_before(values, baseline_points),
    )


def _read_before(values: Sequence[float | None], baseline_points: int) -> Before | None:
    """The baseline and the points after it; None if every point of the baseline is missing."""
    middle = read_run_chart(values, freeze=baseline_points).phases[0].centre
    if middle is None:
        return None
    baseline = values[:baseline_points]
    mean = fmean(v for v in baseline if v is not None)
    spread = mean_moving_range(baseline)
    after = runs_in(middle, values[baseline_points:])
    longest = max(after, key=lambda run: run.length, default=None)
    length = longest.length if longest else 0
    return Before(
        baseline_points=baseline_points,
        middle_of_baseline=middle,
        longest_run_after_vs_baseline=length,
        run_side=side_word(longest.side) if longest else None,
        shift_of_6=length >= _SHIFT,
        baseline_mean=mean,
        baseline_mean_moving_range=spread,
        xmr_upper=None if spread is None else mean + _THREE_SIGMA * spread,
        xmr_lower=None if spread is None else mean - _THREE_SIGMA * spread,
    )


def side_word(side: int) -> Side:
    """Which side of the middle line, in words: 1 above, -1 below."""
    return "above" if side > 0 else "below"
