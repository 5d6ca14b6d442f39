"""What a measure shows, in one finding: too early, ups and downs, or a sign of a change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from improvement_cycles.stats.chart import Chart, Phase, Point
from improvement_cycles.stats.reading import Side, side_word
from improvement_cycles.stats.runs import Run, Runs, count_runs, runs_in, runs_in_sides
from improvement_cycles.stats.series import cut_series

FEWEST_POINTS = 12  # below either of these it is too early to say
FEWEST_USEFUL = 10
FEWEST_ASKED = 8  # a share of fewer is drawn to the group itself only
STEADY_BASELINE = 10  # a shorter one is too short to be sure
SHORTEST_BASELINE = 6  # a shorter one is not used: the whole series is judged
_SHIFT = 6  # dots in a row that may be a change, though within chance


class Found(StrEnum):
    """What the numbers allow us to say, the last four a sign of a change, never proof."""

    TOO_EARLY = "too early"
    UPS_AND_DOWNS = "ups and downs"
    MAY_BE = "may be"  # 6 or more in a row since the baseline, which chance could do
    SINCE_BASELINE = "since baseline"  # more in a row since the baseline than chance allows
    LONG_RUN = "long run"  # more in a row than chance allows, not all since a baseline
    FEW_CROSSINGS = "few crossings"
    ODD_DAYS = "odd days"  # points outside the limits, where a chart has them


@dataclass(frozen=True, slots=True)
class Finding:
    """The numbers behind one sentence about a measure. Counts are of points."""

    found: Found
    points: int  # judged: neither missing nor excluded
    useful: int  # not on the middle line
    baseline: int | None  # points it was judged against; None: against the whole series
    run: int = 0  # length of the run that the finding is about, 0 if it is about none
    side: Side | None = None  # where that run lies
    first: int = 0  # place of its first point, counted from 1
    last: int = 0
    ended: bool = False  # a later point lies on the other side
    turned: bool = False  # the last one does
    easing: bool = False  # the last 6 points are less than half as far from the middle line
    crossings: int = 0
    fewest_crossings: int = 0
    baseline_moved: bool = False  # its own runs are more than chance: it was not steady
    outside: tuple[int, ...] = ()  # places of the points beyond a limit

    @property
    def baseline_is_short(self) -> bool:
        """Whether how it was before is too short to be sure."""
        return self.baseline is not None and self.baseline < STEADY_BASELINE


def baselines_in_use(
    values: Sequence[float | None],
    baselines: int | Collection[int] | None,
    *,
    phases: Collection[int] = (),
    exclude: Collection[int] = (),
    shortest: int = SHORTEST_BASELINE,
) -> tuple[int, ...]:
    """Those baselines, by their last point, that their phase can be judged against.

    One needs `shortest` points that are neither missing nor excluded, and something after it.

    Raises:
        ValueError: as `cut_series`.

    """
    cut = cut_series(values, baselines, phases, exclude)
    judged = [v is not None and i not in cut.exclude for i, v in enumerate(values, start=1)]
    return tuple(
        end
        for first, last, end in cut.spans(len(values))
        if end in cut.freeze and sum(judged[first - 1 : end]) >= shortest and any(judged[end:last])
    )


def find_changes(chart: Chart) -> tuple[Finding, ...]:
    """Judge each phase of a chart alone, in time order.

    A phase is judged against its baseline if it has one, else against all of itself. Places of
    runs are those of the chart.

    Source: Anhøj & Olesen (2014), as `count_runs`. A whole-series centre marks the time before a
    good change as worse, so a run is given a direction only against a baseline.
    """
    return tuple(
        _find_change(chart.points[phase.first - 1 : phase.last], phase) for phase in chart.phases
    )


def _find_change(points: Sequence[Point], phase: Phase) -> Finding:
    judged = [p.value for p in points if p.value is not None and not p.excluded]
    baseline = phase.baseline_last if phase.baseline_last < phase.last else None
    before = [p.value for p in points if p.in_baseline and p.value is not None]
    held = len(before) if baseline else None
    about, centre = phase.runs, phase.centre
    if len(judged) < FEWEST_POINTS or phase.useful < FEWEST_USEFUL:
        return Finding(Found.TOO_EARLY, len(judged), phase.useful, held)
    if about is None or centre is None:  # useful points have both
        raise AssertionError(phase)
    start = phase.first - 1
    runs = _moved_on(runs_in_sides([p.side for p in points]), start)
    since = [p.side if baseline and p.number > baseline else None for p in points]
    found, run = _strongest(about, runs, _moved_on(runs_in_sides(since), start))
    if not phase.judged_by_runs:
        found, run = Found.UPS_AND_DOWNS, None
    outside = tuple(p.number for p in points if p.outside and not p.excluded)
    if outside and found in {Found.UPS_AND_DOWNS, Found.MAY_BE}:
        found, run = Found.ODD_DAYS, None
    return Finding(
        found,
        len(judged),
        phase.useful,
        held,
        run=run.length if run else 0,
        side=side_word(run.side) if run else None,
        first=run.first if run else 0,
        last=run.last if run else 0,
        ended=run is not None and run.last < runs[-1].first,
        turned=run is not None and run.side != runs[-1].side,
        easing=run is not None and _easing(run, centre, points),
        crossings=about.crossings,
        fewest_crossings=about.fewest_expected,
        baseline_moved=baseline is not None and _moved(centre, before),
        outside=outside,
    )


def too_early_for_outsiders(
    values: Sequence[float | None],
    denominators: Sequence[float | None] = (),
    fewest: int = FEWEST_ASKED,
) -> bool:
    """Whether people outside the group get "too early to say" instead of the picture.

    True under 12 points, or if any share is out of fewer than 8, or than a group's own `fewest`.
    `denominators` stays empty for a measure that is not a share; a denominator of 0 or None is a
    gap, which shows nobody.
    """
    few = sum(v is not None for v in values) < FEWEST_POINTS
    return few or any(0 < n < max(fewest, FEWEST_ASKED) for n in denominators if n is not None)


def _moved(centre: float, before: Sequence[float]) -> bool:
    """Whether how it was before shows a sign of a change by itself; told from 10 useful points."""
    runs = runs_in(centre, before)
    return sum(run.length for run in runs) >= FEWEST_USEFUL and count_runs(runs).signal


def _moved_on(runs: Sequence[Run], places: int) -> list[Run]:
    """The runs of a phase at their places in the whole."""
    return [Run(r.side, r.first + places, r.last + places, r.length) for r in runs]


def _strongest(about: Runs, runs: Sequence[Run], since: Sequence[Run]) -> tuple[Found, Run | None]:
    """The strongest thing that can be said, and the run it is about."""
    if run := _latest_over(about.longest_expected, since):
        return Found.SINCE_BASELINE, run
    if run := _latest_over(about.longest_expected, runs):
        return Found.LONG_RUN, run
    if about.signal:
        return Found.FEW_CROSSINGS, None
    if run := _latest_over(_SHIFT - 1, since):
        return Found.MAY_BE, run
    return Found.UPS_AND_DOWNS, None


def _latest_over(limit: int, runs: Sequence[Run]) -> Run | None:
    return next((run for run in reversed(runs) if run.length > limit), None)


def _easing(run: Run, centre: float, points: Sequence[Point]) -> bool:
    """Whether the last 6 points lie under half as far out, on the run's side, as the run."""
    judged = [(p.number, p.value) for p in points if p.value is not None and not p.excluded]
    of_run = [value for number, value in judged if run.first <= number <= run.last]
    last = [value for _, value in judged[-_SHIFT:]]
    return run.side * (median(last) - centre) < run.side * (median(of_run) - centre) / 2
