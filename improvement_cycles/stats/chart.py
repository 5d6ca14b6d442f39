"""A series read as a chart of any kind: its phases, their lines, and what is unlikely by chance."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite

from improvement_cycles.stats.formulas import FORMULAS, Columns, Spread, back, normal
from improvement_cycles.stats.kinds import COUNTED, SHARES, ChartKind
from improvement_cycles.stats.limits import Limits, limits_of
from improvement_cycles.stats.plotted import Measurements, plot
from improvement_cycles.stats.runs import Runs, count_runs, runs_in_sides, side_of
from improvement_cycles.stats.series import Span, cut_series

_FEWEST_FOR_LIMITS = 13  # limits from fewer points are called trial limits


@dataclass(frozen=True, slots=True)
class Options:
    """How the lines are worked out, where an analyst wants it otherwise than usual."""

    screened: bool = True  # moving ranges that are out of the ordinary are left out, once
    given: float | None = None  # a centre that is not worked out, before it is multiplied
    multiply: float = 1  # times every value and line, at the end; 100 gives a percentage
    negative: bool = True  # whether a limit may lie below 0 though no value does


@dataclass(frozen=True, slots=True)
class Point:
    """One place on the time axis, and how it stands to the lines of its phase."""

    number: int  # counted from 1
    value: float | None  # as plotted; None: a gap
    phase: int  # number of its phase, counted from 1
    side: int | None  # 1 above the centre, -1 below, 0 on it; None if it is not judged
    in_baseline: bool  # centre and limits were worked out from it
    excluded: bool  # drawn, but out of centre, limits and runs
    in_signal: bool  # part of a run longer than chance allows
    limits: Limits
    outside: bool  # strictly beyond a limit, an excluded point too


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the chart with its own lines."""

    number: int  # counted from 1
    first: int  # number of its first point
    last: int  # number of its last point
    baseline_last: int  # number of the last point of its baseline
    centre: float | None  # in the unit of the plotted values; None if nothing is there
    observations: int  # points not excluded, gaps among them
    runs: Runs | None  # None when no point is off the centre: nothing to judge
    judged_by_runs: bool  # moving ranges are not: each shares a value with the next
    trial: bool  # the limits are from so few points that they will move

    @property
    def useful(self) -> int:
        """Points not on the centre."""
        return self.runs.useful if self.runs else 0

    @property
    def signal(self) -> bool | None:
        """Whether the runs show a sign of a change; None when there is nothing to judge."""
        if not self.judged_by_runs or self.runs is None:
            return None
        return self.runs.signal


@dataclass(frozen=True, slots=True)
class Chart:
    """A series read as a chart of one kind."""

    kind: ChartKind
    points: tuple[Point, ...]
    phases: tuple[Phase, ...]

    @property
    def signal(self) -> bool | None:
        """Whether the runs of any phase show a sign of a change; None when none can be judged."""
        verdicts = [phase.signal for phase in self.phases if phase.signal is not None]
        return any(verdicts) if verdicts else None


def read_chart(
    kind: ChartKind,
    measured: Measurements,
    *,
    freeze: int | Collection[int] | None = None,
    phases: Collection[int] = (),
    exclude: Collection[int] = (),
    options: Options | None = None,
) -> Chart:
    """Read a series as a chart: the lines of each phase, its runs, and the points outside.

    Args:
        kind: which formulas; see `formulas`.
        measured: at least one point, in time order.
        freeze: centre and limits come from the points up to this one (counted from 1) of the
            phase that holds it; every point of that phase is judged. One a phase, if several.
        phases: a new phase starts after each of these points; each is worked out alone.
        exclude: points left out of centre, limits and runs; a moving range bridges them.
        options: how the lines are worked out, if not as usual.

    Raises:
        ValueError: naming the point, if one cannot be on a chart of this kind or an option names
            one out of range.

    Source: Anhøj & Olesen (2014) for runs, as `count_runs`; limits as in `formulas`.

    """
    cut = cut_series(measured.values, freeze, phases, exclude)
    spans = cut.spans(len(measured.values))
    drawn = plot(kind, measured, spans, cut.exclude)
    above_0 = all(v is None or v >= 0 for v in drawn.values)
    options = options or Options()
    _check_given(kind, options.given)
    how = _How(kind, cut.exclude, options, 0 if above_0 and not options.negative else None)
    read = [_read_phase(number, span, drawn, how) for number, span in enumerate(spans, start=1)]
    return Chart(
        kind,
        tuple(point for _, points in read for point in points),
        tuple(phase for phase, _ in read),
    )


