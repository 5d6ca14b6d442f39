"""The run chart: a middle line for each phase, and whether its runs are more than chance."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from improvement_cycles.stats.runs import Runs, count_runs, runs_in, side_of
from improvement_cycles.stats.series import cut_series


@dataclass(frozen=True, slots=True)
class Point:
    """One place on the time axis, and how it stands to the middle line of its phase."""

    number: int  # counted from 1
    value: float | None  # None: a gap
    phase: int  # number of its phase, counted from 1
    side: int | None  # 1 above the middle line, -1 below, 0 on it; None if it is not judged
    in_baseline: bool  # the middle line was worked out from it
    excluded: bool  # drawn, but out of the middle line and the runs
    in_signal: bool  # part of a run longer than chance allows


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the chart with its own middle line."""

    number: int  # counted from 1
    first: int  # number of its first point
    last: int  # number of its last point
    centre: float | None  # median of its baseline, in the unit of the values; None if it has none
    observations: int  # points not excluded, gaps among them
    runs: Runs | None  # None when no point is off the middle line: nothing to judge

    @property
    def useful(self) -> int:
        """Points not on the middle line."""
        return self.runs.useful if self.runs else 0

    @property
    def signal(self) -> bool | None:
        """Whether there is a sign of a change; None when there is nothing to judge."""
        return self.runs.signal if self.runs else None


@dataclass(frozen=True, slots=True)
class RunChart:
    """A series read as a run chart."""

    points: tuple[Point, ...]
    phases: tuple[Phase, ...]

    @property
    def signal(self) -> bool | None:
        """Whether any phase shows a sign of a change; None when none can be judged."""
        verdicts = [phase.signal for phase in self.phases if phase.signal is not None]
        return any(verdicts) if verdicts else None


def read_run_chart(
    values: Sequence[float | None],
    *,
    freeze: int | None = None,
    phases: Collection[int] = (),
    exclude: Collection[int] = (),
) -> RunChart:
    """Read a series as a run chart by the Anhøj rules.

    Args:
        values: n >= 1 finite measurements in time order, in any unit; None is a gap, which
            runs go on across.
        freeze: the middle line comes from the points up to this one (counted from 1) of the
            phase that holds it; every point of that phase is judged against it.
        phases: a new phase starts after each of these points.
        exclude: points left out of the middle line and the runs, still drawn.

    Raises:
        ValueError: naming the point, if one is not finite or an option names one out of range.

    Source: as `runs_about`; the centre is the median (Anhøj & Olesen 2014).

    """
    cut = cut_series(values, freeze, phases, exclude)
    judged = [None if i in cut.exclude else v for i, v in enumerate(values, start=1)]
    read = [
        _read_phase(number, span, judged, cut.exclude)
        for number, span in enumerate(cut.spans(len(values)), start=1)
    ]
    points = (
        Point(
            number=i,
            value=values[i - 1],
            phase=phase.number,
            side=_side(judged[i - 1], phase.centre),
            in_baseline=i <= baseline_end and judged[i - 1] is not None,
            excluded=i in cut.exclude,
            in_signal=i in unlikely,
        )
        for phase, baseline_end, unlikely in read
        for i in range(phase.first, phase.last + 1)
    )
    return RunChart(tuple(points), tuple(phase for phase, _, _ in read))


def _read_phase(
    number: int,
    span: tuple[int, int, int],
    judged: Sequence[float | None],
    exclude: Collection[int],
) -> tuple[Phase, int, set[int]]:
    """A phase, the end of its baseline, and its points in runs longer than chance allows."""
    first, last, baseline_end = span
    baseline = [v for v in judged[first - 1 : baseline_end] if v is not None]
    centre = median(baseline) if baseline else None
    observations = last - first + 1 - sum(first <= i <= last for i in exclude)
    if centre is None:
        return Phase(number, first, last, None, observations, None), baseline_end, set()
    within = judged[first - 1 : last]
    runs = runs_in(centre, within)
    about = count_runs(runs) if runs else None
    unlikely = {
        i + first - 1
        for run in runs
        if about and run.length > about.longest_expected
        for i in range(run.first, run.last + 1)
        if _side(within[i - 1], centre)
    }
    return Phase(number, first, last, centre, observations, about), baseline_end, unlikely


def _side(value: float | None, centre: float | None) -> int | None:
    return None if value is None or centre is None else side_of(value, centre)
