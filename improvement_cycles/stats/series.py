"""A series and how it is cut: the phases, the frozen baseline and the points left out of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Cut:
    """How a series is read: every place is counted from 1."""

    freeze: int | None = None  # the baseline of its phase ends with this point
    phases: tuple[int, ...] = ()  # a new phase starts after each of these points
    exclude: frozenset[int] = frozenset()  # out of centre, limits and runs; still drawn

    def spans(self, length: int) -> list[tuple[int, int, int]]:
        """First point, last point and last point of the baseline, phase by phase."""
        ends = [*sorted(set(self.phases)), length]
        starts = [1, *(end + 1 for end in ends[:-1])]
        return [
            (first, last, self.freeze if self.freeze and first <= self.freeze <= last else last)
            for first, last in zip(starts, ends, strict=True)
        ]


def cut_series(
    values: Sequence[float | None],
    freeze: int | None,
    phases: Collection[int],
    exclude: Collection[int],
) -> Cut:
    """Check a series and the way it is to be cut.

    Raises:
        ValueError: naming the point (counted from 1), if there is none, one is not finite, or
            an option names one that is not there.

    """
    length = len(values)
    if not length:
        raise ValueError("there are no points")
    for number, value in enumerate(values, start=1):
        if value is not None and not isfinite(value):
            raise ValueError(f"point {number} is not a finite number: {value}")
    _must_be_there("freeze", [] if freeze is None else [freeze], length)
    _must_be_there("exclude", exclude, length)
    _must_be_there("phase", phases, length - 1)
    return Cut(freeze, tuple(phases), frozenset(exclude))


def _must_be_there(option: str, points: Collection[int], last: int) -> None:
    for point in points:
        if not 1 <= point <= last:
            offered = f"use 1 to {last}" if last else "there is only one point"
            raise ValueError(f"{option}: point {point} cannot be used: {offered}")
