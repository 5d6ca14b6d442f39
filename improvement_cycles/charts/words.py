"""The words around a picture: what each dot means, the key, the description and the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from improvement_cycles.charts.measured import Measured, number_words
from improvement_cycles.charts.sentence import Say, direction
from improvement_cycles.stats.chart import Phase
from improvement_cycles.stats.finding import Found
from improvement_cycles.stats.limits import Limits

USUAL, LEFT_OUT, ODD = "usual", "left out", "odd"
RANGE = "range"
_SHOWN = {Found.SINCE_BASELINE, Found.LONG_RUN}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of numbers."""

    when: str
    value: str
    means: str
    usual: str = ""  # the range between the limits


def kinds(measured: Measured) -> list[str]:
    """What each dot is drawn as, in time order: usual, better, worse, different, odd or left out.

    A direction is drawn only for the dots of the run that the sentence speaks of, also beyond a
    limit. Any other dot beyond one is odd.
    """
    kind = [LEFT_OUT if p.excluded else ODD if p.outside else USUAL for p in measured.chart.points]
    for finding in measured.findings:
        if finding.found in _SHOWN:
            for point in measured.chart.points[finding.first - 1 : finding.last]:
                if point.side:  # the rest of the run is on the line, a gap or left out
                    kind[point.number - 1] = direction(finding, measured.better)
    return kind


def key(drawn: Sequence[str], say: Say, *, has_range: bool = False) -> list[tuple[str, str]]:
    """The kinds of dot in use, then the band of the usual range if there is one, with their words.

    Usual dots have theirs only beside others.
    """
    means = _meanings(say) | {USUAL: say("the usual ups and downs")}
    dots = [(kind, means[kind]) for kind in means if kind in drawn]
    band = [(RANGE, say("the usual range"))] if has_range else []
    return band if set(drawn) <= {USUAL} else dots + band


def about_the_line(measured: Measured, say: Say) -> list[str]:
    """What the middle line is, a sentence for each phase that has one; and what is not drawn."""
    phases = measured.chart.phases
    middles = [
        (phase.number, _middle(measured, phase, say))
        for phase in phases
        if phase.centre is not None
    ]
    said = [words for _, words in middles]
    if len(phases) > 1:
        said = [say("Part %(number)s: %(words)s", number=i, words=w) for i, w in middles]
    if measured.has_older:
        many = len(measured.dots)
        said.append(say("These are the newest %(dots)s dots. There are older ones.", dots=many))
    return said


def description(measured: Measured, say: Say) -> str:
    """The picture for people who do not see it: how many dots, from where to where."""
    present = [
        (dot.when, value)
        for dot, value in zip(measured.dots, measured.values, strict=True)
        if value is not None
    ]
    if not present:
        return say("There are no dots yet.")
    values = [value for _, value in present]
    first, last = present[0][0], present[-1][0]
    if len(present) == 1:
        only = say("1 dot, on %(when)s.", when=first)
        value = say("It is %(value)s.", value=with_unit(measured, values[0]))
        return " ".join([only, value, *about_the_line(measured, say)])
    said = [
        say(
            "%(dots)s dots, from %(first)s to %(last)s.",
            dots=len(present),
            first=first,
            last=last,
        ),
        say(
            "The lowest is %(low)s and the highest is %(high)s.",
            low=with_unit(measured, min(values)),
            high=with_unit(measured, max(values)),
        ),
    ]
    out = sum(measured.values[at - 1] is not None for at in measured.exclude)
    if out:
        said.append(say("1 is left out.") if out == 1 else say("%(dots)s are left out.", dots=out))
    return " ".join([*said, *about_the_line(measured, say)])


def rows(measured: Measured, drawn: Sequence[str], say: Say) -> list[Row]:
    """The table of numbers. A note stands beside its point."""
    means = _meanings(say)
    noted: dict[int, list[str]] = {}
    for note in measured.notes:
        noted.setdefault(note.point, []).append(note.text)
    points = measured.chart.points
    usual = {limits: _usual(measured, limits, say) for limits in {p.limits for p in points}}
    return [
        Row(
            when=dot.when,
            value=(not measured.is_worked_out and dot.words) or _value(measured, point.value, say),
            usual=usual[point.limits],
            means=". ".join(
                words.rstrip(".")
                for words in [
                    means.get(kind, ""),
                    means[ODD] if point.outside and kind not in {ODD, LEFT_OUT} else "",
                    *noted.get(i, []),
                ]
                if words
            ),
        )
        for i, (dot, point, kind) in enumerate(
            zip(measured.dots, points, drawn, strict=True), start=1
        )
    ]


def _value(measured: Measured, value: float | None, say: Say) -> str:
    return say("no number") if value is None else with_unit(measured, value)


def _usual(measured: Measured, limits: Limits, say: Say) -> str:
    """The usual range at a point, or nothing where there is none."""
    low, high = limits.lower, limits.upper
    if low is None or high is None:
        return ""
    ends = {"low": with_unit(measured, low), "high": with_unit(measured, high)}
    return say("%(low)s to %(high)s", **ends)


def with_unit(measured: Measured, value: float) -> str:
    """A number as people say it: a share in whole percent."""
    return f"{value:.0f}%" if measured.percent else number_words(value)


def _middle(measured: Measured, phase: Phase, say: Say) -> str:
    middle = with_unit(measured, phase.centre or 0)
    held = sum(p.in_baseline for p in measured.chart.points[phase.first - 1 : phase.last])
    all_held = held == sum(
        p.value is not None and not p.excluded
        for p in measured.chart.points[phase.first - 1 : phase.last]
    )
    if all_held:
        return say("The middle line is %(middle)s.", middle=middle)
    return say(
        "The middle line is %(middle)s. It is from the first %(dots)s dots.",
        middle=middle,
        dots=held,
    )


def _meanings(say: Say) -> dict[str, str]:
    """What a dot that is not a usual one means, in the order of the key."""
    return {
        "better": say("a sign of getting better"),
        "worse": say("a sign of getting worse"),
        "different": say("a sign of a change"),
        ODD: say("outside the usual range"),
        LEFT_OUT: say("left out"),
    }
