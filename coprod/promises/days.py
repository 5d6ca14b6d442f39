"""Days that people give for what is to come, none so far away that it is never."""

from dataclasses import dataclass
from datetime import date, timedelta

GONE_BY = "That day has gone by. Choose today or a day to come."


@dataclass(frozen=True, slots=True)
class Within:
    """How far away a day can be, and what is said when it is further."""

    most: timedelta
    says: str


LOOK_AGAIN = Within(timedelta(days=366), "Choose a day in the next 12 months.")
PROMISED = Within(timedelta(days=731), "Choose a day in the next 24 months.")


def day_trouble(day: date | None, on: date, ask: str, within: Within = PROMISED) -> str:
    """What is wrong with a day that must be to come: one sentence, or nothing."""
    if day is None:
        return ask
    if day < on:
        return GONE_BY
    return within.says if day - on > within.most else ""
