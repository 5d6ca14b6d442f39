"""What each part of the site puts on the first page, asked for in one statement.

A part gives rows that all have the same columns, and its panel finds them in `FirstPage.rows`.
Without this each part would ask the database once more for every page.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import CompoundSelect, Select, select, union_all
from sqlalchemy.orm import Session

from coprod.db import columns
from coprod.people.viewer import Viewer

Values = dict[str, Any]
Parts = tuple[Select[Any], ...]
MANY = 1_000


@dataclass(frozen=True, eq=False, slots=True)
class Asks:
    """What one part of the site asks: rows of its own, each bounded by its statement.

    Parts to which higher nouns add what they know are a function, called when all are there.
    `of` says what the binds of the statements are for somebody in an area (0: in none), or
    None where there can be nothing for them. Binds of one name mean one thing in every part.
    """

    parts: Parts | Callable[[], Parts]
    of: Callable[[Session, Viewer, int], Values | None]


@dataclass(slots=True)
class FirstPage:
    """What a spot of the first page is about: an area, if any, what was found, and how much fits.

    A page of everything has room for all of it; on the first page each kind of card shows few.
    """

    area: Any
    rows: Mapping[str, Sequence[Any]]  # by the name of their part
    room: int = MANY  # cards that still fit
    each: int = MANY  # cards of one kind
    left: bool = False  # something did not fit
    shown: list[Any] = field(default_factory=list)  # rows that have their card here, of any kind

    def take(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The first of these rows, as far as there is room for their cards."""
        shown = rows[: min(self.room, self.each)]
        self.shown += shown
        self.room -= len(shown)
        self.left = self.left or len(shown) < len(rows)
        return shown


def ask(
    session: Session, viewer: Viewer, area_id: int, asks: Iterable[Asks]
) -> Mapping[str, Sequence[Any]]:
    """All that these parts find for somebody, by the names of their parts, in order of ids."""
    values: Values = {}
    asked = []
    for one in asks:
        its = one.of(session, viewer, area_id)
        if its is not None:
            asked.append(one)
            _add(values, its)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in columns(session, _together(*asked), values) if asked else ():
        found[row.part].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row.part_id)
    return found


def _add(values: Values, its: Values) -> None:
    for name, value in its.items():
        # At midnight the day may turn between two parts: the first one's is for all.
        if values.setdefault(name, value) != value and not isinstance(value, date):
            raise ValueError(f"Two parts of the first page mean different things by {name}.")


@cache
def _together(*asked: Asks) -> CompoundSelect[Any]:
    """Built when somebody first needs these parts together."""
    parts = (one.parts() if callable(one.parts) else one.parts for one in asked)
    return union_all(*(select(part.subquery()) for part in chain.from_iterable(parts)))
