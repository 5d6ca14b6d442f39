"""The marks of good practice, worked out from a try's own records: for its group, never compared.

Sources: Taylor et al. (2014), BMJ Quality & Safety 23:290, and Knudsen et al. (2019), BMC Health
Services Research 19:683, for what a good record of PDSA cycles holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median

from improvement_cycles.measure_words import Role

MOST_DAYS_APART = 31  # dots that far apart are still monthly
FEWEST_DOTS = 10


class Mark(StrEnum):
    """One thing that makes it likelier that a try teaches something."""

    LINKED = "linked"  # one go led to the next
    GUESSED = "guessed"  # the guess was locked before the doing
    SMALL = "small"  # the first go said for whom it was, and for whom not yet
    COUNTED = "counted"  # enough dots, often enough, about somebody's life
    WHOLE = "whole"  # all four steps are filled in


@dataclass(frozen=True, slots=True)
class GoKept:
    """What the marks ask of one go that started."""

    is_next: bool  # it follows another
    locked_in_time: bool
    small: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What the marks ask of one measure: the days that have a number."""

    role: Role
    days: Sequence[date]


def marks(goes: Sequence[GoKept], measures: Sequence[Counted]) -> dict[Mark, bool]:
    """Which marks a try has. A try that has not started has none."""
    over = bool(goes)
    return {
        Mark.LINKED: any(go.is_next for go in goes),
        Mark.GUESSED: over and all(go.locked_in_time for go in goes),
        Mark.SMALL: over and goes[0].small,
        Mark.COUNTED: any(_is_enough(one) for one in measures),
        Mark.WHOLE: any(go.whole for go in goes),
    }


def _is_enough(measure: Counted) -> bool:
    """Dots on 10 days or more about somebody's life, a month or less apart as a rule.

    What we see counts too: it is how the life of somebody who does not use words is measured.
    """
    days = sorted(set(measure.days))
    if measure.role not in {Role.OUTCOME, Role.WHAT_WE_SEE} or len(days) < FEWEST_DOTS:
        return False
    apart = [(later - day).days for day, later in pairwise(days)]
    return median(apart) <= MOST_DAYS_APART
