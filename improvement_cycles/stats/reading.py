"""The reading of one measure: the numbers behind its sentence, from all points and a baseline."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Literal

from improvement_cycles.stats.moving_range import mean_moving_range
from improvement_cycles.stats.run_chart import read_run_chart
from improvement_cycles.stats.runs import Run, runs_in
from improvement_cycles.stats.series import cut_series

_SPREAD = 2.66  # 3 / 1.128: three sigma, from the mean moving range of pairs
_SHIFT = 6  # dots in a row that the glossary calls a shift

Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """How it was before, and the longest run since: in the unit of the measure, or points."""

    points: int
    middle: float  # median
    mean: float
    mean_moving_range: float | None  # None when no two points are side by side
    longest_run_after: int  # after the baseline, about its median; 0 if nothing came after
    run_side: Side | None  # the side of that run (the later of two as long)
    run_ended: bool  # a later point fell on the other side

    @property
    def xmr_upper(self) -> float | None:
        """Upper limit of an individuals chart: mean + 2.66 x the mean moving range."""
        spread = self.mean_moving_range
        return None if spread is None else self.mean + _SPREAD * spread

    @property
    def xmr_lower(self) -> float | None:
        """Lower limit of an individuals chart; it may fall below 0."""
        spread = self.mean_moving_range
        return None if spread is None else self.mean - _SPREAD * spread

    @property
    def shift_of_6(self) -> bool:
        """Whether 6 or more points in a row lie on one side of how it was before."""
        return self.longest_run_after >= _SHIFT
