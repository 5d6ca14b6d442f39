"""Rows of many kinds under the same columns: everything on a page of lists in one UNION ALL."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Date, Select, String, cast, literal_column, null, select, type_coerce

from coprod.issues.models import Issue
from coprod.people.models import Place
from coprod.people.muting import unless_muted

_TYPES: dict[str, Any] = {
    "id": Issue.id.type,  # of what the row leads to
    "key": Issue.id.type,  # of the row itself, where another page may start after it
    "title": String,
    "about": String,  # the place, or what it is about
    "who": String,
    "kind": Issue.kind.type,
    "status": Issue.status.type,
    "symbol": String,
    "day": Date,
    "first_by": Date,  # of a promise: see promises/models.py
    "late_from": Date,
    "moved_at": Issue.moved_at.type,
}
Order = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Few:
    """The first rows of a list, and whether there are more."""

    rows: Sequence[Any] = field(default_factory=tuple)
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.rows)


def row(name: str, **columns: Any) -> Select[Any]:
    """One kind of row; the columns it does not fill are empty, and say their type."""
    typed = [
        # Not a cast of what is there: SQLite would make a number of a day.
        (type_coerce(columns[key], kind) if key in columns else cast(null(), kind)).label(key)
        for key, kind in _TYPES.items()
    ]
    return select(literal_column(f"'{name}'", String).label("list"), *typed)


def issue_row(name: str, **columns: Any) -> Select[Any]:
    """A row about an issue that is there. Never run it without who may see it."""
    return any_issue_row(name, **columns).where(Issue.taken_back_on.is_(None))


def any_issue_row(name: str, **columns: Any) -> Select[Any]:
    """A row about an issue, also one that was taken back: that is for its author alone."""
    filled = {
        "id": Issue.id,
        "key": Issue.id,
        "title": unless_muted(Issue.author_id, Issue.title),
        "about": Place.name,
        "kind": Issue.kind,
        "status": Issue.status,
        "symbol": Issue.symbol,
        "day": Issue.raised_on,
        "moved_at": Issue.moved_at,
    }
    named = row(name, **filled | columns).select_from(Issue)
    return named.outerjoin(Place, Place.id == Issue.place_id)


def few(part: Select[Any], most: int) -> Select[Any]:
    """The first rows of one part and one more, which says that there are more."""
    return select(part.limit(most + 1).subquery())


def by_list(
    rows: Iterable[Any], most: int, orders: dict[str, Order], **more: int
) -> dict[str, Few]:
    """Rows by their list, each in its order: one list may come in several parts.

    At most so many of each, and of some so many `more`.
    """
    found: dict[str, list[Any]] = defaultdict(list)
    for one in rows:
        found[one.list].append(one)
    lists: dict[str, Few] = defaultdict(Few)
    for name, its in found.items():
        its.sort(key=orders[name])
        room = most + more.get(name, 0)
        lists[name] = Few(its[:room], len(its) > room)
    return lists