def read_run_chart(
    values: Sequence[float | None],
    *,
    freeze: int | Collection[int] | None = None,
    phases: Collection[int] = (),
    exclude: Collection[int] = (),
) -> Chart:
    """Read a series as a run chart, our default: as `read_chart`."""
    measured = Measurements(values)
    return read_chart(ChartKind.RUN, measured, freeze=freeze, phases=phases, exclude=exclude)


@dataclass(frozen=True, slots=True)
class _How:
    """What every phase of a chart is read by."""

    kind: ChartKind
    exclude: frozenset[int]
    options: Options
    least: float | None  # no limit lies below it, whatever the formula says


def _read_phase(
    number: int, span: Span, drawn: Measurements, how: _How
) -> tuple[Phase, list[Point]]:
    first, last, baseline_last = span
    places = range(first, last + 1)
    in_base = [i <= baseline_last and i not in how.exclude for i in places]
    spread = _spread(span, drawn, [at for at, used in enumerate(in_base) if used], how)
    of_times = how.kind is ChartKind.T
    centre = back(spread.centre) if of_times else spread.centre
    centre = None if centre is None else centre * how.options.multiply
    values = [
        None if v is None else v * how.options.multiply for v in drawn.values[first - 1 : last]
    ]
    sides = [
        None if v is None or centre is None or i in how.exclude else side_of(v, centre)
        for i, v in zip(places, values, strict=True)
    ]
    runs = runs_in_sides(sides)
    about = count_runs(runs) if runs else None
    unlikely = {
        at
        for run in runs
        if about and run.length > about.longest_expected
        for at in range(run.first, run.last + 1)
    }
    phase = Phase(
        number=number,
        first=first,
        last=last,
        baseline_last=baseline_last,
        centre=centre,
        observations=sum(i not in how.exclude for i in places),
        runs=about,
        judged_by_runs=how.kind is not ChartKind.MR,
        trial=spread.sigma is not None
        and sum(u and v is not None for u, v in zip(in_base, values, strict=True))
        < _FEWEST_FOR_LIMITS,
    )
    limits = limits_of(spread, len(places), of_times=of_times, multiply=how.options.multiply)
    points = [
        Point(
            number=i,
            value=value,
            phase=number,
            side=side,
            in_baseline=used and value is not None,
            excluded=i in how.exclude,
            in_signal=bool(side) and at in unlikely,
            limits=ends,
            outside=_is_outside(value, ends),
        )
        for at, (i, value, side, used, ends) in enumerate(
            zip(places, values, sides, in_base, limits, strict=True), start=1
        )
    ]
    return phase, points


def _spread(span: Span, drawn: Measurements, basis: list[int], how: _How) -> Spread:
    """What the formula makes of a phase, before anything is multiplied."""
    within = slice(span[0] - 1, span[1])
    values, given = drawn.values[within], how.options.given
    if how.kind is ChartKind.T:
        values = [None if v is None else normal(v) for v in values]
        given = None if given is None else normal(given)
    spread = FORMULAS[how.kind](
        Columns(
            values=values,
            n=None if drawn.n is None else drawn.n[within],
            sd=None if drawn.sd is None else drawn.sd[within],
            basis=basis,
            screened=how.options.screened,
            given=given,
        )
    )
    return spread if how.least is None else replace(spread, least=how.least)


def _check_given(kind: ChartKind, given: float | None) -> None:
    if given is None:
        return
    least = 0 if kind in COUNTED or kind is ChartKind.T else -inf
    most = 1 if kind in SHARES else inf
    if not (least <= given <= most and isfinite(given)):
        raise ValueError(f"the centre of a {kind} chart cannot be {given:g}")


def _is_outside(value: float | None, limits: Limits) -> bool:
    if value is None:
        return False
    above = limits.upper is not None and side_of(value, limits.upper) > 0
    return above or (limits.lower is not None and side_of(value, limits.lower) < 0)
