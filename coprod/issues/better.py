"""When something may be called better: the rule, away from who asks and where it is kept.

Only the people it was about decide. Staff and managers are asked too, and what they say is
shown, yet it never counts here (refusal R9).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coprod.issues.words import BetterSays
from coprod.people.hats import HatKind

COUNTS = frozenset({HatKind.USES_SERVICES, HatKind.FAMILY})
ANSWERS_NEEDED = 3
SHARE_IN_TENTHS = 6  # of the answers say better or a bit


@dataclass(frozen=True, slots=True)
class Said:
    """What one person affected answered, with the hat they wore when they joined in."""

    says: BetterSays
    hat: HatKind | None
    raised_it: bool = False


class Verdict(StrEnum):
    """What the answers so far come to."""

    BETTER = "better"
    NOT_BETTER = "not_better"
    NOBODY_KNOWS = "nobody_knows"


def verdict(answers: Sequence[Said]) -> Verdict:
    """Weigh the latest answer of each person.

    The raiser's own word decides: "better" settles it, "the same" or "worse" opens it again.
    Without either, at least 3 answers must be there, and 60 in 100 of them say better or a bit.
    """
    raiser = next((said for said in answers if said.raised_it), None)
    if raiser and raiser.says in {BetterSays.SAME, BetterSays.WORSE}:
        return Verdict.NOT_BETTER
    counted = [said for said in answers if said.hat in COUNTS]
    if raiser in counted and raiser.says is BetterSays.BETTER:
        return Verdict.BETTER
    good = sum(said.says in {BetterSays.BETTER, BetterSays.A_BIT} for said in counted)
    if len(counted) >= ANSWERS_NEEDED and good * 10 >= len(counted) * SHARE_IN_TENTHS:
        return Verdict.BETTER
    return Verdict.NOBODY_KNOWS
