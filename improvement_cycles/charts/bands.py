"""The usual range: the band between the limits, stepped where each dot has limits of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from improvement_cycles.charts.scale import Scale
from improvement_cycles.stats.chart import Chart, Point


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of dots with limits, as SVG paths."""

    area: str
    edges: str


def usual_range(chart: Chart, scale: Scale) -> list[Band]:
    """One band for each stretch of dots in a row, within a phase, that have both limits."""
    return [_band(stretch, scale) for stretch in _stretches(chart)]


def _stretches(chart: Chart) -> Iterator[list[Point]]:
    stretch: list[Point] = []
    for point in chart.points:
        has_both = point.limits.lower is not None and point.limits.upper is not None
        if stretch and (not has_both or stretch[-1].phase != point.phase):
            yield stretch
            stretch = []
        if has_both:
            stretch.append(point)
    if stretch:
        yield stretch


def _band(stretch: list[Point], scale: Scale) -> Band:
    upper = _steps([(p.number, p.limits.upper or 0) for p in stretch], scale)
    lower = _steps([(p.number, p.limits.lower or 0) for p in stretch], scale)
    area = "M" + "L".join([*upper, *reversed(lower)]) + "z"
    return Band(area, "M" + "L".join(upper) + "M" + "L".join(lower))


def _steps(limits: list[tuple[int, float]], scale: Scale) -> list[str]:
    """The corners of a line that keeps its height across each dot."""
    corners: list[str] = []
    for limit, stretch in groupby(limits, key=itemgetter(1)):
        numbers = [number for number, _ in stretch]
        y = f"{scale.y(limit):.1f}"
        corners.append(f"{scale.x(numbers[0] - 0.5):.1f} {y}")
        corners.append(f"{scale.x(numbers[-1] + 0.5):.1f} {y}")
    return corners
