"""The moving range: how far each point lies from the one before it."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

UPPER_LIMIT = 3.267  # D4 for two points: a longer range is itself out of the ordinary
PER_SIGMA = 1.128  # d2 for two points: mean moving range / standard deviation


def moving_ranges(values: Sequence[float | None]) -> list[float | None]:
    """|y - the y before it|: n - 1 values in the unit of `values`; None beside a gap."""
    return [None if a is None or b is None else abs(b - a) for a, b in pairwise(values)]


def mean_moving_range(values: Sequence[float | None], *, screened: bool = False) -> float | None:
    """The mean of the moving ranges, as `screened_mean`."""
    return screened_mean(moving_ranges(values), UPPER_LIMIT if screened else None)


def screened_mean(ranges: Sequence[float | None], limit: float | None) -> float | None:
    """The mean of the ranges, once those not under `limit` times it are left out.

    None if no range is left: with every range 0 none is under the limit, and there is no spread
    to tell. `limit` None: nothing is left out.

    Source: Nelson (1982), Control charts for individual measurements, J Qual Technol 14(3).
    """
    present = [r for r in ranges if r is not None]
    if present and limit is not None:
        longest = limit * fmean(present)
        present = [r for r in present if r < longest]
    return fmean(present) if present else None
