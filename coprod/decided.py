"""*How this was decided* and *How much say do you have*: the same words wherever they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Say(StrEnum):
    """How much say people have in what they are asked. Values are the field's own terms."""

    INFORMATION = "information"
    CONSULTATION = "consultation"
    NEGOTIATION = "negotiation"
    DECIDING = "deciding"


@dataclass(frozen=True, slots=True)
class HowDecided:
    """A card beside a pick, an answer, a decision or a start. Each part is whole sentences."""

    asked: str  # who was asked
    said: Sequence[str]  # who said what, one line each, never one merged total
    decided: str  # who decided
    why: str
    on: date | None  # nothing where the day was not kept
    say: Say = Say.DECIDING
    had: str = ""  # how much say people had, where the words of none of the four fit
    note: str = ""  # what else counted, in the site's own words: "Money is the reason."

    @classmethod
    def told(
        cls, *, asked: str, decided: str, why: str, on: date | None, had: str = ""
    ) -> "HowDecided":
        """The card of what somebody decided by themselves: people were told."""
        return cls(asked, [], decided, why, on, Say.INFORMATION, had)
