"""What a measure shows, in one finding: too early, ups and downs, or a sign of a change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

from improvement_cycles.stats.reading import Side, side_word
from improvement_cycles.stats.runs import Run, Runs, count_runs, runs_in
from improvement_cycles.stats.series import cut_series

FEWEST_POINTS = 12  # below either of these it is too early to say
FEWEST_USEFUL = 10
FEWEST_ASKED = 8  # a share of fewer is drawn to the group itself only
STEADY_BASELINE = 10  # a shorter one is too short to be sure
SHORTEST_BASELINE = 6  # a shorter one is not used: the whole series is judged
_SHIFT = 6  # dots in a row that may be a change, though within chance


class Found(StrEnum):
    """What the numbers allow us to say, the last three a sign of a change, never proof."""

    TOO_EARLY = "too early"
    UPS_AND_DOWNS = "ups and downs"
    MAY_BE = "may be"  # 6 or more in a row since the baseline, which chance could do
    SINCE_BASELINE = "since baseline"  # more in a row since the baseline than chance allows
    LONG_RUN = "long run"  # more in a row than chance allows, not all since a baseline
    FEW_CROSSINGS = "few crossings"


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

    @property
    def baseline_is_short(self) -> bool:
        """Whether how it was before is too short to be sure."""
        return self.baseline is not None and self.baseline < STEADY_BASELINE


def find_change(
    values: Sequence[float | None],
    *,
    baseline: int | None = None,
    exclude: Collection[int] = (),
    shortest: int = SHORTEST_BASELINE,
) -> Finding:
    """Judge a series against how it was before or, without a baseline, against all of itself.

    Args:
        values: n >= 1 finite measurements in time order, in any unit; None for a gap.
        baseline: places, from the first, that show how it was before. It is used only if it
            holds at least `shortest` judged points and something came after it.
        exclude: places (from 1) set aside with a reason.
        shortest: points a baseline needs.

    Raises:
        ValueError: naming the point, if one is not finite or an option names one out of range.

    Source: Anhøj & Olesen (2014), as `runs_about`. A whole-series centre marks the time before
    a good change as worse, so a run is given a direction only against a baseline.

    """
    cut_series(values, baseline, (), exclude)  # only to check
    judged = [None if i in exclude else v for i, v in enumerate(values, start=1)]
    present = [v for v in judged if v is not None]
    before = _before(judged, baseline, shortest)
    centre = median(before or present or [0])
    runs = runs_in(centre, judged)
    useful = sum(run.length for run in runs)
    held = len(before) or None
    if len(present) < FEWEST_POINTS or useful < FEWEST_USEFUL:
        return Finding(Found.TOO_EARLY, len(present), useful, held)
    about = count_runs(runs)
    since = _runs_since(centre, judged, baseline) if before and baseline else []
    found, run = _strongest(about, runs, since)
    return Finding(
        found,
        len(present),
        useful,
        held,
        run=run.length if run else 0,
        side=side_word(run.side) if run else None,
        first=run.first if run else 0,
        last=run.last if run else 0,
        ended=run is not None and run.last < runs[-1].first,
        turned=run is not None and run.side != runs[-1].side,
        easing=run is not None and _easing(run, centre, judged),
        crossings=about.crossings,
        fewest_crossings=about.fewest_expected,
        baseline_moved=_moved(before),
    )


def find_changes(
    values: Sequence[float | None],
    *,
    baseline: int | None = None,
    phases: Collection[int] = (),
    exclude: Collection[int] = (),
    shortest: int = SHORTEST_BASELINE,
) -> tuple[Finding, ...]:
    """Judge each phase alone, as `find_change`. Places count from the first phase's first point.

    Raises:
        ValueError: as `read_run_chart`.

    """
    findings: list[Finding] = []
    for first, last, _ in cut_series(values, baseline, phases, exclude).spans(len(values)):
        before = first - 1
        held = baseline - before if baseline and first <= baseline <= last else None
        left_out = [i - before for i in exclude if first <= i <= last]
        found = find_change(values[before:last], baseline=held, exclude=left_out, shortest=shortest)
        findings.append(replace(found, first=found.first + before, last=found.last + before))
    return tuple(findings)


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


def _before(judged: Sequence[float | None], baseline: int | None, shortest: int) -> list[float]:
    """The values of how it was before; none if there are too few, or nothing came after."""
    if baseline is None or all(v is None for v in judged[baseline:]):
        return []
    before = [v for v in judged[:baseline] if v is not None]
    return before if len(before) >= shortest else []


def _moved(before: Sequence[float]) -> bool:
    """Whether how it was before shows a sign of a change by itself; told from 10 useful points."""
    runs = runs_in(median(before), before) if before else []
    return sum(run.length for run in runs) >= FEWEST_USEFUL and count_runs(runs).signal


def _runs_since(centre: float, judged: Sequence[float | None], baseline: int) -> list[Run]:
    """The runs of the points after the baseline alone, at their places in the whole."""
    return runs_in(centre, [*[None] * baseline, *judged[baseline:]])


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


def _easing(run: Run, centre: float, judged: Sequence[float | None]) -> bool:
    """Whether the last 6 points lie under half as far out, on the run's side, as the run."""
    run_values = [v for v in judged[run.first - 1 : run.last] if v is not None]
    last = [v for v in judged if v is not None][-_SHIFT:]
    return run.side * (median(last) - centre) < run.side * (median(run_values) - centre) / 2
