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
NO_BETTER = frozenset({BetterSays.SAME, BetterSays.WORSE})
ANSWERS_NEEDED = 3
SHARE_IN_TENTHS = 6  # of the answers say it is better, or that it is not


@dataclass(frozen=True, slots=True)
class Said:
    """What one person affected answered, with the hat they wore when they joined in."""

    says: BetterSays
    hat: HatKind | None
    raised_it: bool = False
    on_paper: bool = False  # on a sheet that was handed out: nobody knows by whom


class Verdict(StrEnum):
    """What the answers so far come to."""

    BETTER = "better"
    NOT_BETTER = "not_better"
    NOBODY_KNOWS = "nobody_knows"


def verdict(answers: Sequence[Said]) -> Verdict:
    """Weigh the latest answer of each person, at 4 weeks and at 6 months alike.

    The raiser's own word decides: "better" settles it, "the same" or "worse" opens it again.
    Without either, at least 3 answers must be there. Where 60 in 100 of them say better or a bit,
    it is better; where 60 in 100 say the same or worse, it is not. Between the two nobody knows.
    Sheets of paper alone never make it better: whoever picks up a pile of them could.
    """
    raiser = next((said for said in answers if said.raised_it), None)
    if raiser and raiser.says in NO_BETTER:
        return Verdict.NOT_BETTER
    counted = [said for said in answers if said.hat in COUNTS]
    if raiser in counted and raiser.says is BetterSays.BETTER:
        return Verdict.BETTER
    if len(counted) < ANSWERS_NEEDED:
        return Verdict.NOBODY_KNOWS
    bad = sum(said.says in NO_BETTER for said in counted)
    needed = len(counted) * SHARE_IN_TENTHS
    if (len(counted) - bad) * 10 >= needed:
        known = any(not said.on_paper and said.says not in NO_BETTER for said in counted)
        return Verdict.BETTER if known else Verdict.NOBODY_KNOWS
    return Verdict.NOT_BETTER if bad * 10 >= needed else Verdict.NOBODY_KNOWS
