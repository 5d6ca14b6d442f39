"""Dots as numbers: what one may say, and how they are read. Pure: no web, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from improvement_cycles.charts.measured import (
    Dot,
    Measured,
    Note,
    day_labels,
    faces_dot,
    number_dot,
    number_words,
    rate_dot,
    share_dot,
    spans_years,
)
from improvement_cycles.measure_words import OUT_OF, SHARES, Better, Kind
from improvement_cycles.stats.finding import FEWEST_ASKED

MOST_DOTS = 100_000  # of one measure
MOST_OF_DAY = 1_000  # of those, of one day
MOST_DRAWN = 500  # of those, the newest: more cannot be told apart, nor read as a table
LONGEST_NOTE = 400  # letters
_BIGGEST = 1e15
_SMALLEST = 1e-20  # no picture has room for the powers of 10 of smaller ones
EARLIEST = date(1900, 1, 1)
NO_NUMBER = "Write how many. If nobody counted, say so below."
NOT_TO_COME = "Choose today, or a day before today."
TOO_LONG_AGO = f"Choose a day from {EARLIEST.year} on."
TOO_BIG = "That number is too big."
TOO_SMALL = "That number is too near to 0."
BELOW_0 = "Use 0 or more."
ASKED_NOBODY = "Write 1 or more. If you asked nobody, say so below."
NOTHING_TO_COUNT = "Write more than 0. If there was nothing to count, say so below."
NO_EVENT = "If it did not happen, put nothing in."
HAPPENED = "it happened"
MORE_THAN_ALL = "It cannot be more than the number of all."
WHY = "Say why in a few words."


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted on a day. With no number at all, nobody could count."""

    on: date
    value: float | None = None
    out_of: float | None = None
    happy: int | None = None
    ok: int | None = None
    sad: int | None = None
    left_out: bool = False
    note: str = ""
    nth: int = 1  # which of its day's, where a day may have several

    @property
    def is_missing(self) -> bool:
        return self.value is None and self.happy is None

    @property
    def people(self) -> float | None:
        """How many it stands for, if it is a share."""
        if self.happy is None:
            return self.out_of
        return self.happy + (self.ok or 0) + (self.sad or 0)


