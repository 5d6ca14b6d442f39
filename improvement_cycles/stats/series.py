"""A series and how it is cut: the phases, the frozen baseline and the points left out of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import isfinite

Span = tuple[int, int, int]  # first point, last point and last point of the baseline


@dataclass(frozen=True, slots=True)
class Cut:
    """How a series is read: every place is counted from 1."""

    freeze: tuple[int, ...] = ()  # the baseline of its phase ends with each of these points
    phases: tuple[int, ...] = ()  # a new phase starts after each of these points
    exclude: frozenset[int] = frozenset()  # out of centre, limits and runs; still drawn

    def spans(self, length: int) -> list[Span]:
        """Where each phase lies, in time order."""
        ends = [*sorted(set(self.phases)), length]
        starts = [1, *(end + 1 for end in ends[:-1])]
        return [
            (first, last, next((k for k in self.freeze if first <= k <= last), last))
            for first, last in zip(starts, ends, strict=True)
        ]


def cut_series(
    values: Sequence[float | None],
    freeze: int | Collection[int] | None,
    phases: Collection[int],
    exclude: Collection[int],
) -> Cut:
    """Check a series and the way it is to be cut.

    Raises:
        ValueError: naming the point (counted from 1), if there is none, one is not finite, an
            option names one that is not there, or a phase would have two baselines.

    """
    length = len(values)
    if not length:
        raise ValueError("there are no points")
    must_be_finite(values)
    baselines = () if freeze is None else (freeze,) if isinstance(freeze, int) else tuple(freeze)
    _must_be_there("freeze", baselines, length)
    _must_be_there("exclude", exclude, length)
    _must_be_there("phase", phases, length - 1)
    cut = Cut(tuple(sorted(set(baselines))), tuple(phases), frozenset(exclude))
    for first, last, _ in cut.spans(length):
        within = [k for k in cut.freeze if first <= k <= last]
        if len(within) > 1:
            raise ValueError(f"freeze: points {within[0]} and {within[1]} are in one phase")
    return cut


def must_be_finite(values: Sequence[float | None]) -> None:
    """Raises ValueError, naming the point (counted from 1), if one is not a finite number."""
    for number, value in enumerate(values, start=1):
        if value is not None and not isfinite(value):
            raise ValueError(f"point {number} is not a finite number: {value}")


def _must_be_there(option: str, points: Collection[int], last: int) -> None:
    for point in points:
        if not 1 <= point <= last:
            offered = f"use 1 to {last}" if last else "there is only one point"
            raise ValueError(f"{option}: point {point} cannot be used: {offered}")
