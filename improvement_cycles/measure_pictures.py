"""A measure as its sentence or its picture, in the words of the place and as the viewer may see."""

from typing import Any

from flask_babel import gettext

from improvement_cycles.charts.measured import Measured
from improvement_cycles.charts.picture import Picture, draw
from improvement_cycles.charts.sentence import outsiders_sentence, sentence
from improvement_cycles.measure_charts import as_chart, kinds_for
from improvement_cycles.measure_queries import Seen
from improvement_cycles.measure_words import Kind
from improvement_cycles.points import read_dots
from improvement_cycles.stats.kinds import ChartKind

_PERCENT = 100


class _Named:
    """A measure's row with its unit in words: faces are counted in happy faces."""

    def __init__(self, head: Any) -> None:
        self.name, self.kind, self.better = head.name, head.kind, head.better
        self.baseline_until = head.baseline_until
        self.multiply, self.fewest = head.multiply, head.fewest
        self.unit = _unit(head)


def _unit(head: Any) -> str:
    if head.kind is Kind.FACES:
        return str(gettext("happy faces"))
    return str(gettext("days between")) if head.kind is Kind.EVENTS else head.unit


def picture_of(seen: Seen, chart_id: str = "", kind: ChartKind = ChartKind.RUN) -> Picture:
    """The picture of a measure; with no dots, or too few for this viewer, only its sentence."""
    chart_id = chart_id or f"picture-{seen.head.measure_id}"
    if not seen.counted:
        return Picture(chart_id, seen.head.name, seen.head.unit, no_dots())
    measured = as_drawn(seen, kind)
    return draw(measured, chart_id, for_outsiders=seen.for_outsiders, say=gettext)


def measured_of(seen: Seen) -> Measured:
    """What was counted, of a measure with at least one dot, ready to be judged."""
    about, marks = _Named(seen.head), seen.notes
    return read_dots(about, seen.counted, marks, parts=seen.parts, has_older=seen.has_older)


def as_drawn(seen: Seen, kind: ChartKind = ChartKind.RUN) -> Measured:
    """A measure with at least one dot, ready to be drawn as this kind of chart."""
    measured = measured_of(seen)
    multiply = seen.head.multiply if seen.head.kind is Kind.RATE else _PERCENT
    return as_chart(measured, kind, seen.counted, multiply)


def ways_to_draw(seen: Seen) -> tuple[ChartKind, ...]:
    """The kinds of chart that suit a measure, our default first."""
    if not seen.counted:
        return kinds_for(seen.head.kind, ())
    measured = measured_of(seen)
    if seen.for_outsiders and measured.too_early_for_outsiders:
        return kinds_for(seen.head.kind, ())  # which suit its dots would tell of them
    days = [one.on for one in seen.counted]
    one_a_day = len(set(days)) == len(days)  # a count is of a stretch of time, not of a visit
    return tuple(
        kind
        for kind in kinds_for(seen.head.kind, measured.dots)
        if one_a_day or kind is not ChartKind.C
    )


def sentence_of(seen: Seen) -> str:
    """What the picture says, without drawing it."""
    if not seen.counted:
        return no_dots()
    measured = measured_of(seen)
    if seen.for_outsiders and measured.too_early_for_outsiders:
        share = any(dot.out_of for dot in measured.dots)
        return outsiders_sentence(share=share, fewest=measured.fewest, say=gettext)
    return sentence(measured.findings, measured.better, gettext)


def no_dots() -> str:
    return str(gettext("There are no dots yet."))