class Asked(Protocol):
    """What is known about a measure, as far as reading its dots needs it."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def better(self) -> Better: ...
    @property
    def baseline_until(self) -> date | None: ...
    @property
    def multiply(self) -> int: ...
    @property
    def fewest(self) -> int | None: ...


def day_trouble(on: date, today: date) -> str:
    """What is wrong with a day of which something is told, in one sentence, or nothing."""
    if on > today:
        return NOT_TO_COME
    return TOO_LONG_AGO if on < EARLIEST else ""


def troubles(kind: Kind, counted: Counted, today: date) -> dict[str, str]:
    """What is wrong with a dot, by field, each in one sentence."""
    wrong: dict[str, str] = {}
    if kind is Kind.EVENTS and counted.is_missing:
        return {"value": NO_EVENT}
    if no_day := day_trouble(counted.on, today):
        wrong["on"] = no_day
    if (counted.is_missing or counted.left_out) and not counted.note:
        wrong["note"] = WHY
    if not counted.is_missing:
        wrong |= _of_faces(counted) if kind is Kind.FACES else _of_number(kind, counted)
    return wrong


def _of_faces(counted: Counted) -> dict[str, str]:
    faces = {"happy": counted.happy, "ok": counted.ok, "sad": counted.sad}
    wrong = {name: BELOW_0 for name, many in faces.items() if many is None or many < 0}
    wrong |= {name: TOO_BIG for name, many in faces.items() if many and many > _BIGGEST}
    return wrong if wrong or counted.people else {"happy": ASKED_NOBODY}


def _of_number(kind: Kind, counted: Counted) -> dict[str, str]:
    value = counted.value or 0
    if abs(value) > _BIGGEST:
        return {"value": TOO_BIG}
    for name, number in {"value": value, "out_of": counted.out_of or 0}.items():
        if 0 < abs(number) < _SMALLEST:
            return {name: TOO_SMALL}
    if value < 0 and kind is not Kind.VALUE:
        return {"value": BELOW_0}
    if kind not in OUT_OF:
        return {}
    if not counted.out_of or not 0 < counted.out_of <= _BIGGEST:
        return {"out_of": ASKED_NOBODY if kind is Kind.SHARE else NOTHING_TO_COUNT}
    too_many = kind is Kind.SHARE and value > counted.out_of
    return {"value": MORE_THAN_ALL} if too_many else {}


def as_dot(kind: Kind, counted: Counted, when: str = "", multiply: int = 100) -> Dot:
    """One dot as it is plotted, and in words for a table.

    An event alone has no number: `read_dots` gives it the days since the one before.
    """
    if kind is Kind.FACES:
        if counted.happy is None:
            return Dot(when, None, "")
        return faces_dot(when, counted.happy, counted.ok or 0, counted.sad or 0)
    if kind is Kind.SHARE:
        return share_dot(when, counted.value, counted.out_of)
    if kind is Kind.RATE:
        return rate_dot(when, counted.value, counted.out_of, multiply)
    if kind is Kind.EVENTS:
        return Dot(when, None, HAPPENED)
    return number_dot(when, counted.value)


def _dots(asked: Asked, counted: Sequence[Counted]) -> list[Dot]:
    labels = day_labels([one.on for one in counted])
    dots = [
        as_dot(asked.kind, one, label, asked.multiply)
        for one, label in zip(counted, labels, strict=True)
    ]
    return _between(counted, dots) if asked.kind is Kind.EVENTS else dots


def _between(counted: Sequence[Counted], dots: Sequence[Dot]) -> list[Dot]:
    """Events as the days since the one before. The first has nothing before it: a gap."""
    days = [(one.on - before.on).days for before, one in pairwise(counted)]
    after = [
        Dot(dot.when, many, number_words(many)) for dot, many in zip(dots[1:], days, strict=True)
    ]
    return [*dots[:1], *after]


def baseline_of(counted: Sequence[Counted], until: date | None) -> int | None:
    """How many places, from the first, show how it was before."""
    if until is None:
        return None
    return sum(one.on <= until for one in counted) or None


def read_dots(
    asked: Asked,
    counted: Sequence[Counted],
    notes: Iterable[tuple[date, str]] = (),
    *,
    parts: Iterable[date] = (),
    has_older: bool = False,
) -> Measured:
    """A measure's current dots, in time order, ready to be judged and drawn.

    Args:
        asked: what is known of the measure.
        counted: at least one dot.
        notes: its marks. Where it has older dots too, one of before these has no place among them.
        parts: the days on which a new part begins: it is judged alone.
        has_older: whether it has older dots, which are not drawn.

    """
    marks = [
        (_place_of(counted, on), on, words)
        for on, words in notes
        if not has_older or on >= counted[0].on
    ]
    odd = [
        (place, one.on, one.note)
        for place, one in enumerate(counted, start=1)
        if one.note and (one.left_out or one.is_missing)
    ]
    return Measured(
        name=asked.name,
        unit=asked.unit,
        dots=_dots(asked, counted),
        better=asked.better.value,
        percent=asked.kind in SHARES,
        fewest=asked.fewest or FEWEST_ASKED,
        has_older=has_older,
        phases=_phases(counted, parts),
        baseline=baseline_of(counted, asked.baseline_until),
        exclude=frozenset(i for i, one in enumerate(counted, start=1) if one.left_out),
        notes=tuple(
            _note(counted, *said) for said in sorted([*marks, *odd], key=lambda said: said[1:])
        ),
    )


def _phases(counted: Sequence[Counted], parts: Iterable[date]) -> tuple[int, ...]:
    """The last place before each new part, of those that have dots on either side."""
    ends = {sum(one.on < day for one in counted) for day in parts}
    return tuple(sorted(ends - {0, len(counted)}))


def _place_of(counted: Sequence[Counted], on: date) -> int:
    """A mark stands at the first dot on or after its day, or at the last dot."""
    return next((i for i, one in enumerate(counted, start=1) if one.on >= on), len(counted))


def _note(counted: Sequence[Counted], place: int, on: date, words: str) -> Note:
    """What stands at a dot says its day."""
    year = f" {on.year}" if spans_years([on, *(one.on for one in counted)]) else ""
    return Note(place, f"{on.day} {on:%B}{year}: {words}")
