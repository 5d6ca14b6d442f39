"""The moving range: how far each point lies from the one before it."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean


def moving_ranges(values: Sequence[float | None]) -> list[float | None]:
    """|y - the y before it|: n - 1 values in the unit of `values`; None beside a gap."""
    return [None if a is None or b is None else abs(b - a) for a, b in pairwise(values)]


def mean_moving_range(values: Sequence[float | None]) -> float | None:
    """The mean of the moving ranges, none screened out; None if there is not one."""
    ranges = [r for r in moving_ranges(values) if r is not None]
    return fmean(ranges) if ranges else None
