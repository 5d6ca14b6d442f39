"""A picture in the words of analysts: every number that the plain sentence rests on."""

from math import floor, log10

from improvement_cycles.charts.measured import Measured
from improvement_cycles.charts.sentence import Say, plain
from improvement_cycles.stats.chart import Phase, Point
from improvement_cycles.stats.kinds import ChartKind
from improvement_cycles.stats.plot_the_dots import Cause, PlotTheDots, plot_the_dots

_FIGURES = 6
_MEDIANS = frozenset({ChartKind.RUN, ChartKind.G})


def analyst_words(measured: Measured, say: Say = plain) -> list[str]:
    """One paragraph for each phase, in time order."""
    points = measured.chart.points
    return [
        " ".join(_phase(measured, phase, points[phase.first - 1 : phase.last], say))
        for phase in measured.chart.phases
    ]


def plot_dots(measured: Measured, *, screened: bool = True) -> PlotTheDots:
    """The flags of "Making Data Count" for the plotted values.

    Raises:
        ValueError: if there are baselines and phases, or several baselines: the rules know one.

    """
    baselines = measured.frozen
    if len(baselines) > 1 or (baselines and measured.phases):
        raise ValueError("freeze: the rules of the NHS fix one baseline, with no phases")
    return plot_the_dots(
        measured.values,
        phases=measured.phases,
        fix_after=baselines[0] if baselines else None,
        exclude=measured.exclude,
        screened=screened,
    )


def flag_words(measured: Measured, dots: PlotTheDots, say: Say = plain) -> list[str]:
    """One line for each dot that has a flag."""
    why = {
        Cause.ABOVE: say("above the upper limit"),
        Cause.BELOW: say("below the lower limit"),
        Cause.RISING: say("one of 7 rising in a row"),
        Cause.FALLING: say("one of 7 falling in a row"),
        Cause.NEAR_ABOVE: say("one of 2 in 3 near the upper limit"),
        Cause.NEAR_BELOW: say("one of 2 in 3 near the lower limit"),
        Cause.SEVEN_ABOVE: say("one of 7 in a row above the mean"),
        Cause.SEVEN_BELOW: say("one of 7 in a row below the mean"),
    }
    return [
        say("Dot %(number)s (%(when)s): %(why)s.", number=at, when=dot.when, why=why[flag.cause])
        for at, (dot, flag) in enumerate(zip(measured.dots, dots.flags, strict=True), start=1)
        if flag.cause is not Cause.COMMON
    ]


def exact_words(value: float) -> str:
    """A number with 6 figures that say something, and never an exponent."""
    places = max(0, _FIGURES - 1 - floor(log10(abs(value)))) if value else 0
    words = f"{round(value, places) or 0.0:,.{places}f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _phase(measured: Measured, phase: Phase, points: tuple[Point, ...], say: Say) -> list[str]:
    span = {"first": phase.first, "last": phase.last}
    if phase.centre is None:
        return [say("Dots %(first)s to %(last)s: no numbers.", **span)]
    centre = exact_words(phase.centre)
    of_median = say("Dots %(first)s to %(last)s: median %(centre)s.", **span, centre=centre)
    of_mean = say("Dots %(first)s to %(last)s: mean %(centre)s.", **span, centre=centre)
    said = [of_median if measured.kind in _MEDIANS else of_mean]
    if phase.baseline_last < phase.last:
        said.append(say("Baseline: up to dot %(dot)s.", dot=phase.baseline_last))
    said.append(say("Useful dots: %(dots)s.", dots=phase.useful))
    return [*said, *_runs(phase, say), *_limits(phase, points, say)]


def _runs(phase: Phase, say: Say) -> list[str]:
    runs = phase.runs
    if runs is None or not phase.judged_by_runs:
        return []
    return [
        say(
            "Longest run: %(run)s (limit %(limit)s).",
            run=runs.longest,
            limit=runs.longest_expected,
        ),
        say(
            "Crossings: %(times)s (lower limit %(limit)s).",
            times=runs.crossings,
            limit=runs.fewest_expected,
        ),
        say("The runs show a signal.") if runs.signal else say("The runs show no signal."),
    ]


def _limits(phase: Phase, points: tuple[Point, ...], say: Say) -> list[str]:
    """The limits at the last dot that has any, and the points beyond theirs."""
    known = [point.limits for point in points if point.limits.upper is not None]
    if not known:
        return []
    low, high = (exact_words(end or 0) for end in (known[-1].lower, known[-1].upper))
    limits = say("%(low)s to %(high)s", low=low, high=high)
    beyond = ", ".join(str(point.number) for point in points if point.outside)
    return [
        say("3-sigma limits at the last dot: %(limits)s.", limits=limits),
        *([say("They are trial limits: there are fewer than 13 dots.")] if phase.trial else []),
        say("Outside them: %(dots)s.", dots=beyond) if beyond else say("None is outside them."),
    ]
