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
BY_LINK_NEEDED = 2  # of them not on paper
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
    Sheets of paper never make it better by themselves, beside one answer alone, or against those
    who answered without them: whoever picks up a pile of them could.
    """
    raiser = next((said for said in answers if said.raised_it), None)
    if raiser and raiser.says in NO_BETTER:
        return Verdict.NOT_BETTER
    counted = [said for said in answers if said.hat in COUNTS]
    if raiser in counted and raiser.says is BetterSays.BETTER:
        return Verdict.BETTER
    if len(counted) < ANSWERS_NEEDED:
        return Verdict.NOBODY_KNOWS
    known = [said for said in counted if not said.on_paper]
    if _most(counted, better=True):
        agree = len(known) >= BY_LINK_NEEDED and _most(known, better=True)
        return Verdict.BETTER if agree else Verdict.NOBODY_KNOWS
    return Verdict.NOT_BETTER if _most(counted, better=False) else Verdict.NOBODY_KNOWS


def _most(answers: Sequence[Said], *, better: bool) -> bool:
    """Whether 60 in 100 say that it is better, at least a bit, or that it is not."""
    alike = sum((said.says not in NO_BETTER) is better for said in answers)
    return alike * 10 >= len(answers) * SHARE_IN_TENTHS
