"""What was measured, checked for one kind of chart and made into what is plotted."""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

from improvement_cycles.stats.kinds import COUNTED, RATIOS, SHARES, SUBGROUPED, ChartKind
from improvement_cycles.stats.ratios import ratios
from improvement_cycles.stats.series import Span, must_be_finite
from improvement_cycles.stats.subgroups import subgroup

_T = TypeVar("_T")


class NotOnChart(ValueError):
    """A measurement cannot be on a chart of this kind: `point`, counted from 1, and `why`."""

    def __init__(self, point: int, why: str) -> None:
        super().__init__(f"point {point} is {why}")
        self.point, self.why = point, why


@dataclass(frozen=True, slots=True)
class Measurements:
    """A series in time order, one entry a point, None for a gap.

    For a chart of subgroups `values` are their means, `n` their sizes and `sd` their standard
    deviations: see `in_subgroups`.
    """

    values: Sequence[float | None]
    n: Sequence[float | None] | None = None  # denominators
    sd: Sequence[float | None] | None = None


def in_subgroups(keys: Sequence[Hashable], values: Sequence[float | None]) -> Measurements:
    """Measurements of which those with one key make one point, in the order of first sight."""
    groups = _grouped(keys, values)
    found = [subgroup(measured) for measured in groups]
    return Measurements(
        [group.mean for group in found],
        [group.size for group in found],
        [group.sd for group in found],
    )


def added_up(
    keys: Sequence[Hashable],
    values: Sequence[float | None],
    n: Sequence[float | None] | None,
    together: Callable[[Sequence[float]], float | None] = fmean,
) -> Measurements:
    """Measurements of which those with one key make one point.

    With denominators both are added up; without, `together` makes one number of several.
    """
    groups = [[v for v in group if v is not None] for group in _grouped(keys, values)]
    if n is None:
        return Measurements([together(group) if group else None for group in groups])
    both = _grouped(keys, list(zip(values, n, strict=True)))
    whole = [[(v, d) for v, d in group if v is not None and d is not None] for group in both]
    return Measurements(
        [sum(v for v, _ in group) if group else None for group in whole],
        [sum(d for _, d in group) if group else None for group in whole],
    )


def plot(
    kind: ChartKind,
    measured: Measurements,
    spans: Sequence[Span],
    exclude: Collection[int],
) -> Measurements:
    """What is drawn: counts over denominators, moving ranges, deviations, or the values.

    Raises:
        ValueError: as `NotOnChart`, or in its own words if a denominator is missing or below 0.

    """
    values, n = measured.values, measured.n
    if n is not None:
        must_be_finite(n)
    if kind in SUBGROUPED:
        return Measurements(measured.sd or () if kind is ChartKind.S else values, n, measured.sd)
    if kind in RATIOS and n is None:
        raise ValueError(f"a {kind} chart needs a denominator for each point")
    _check(kind, values, n)
    if n is not None and kind is not ChartKind.C:
        values = ratios(values, n)
        n = [None if value is None else size for value, size in zip(values, n, strict=True)]
    if kind is ChartKind.MR:
        values = _moving(values, spans, exclude)
    return Measurements(values, n)


def _check(
    kind: ChartKind, values: Sequence[float | None], n: Sequence[float | None] | None
) -> None:
    sizes = n or [None] * len(values)
    for number, (value, size) in enumerate(zip(values, sizes, strict=True), start=1):
        if value is None:
            continue
        if kind is ChartKind.T and value <= 0:
            raise NotOnChart(number, f"{value:g}: a time between is more than 0")
        if kind in COUNTED and value < 0:
            raise NotOnChart(number, f"{value:g}: a count is 0 or more")
        if kind in SHARES and size and value > size:
            raise NotOnChart(number, f"{value:g} out of {size:g}: more than all")


def _moving(
    values: Sequence[float | None], spans: Sequence[Span], exclude: Collection[int]
) -> list[float | None]:
    """How far each value lies from the last one before it, in its phase, that is not left out."""
    moved: list[float | None] = []
    for first, last, _ in spans:
        before: float | None = None
        for number in range(first, last + 1):
            value = values[number - 1]
            moved.append(None if value is None or before is None else abs(value - before))
            if number not in exclude:
                before = value
    return moved


def _grouped(keys: Sequence[Hashable], entries: Sequence[_T]) -> list[list[_T]]:
    groups: dict[Hashable, list[_T]] = {}
    for key, entry in zip(keys, entries, strict=True):
        groups.setdefault(key, []).append(entry)
    return list(groups.values())
