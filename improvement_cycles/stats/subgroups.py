"""Subgroups: several measurements that make one point, and the constants that go with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, lgamma, sqrt
from statistics import fmean

FEWEST_FOR_SD = 2  # one measurement says nothing of its spread


@dataclass(frozen=True, slots=True)
class Subgroup:
    """The measurements of one point, gaps left out."""

    size: int
    mean: float | None  # None: it holds nothing but gaps
    sd: float | None  # standard deviation of a sample; None under 2 measurements


def subgroup(measurements: Sequence[float | None]) -> Subgroup:
    """Sum up the measurements of one point."""
    present = [v for v in measurements if v is not None]
    if not present:
        return Subgroup(0, None, None)
    mean = fmean(present)
    size = len(present)
    if min(present) == max(present):  # a mean may be a last digit off what it is the mean of
        return Subgroup(size, present[0], 0.0 if size >= FEWEST_FOR_SD else None)
    if size < FEWEST_FOR_SD:
        return Subgroup(size, mean, None)
    return Subgroup(size, mean, sqrt(fsum((v - mean) ** 2 for v in present) / (size - 1)))


def c4(size: float) -> float:
    """The mean of the standard deviations of samples of this size, where sigma is 1.

    √(2/(n−1)) Γ(n/2) / Γ((n−1)/2), for n >= 2. Source: Montgomery, Introduction to Statistical
    Quality Control, appendix VI.
    """
    return sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))


def pooled_sd(sizes: Sequence[float], deviations: Sequence[float]) -> float | None:
    """The S̄ of unequal subgroups, √(Σ(n−1)s² / Σ(n−1)): Montgomery, equation 6.31."""
    freedom = fsum(size - 1 for size in sizes)
    if not freedom:
        return None
    squares = fsum((n - 1) * s * s for n, s in zip(sizes, deviations, strict=True))
    return sqrt(squares / freedom)
