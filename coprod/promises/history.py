"""The history of a promise in plain words: made, changed from what to what, late, kept. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from coprod.promises.models import Happened


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it was written down: what was promised from then on."""

    happened: str
    words: str
    what: str
    by_when: date
    on: date
    by: str = ""  # who said so, if it was not who promised


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history; `before` is what it was before it changed."""

    happened: str
    on: date
    words: str
    what: str
    by_when: date
    before: Step | None = None
    by: str = ""

    @property
    def changed_words(self) -> bool:
        return self.before is not None and self.before.what != self.what

    @property
    def changed_day(self) -> bool:
        return self.before is not None and self.before.by_when != self.by_when


def lines(steps: Iterable[Step], on: date) -> list[Line]:
    """The history as it stands on a day, first to last.

    It is late from the day after each day that was promised and went by, whether or not the job
    that writes it down has run since.
    """
    found: list[Line] = []
    before: Step | None = None
    for step in steps:
        if before is not None:
            found += _late(found, before, step.on)
        if step.happened != Happened.LATE:
            changed = before if step.happened == Happened.CHANGED else None
            told = (step.happened, step.on, step.words, step.what, step.by_when)
            found.append(Line(*told, changed, step.by))
        before = step
    if before is not None and before.happened != Happened.KEPT:
        found += _late(found, before, on)
    return found


def missed(steps: Iterable[Step]) -> date | None:
    """The first of its days that went by before another was given, as its row keeps it."""
    given = ((was, now) for was, now in pairwise(steps) if now.happened == Happened.CHANGED)
    return next((was.by_when for was, now in given if was.by_when < now.on), None)


def _late(found: list[Line], promised: Step, until: date) -> list[Line]:
    """A line that it was late, unless there is one for this day already."""
    due = promised.by_when
    if due >= until or any(
        line.happened == Happened.LATE and line.by_when == due for line in found
    ):
        return []
    return [Line(Happened.LATE, due + timedelta(days=1), "", promised.what, due)]
