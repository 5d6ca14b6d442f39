"""The figure of a picture over time: where every dot, line and word stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from improvement_cycles.charts.bands import Band, usual_range
from improvement_cycles.charts.measured import Measured
from improvement_cycles.charts.middle_line import MiddleLine, label_of, middle_lines
from improvement_cycles.charts.scale import TEXT, Label, Scale, spread_labels, ticks, width_of
from improvement_cycles.charts.sentence import Say
from improvement_cycles.charts.words import USUAL
from improvement_cycles.stats.chart import Phase

WIDTH = 600  # of the viewBox
_PLOT = 230  # height of the plot itself
_EDGE = 16
_WHOLE = 1e9  # from here on a level has no decimals
_ROW = 30  # height of a row of words or flags


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, by kind: see `words.kinds`."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The figure: lengths in viewBox units, from the top left."""

    width: float
    height: float
    scale: Scale
    y_labels: Sequence[Label]
    x_labels: Sequence[Label]
    line: str  # the path that joins the dots
    middles: Sequence[MiddleLine]
    middle_label: Label | None
    marks: Sequence[Mark]
    usual: str  # the path of the usual dots among them, each a line of no length
    mark_size: float  # 1, or less where there are many
    befores: Sequence[tuple[float, float]]  # the shaded times before, from x to x
    range_: Sequence[Band]  # between the limits, where the kind of chart has them
    borders: Sequence[float]  # x between two phases
    part_labels: Sequence[Label]  # names of the phases, or of the time before
    flags: Sequence[Label]  # numbered markers of the notes


def draw_figure(
    measured: Measured, kinds: Sequence[str], noted: Sequence[int], say: Say
) -> Drawing:
    """Place everything. `kinds` has one for each dot, `noted` the points of the notes in order."""
    levels = _levels(measured)
    level_words = [_level_words(level) + ("%" if measured.percent else "") for level in levels]
    rows = _flag_rows(noted, measured)
    parts_at = _EDGE + _ROW * (2 + max(rows, default=-1))
    above = _ROW if measured.frozen or measured.phases else _EDGE
    top = parts_at + above
    scale = Scale(
        left=_EDGE + max(map(width_of, level_words)) + 12,
        right=WIDTH - _EDGE,
        top=top,
        bottom=top + _PLOT,
        points=len(measured.dots),
        low=levels[0],
        high=levels[-1],
    )
    marks = [
        Mark(scale.x(i), scale.y(value), kind)
        for i, (value, kind) in enumerate(zip(measured.values, kinds, strict=True), start=1)
        if value is not None
    ]
    middles = middle_lines(measured.chart, scale)
    flags = [
        Label(scale.x(point), _EDGE + _ROW * (row + 1.5), str(number))
        for number, (point, row) in enumerate(zip(noted, rows, strict=True), start=1)
    ]
    dots = [(mark.x, mark.y) for mark in marks]
    posts = [(flag.x, line.y + d) for flag in flags for line in middles for d in (-9, 9)]
    return Drawing(
        width=WIDTH,
        height=scale.bottom + _ROW + 6,
        scale=scale,
        y_labels=[
            Label(scale.left - 10, scale.y(level), words, "end")
            for level, words in zip(levels, level_words, strict=True)
        ],
        x_labels=_x_labels(measured, scale),
        line=_path(measured, scale),
        middles=middles,
        middle_label=label_of(say("the middle line"), middles, dots, posts, scale),
        marks=marks,
        usual="".join(f"M{m.x:.1f} {m.y:.1f}h.01" for m in marks if m.kind == USUAL),
        mark_size=max(0.6, min(1, (scale.right - scale.left) / len(measured.dots) / 12)),
        befores=_befores(measured, scale),
        range_=usual_range(measured.chart, scale),
        borders=[scale.x(end + 0.5) for end in measured.phases],
        part_labels=_part_labels(measured, scale, parts_at + TEXT, say),
        flags=flags,
    )


def _levels(measured: Measured) -> list[float]:
    """The values that get a line across."""
    points = measured.chart.points
    drawn = [v for p in points for v in (p.value, p.limits.lower, p.limits.upper) if v is not None]
    return ticks(drawn or [0], percent=measured.percent)


def _level_words(level: float) -> str:
    return f"{level:,.0f}" if abs(level) >= _WHOLE else f"{level:,.10g}"


def _befores(measured: Measured, scale: Scale) -> list[tuple[float, float]]:
    return [
        (scale.x(phase.first - 0.5), scale.x(phase.baseline_last + 0.5))
        for phase in measured.chart.phases
        if phase.baseline_last in measured.frozen
    ]


def _x_labels(measured: Measured, scale: Scale) -> list[Label]:
    labels = []
    for point in spread_labels([dot.when for dot in measured.dots], scale):
        words = measured.dots[point - 1].when
        x, y = scale.x(point), scale.bottom + TEXT + 6
        # However wide a browser draws it, the last one ends inside.
        at_edge = x + width_of(words) / 2 > WIDTH - 2 * _EDGE
        labels.append(Label(WIDTH - _EDGE, y, words, "end") if at_edge else Label(x, y, words))
    if len(labels) > 1 and labels[-1].anchor == "end":
        before, last = labels[-2:]
        if before.x + width_of(before.words) / 2 + TEXT > last.x - width_of(last.words):
            del labels[-2]
    return labels


def _path(measured: Measured, scale: Scale) -> str:
    """The line through the dots: it stops at a gap and between two phases."""
    path = []
    joined = False
    for point, value in enumerate(measured.values, start=1):
        if value is not None:
            path.append(f"{'L' if joined else 'M'}{scale.x(point):.1f} {scale.y(value):.1f}")
        joined = value is not None and point not in measured.phases
    return "".join(path)


def _part_labels(measured: Measured, scale: Scale, y: float, say: Say) -> list[Label]:
    if len(measured.chart.phases) == 1:
        if not measured.frozen:
            return []
        until = scale.x(measured.frozen[0] + 0.5)
        words = say("how it was before")
        fits = width_of(words) <= until - scale.left
        return [Label(scale.left + 4, y, words if fits else say("before"), "start")]
    return [_part_label(phase, scale, y, say) for phase in measured.chart.phases]


def _part_label(phase: Phase, scale: Scale, y: float, say: Say) -> Label:
    """The name of a phase or, where that is too long, its number."""
    start, end = scale.x(phase.first - 0.5), scale.x(phase.last + 0.5)
    words = say("part %(number)s", number=phase.number)
    fits = width_of(words) <= end - start
    return Label((start + end) / 2, y, words if fits else str(phase.number))


def _flag_rows(noted: Sequence[int], measured: Measured) -> list[int]:
    """Which row each flag stands in, so that no two in a row touch."""
    wide = (WIDTH - 80) / len(measured.dots)  # about the room of a point
    rows: list[int] = []
    last_in_row: list[int] = []
    for point in noted:
        row = next(
            (r for r, last in enumerate(last_in_row) if (point - last) * wide >= _ROW),
            len(last_in_row),
        )
        last_in_row[row : row + 1] = [point]
        rows.append(row)
    return rows
