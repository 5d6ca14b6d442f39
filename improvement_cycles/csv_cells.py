"""A cell of a CSV file: a number, a day, or the reason why it is neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_BIGGEST = 1e15  # a float still tells such whole numbers apart
_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")


@dataclass(frozen=True, slots=True)
class Place:
    """A column in use: where it stands and what it is called."""

    index: int
    name: str


class Refusal(Exception):
    """A row is refused: the column ("" for the row as a whole) and why."""


def number_in(cells: Sequence[str], place: Place, *, empty: bool) -> float | None:
    """The number in a cell, or None if it is empty and may be."""
    words = cells[place.index].strip()
    if not words and empty:
        return None
    if not words:
        raise Refusal(place.name, "it is empty")
    if "," in words:
        raise Refusal(place.name, f"{told(words)} has a comma; write 12.5 or 1250")
    if not _NUMBER.fullmatch(words):
        raise Refusal(place.name, f"{told(words)} is not a number")
    number = float(words)
    if abs(number) > _BIGGEST:
        raise Refusal(place.name, f"{told(words)} is too big")
    return number


def told(words: str) -> str:
    """The words of a cell in a sentence: on one line, and no more of them than fit."""
    return " ".join(words.split())[:40]


def looks_like_a_day(place: Place, cells: Sequence[str]) -> bool:
    """Whether a row says a day, or tries to: 2026-02-30 is no day, and meant as one."""
    return place.index < len(cells) and _shape(cells[place.index].strip()) is not None


def _shape(words: str) -> re.Match[str] | None:
    return _ISO.fullmatch(words) or _DAY_FIRST.fullmatch(words)


def day_of(words: str) -> date | None:
    """A date written 2026-11-03 or 03/11/2026, day first."""
    found = _shape(words)
    if not found:
        return None
    try:
        return date(*(int(found[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None
