"""The middle line of each phase: solid where it was worked out, dashed where it only judges."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from improvement_cycles.charts.scale import TEXT, Label, Scale, width_of
from improvement_cycles.stats.chart import Chart

Place = tuple[float, float]  # x, y


@dataclass(frozen=True, slots=True)
class MiddleLine:
    """A middle line from one point to another."""

    start: float
    worked_out_until: float
    end: float
    y: float


def middle_lines(chart: Chart, scale: Scale) -> list[MiddleLine]:
    """The middle line of each phase that has one."""
    return [
        MiddleLine(
            start=scale.x(phase.first - 0.5),
            worked_out_until=scale.x(phase.baseline_last + 0.5),
            end=scale.x(phase.last + 0.5),
            y=scale.y(phase.centre),
        )
        for phase in chart.phases
        if phase.centre is not None
    ]


def label_of(
    words: str,
    lines: Sequence[MiddleLine],
    dots: Sequence[Place],
    flags: Sequence[Place],
    scale: Scale,
) -> Label | None:
    """Put the words beside the longest middle line, where they cover the fewest dots and flags."""
    if not lines:
        return None
    line = max(lines, key=lambda line: line.end - line.start)
    width = width_of(words)
    places = (*dots, *_between(dots), *flags)
    in_the_way = sorted((x, y) for x, y in places if abs(y - line.y) < 2 * TEXT)
    return min(
        _places(words, line, width, scale), key=lambda label: _covers(label, width, in_the_way)
    )


def _between(dots: Sequence[Place]) -> Iterator[Place]:
    """Places along the line that joins the dots."""
    for (x1, y1), (x2, y2) in pairwise(dots):
        for part in (0.25, 0.5, 0.75):
            yield x1 + (x2 - x1) * part, y1 + (y2 - y1) * part


def _places(words: str, line: MiddleLine, width: float, scale: Scale) -> Iterator[Label]:
    room = max(line.end - line.start - width - 8, 0)
    for part in (1, 0.75, 0.5, 0.25, 0):
        for y in (line.y - 8, line.y + TEXT):
            if scale.top + TEXT <= y <= scale.bottom - 4:
                yield Label(line.start + 4 + room * part, y, words, "start")
    yield Label(line.start + 4 + room, max(line.y - 8, scale.top + TEXT), words, "start")


def _covers(label: Label, width: float, in_the_way: Sequence[Place]) -> int:
    """How many of the places, sorted from left to right, lie behind the label."""
    start = bisect_left(in_the_way, (label.x - 6, 0))
    end = bisect_left(in_the_way, (label.x + width + 6, 0))
    return sum(label.y - TEXT <= y <= label.y + 8 for _, y in in_the_way[start:end])
