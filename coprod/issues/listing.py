"""*What is going on*: the list of issues, a page at a time, in three orders and with filters.

Each shape of the list (which filters, which order, first page or a later one) is one statement,
built when it is first asked for and kept. Pages start after the last line of the page before, in
two parts, `a = ? AND id < ?` and `a < ?`: an index answers both, however long the list is.

An address says on which day the last line changed, and not at what time: that is nobody's to
know. Where a line of that day is not there any more, its whole day comes again: something may be
seen twice, and nothing is skipped.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, false, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from coprod.db import HERE
from coprod.issues.models import Issue, IssuePlace, IssueStatement
from coprod.issues.queries import WAITING, Line, every_line, lines
from coprod.issues.words import IssueKind, Lane, Status
from coprod.people.models import Place
from coprod.text import dated, day_and_number, whole_number

PER_PAGE = 25
_COLUMNS = len(fields(Line))
_last = aliased(Issue)


class Order(StrEnum):
    """What comes first."""

    NEWEST = "new"
    WAITING = "waiting"  # asked longest ago, and no answer has moved it
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see of the list. Everything is optional."""

    order: Order = Order.NEWEST
    place: int | None = None
    statement: int | None = None
    kind: IssueKind | None = None
    status: Status | None = None
    lane: Lane | None = None
    words: str = ""
    after: str = ""  # where the page before ended

    @property
    def filters(self) -> tuple[str, ...]:
        names = ("place", "statement", "kind", "status", "lane")
        return tuple(name for name in names if getattr(self, name) is not None)

    def as_query(self) -> dict[str, str]:
        """The part of an address that asks for the same again, from the first page."""
        named = {name: str(getattr(self, name)) for name in self.filters}
        named |= {"words": self.words} if self.words else {}
        return named | ({} if self.order is Order.NEWEST else {"order": self.order.value})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list, and where the next one starts."""

    lines: list[Line]
    next: str = ""
    place: str = ""  # what the chosen place is called


def page(
    session: Session,
    area_ids: Sequence[int],
    public: bool,
    wanted: Wanted,
    muted: Collection[int] = (),
) -> Page:
    """One page of issues in these areas; only published ones when `public`.

    Those of who is `muted` are on it, folded: so a page is as long for everybody.
    """
    if not area_ids:
        return Page([])
    after = _AFTER[wanted.order](wanted.after)
    statement = _with_place(wanted.order, wanted.filters, public, bool(after), len(area_ids))
    values: dict[str, Any] = {f"area_{n}": area_id for n, area_id in enumerate(area_ids)}
    values |= {name: getattr(wanted, name) for name in wanted.filters}
    values |= after | {"muted": sorted(muted)}
    found, place = _read(session.execute(statement, values).all(), sees=not public)
    more = len(found) > PER_PAGE
    shown = found[:PER_PAGE]
    return Page(shown, _end(wanted.order, shown[-1]) if more else "", place)


def _end(order: Order, last: Line) -> str:
    if order is not Order.CHANGED:
        return str(last.id)
    return dated(last.moved_at.astimezone(HERE).date(), last.id)


def _after_id(sent: str) -> dict[str, Any]:
    last_id = whole_number(sent)
    return {} if last_id is None else {"last_id": last_id}


def _after_day(sent: str) -> dict[str, Any]:
    if (found := day_and_number(sent)) is None:
        return {}
    day, last_id = found
    begins, ends = (datetime.combine(day, at, HERE) for at in (time.min, time.max))
    return {"last_id": last_id, "day_begins": begins, "day_ends": ends}


_AFTER = {Order.NEWEST: _after_id, Order.WAITING: _after_id, Order.CHANGED: _after_day}


def among(
    session: Session,
    area_ids: Sequence[int],
    public: bool,
    wanted: Wanted,
    ids: Sequence[int],
    muted: Collection[int] = (),
) -> Page:
    """The issues that a search found, best first, as far as the filters and the rules allow."""
    if not ids:
        return Page([])
    start = whole_number(wanted.after) or 0
    conditions = _conditions(wanted.filters, public, len(area_ids))
    there = select(Issue.id).where(*conditions, Issue.id.in_(bindparam("ids", expanding=True)))
    values: dict[str, Any] = {f"area_{n}": area_id for n, area_id in enumerate(area_ids)}
    values |= {name: getattr(wanted, name) for name in wanted.filters}
    ranked: list[int] = []
    # Ids first: of a thousand that were found, only one page's lines are worth reading. And the
    # best first: most of them are allowed, so the others are seldom asked about.
    for some in (ids[: start + 4 * PER_PAGE], ids[start + 4 * PER_PAGE :]):
        if some and len(ranked) <= start + PER_PAGE:
            allowed = set(session.scalars(there, values | {"ids": some}))
            ranked += [issue_id for issue_id in some if issue_id in allowed]
    more = len(ranked) > start + PER_PAGE
    shown = ranked[start : start + PER_PAGE]
    these = every_line().where(Issue.id.in_(bindparam("ids", expanding=True)))
    statement = these.add_columns(_PLACE) if "place" in wanted.filters else these
    rows = session.execute(statement, values | {"ids": shown, "muted": sorted(muted)}).all()
    found, place = _read(rows, sees=not public)
    by_id = {line.id: line for line in found}
    kept = [by_id[issue_id] for issue_id in shown if issue_id in by_id]
    return Page(kept, str(start + PER_PAGE) if more else "", place)


_PLACE = select(Place.name).where(Place.id == bindparam("place")).scalar_subquery().label("chosen")


def _read(rows: Sequence[Any], *, sees: bool) -> tuple[list[Line], str]:
    """The lines, and what the chosen place is called: it stands behind each of them."""
    chosen = rows and len(rows[0]) > _COLUMNS and rows[0].chosen
    return lines((row[:_COLUMNS] for row in rows), sees=sees), chosen or ""


@cache
def _with_place(
    order: Order, filters: tuple[str, ...], public: bool, later: bool, areas: int
) -> Select[Any]:
    """Everything in one statement: naming the place apart would cost one more."""
    statement = _statement(order, filters, public, later, areas)
    return statement.add_columns(_PLACE) if "place" in filters else statement


@cache
def _statement(
    order: Order, filters: tuple[str, ...], public: bool, later: bool, areas: int
) -> Select[Any]:
    conditions = _conditions(filters, public, areas)
    last_id = bindparam("last_id", type_=Issue.id.type)
    if order is Order.CHANGED:
        newest_first = (Issue.moved_at.desc(), Issue.id.desc())
        if not later:
            return _ids(conditions, newest_first)
        last_moved = _last_moved(public, areas)
        same = (*conditions, Issue.moved_at == last_moved, Issue.id < last_id)
        return _of([same, (*conditions, Issue.moved_at < last_moved)], newest_first)
    if order is Order.WAITING:
        longest_first = (Issue.id.asc(),)
        start = (Issue.id > last_id,) if later else ()
        # One part for each status, so that an index on it gives the oldest straight away.
        waits = (*conditions, *start, Issue.kind != IssueKind.THANKS)  # a thank-you asks nothing
        parts = [(*waits, Issue.status == status) for status in WAITING]
        return _of(parts, longest_first)
    for name, link in _LINKS.items():
        if name in filters:  # few of all: start from those of this place, or this statement
            start = (link.issue_id < last_id,) if later else ()
            rest = _conditions(tuple(other for other in filters if other != name), public, areas)
            here = (_OF[name], link.issue_id == Issue.id, *rest, *start)
            return _of([here], (Issue.id.desc(),), by=link.issue_id.desc())
    start = (Issue.id < last_id,) if later else ()
    return _ids((*conditions, *start), (Issue.id.desc(),))


def _last_moved(public: bool, areas: int) -> Any:
    """When the last line of the page before changed: the end of its day if it is not listed now.

    The same for what is not for this viewer, so that an invented address finds nothing out.
    """
    begins, ends = (bindparam(f"day_{at}", type_=_last.moved_at.type) for at in ("begins", "ends"))
    there = (_last.id == bindparam("last_id"), _last.moved_at.between(begins, ends))
    listed = select(_last.moved_at).where(*there, *_seen(_last, public, areas))
    return func.coalesce(listed.scalar_subquery(), ends)


def _conditions(filters: tuple[str, ...], public: bool, areas: int) -> tuple[Any, ...]:
    return (*_seen(Issue, public, areas), *(_FILTERS[name] for name in filters))


def _seen(issue: Any, public: bool, areas: int) -> tuple[Any, ...]:
    in_area = [issue.area_id == bindparam(f"area_{n}") for n in range(areas)]
    conditions = (or_(*in_area), issue.taken_back_on.is_(None))
    # Put so that no index answers it: SQLite would take that one, and then sort everything.
    return (*conditions, issue.published.is_not(false())) if public else conditions


_LINKS: dict[str, Any] = {"place": IssuePlace, "statement": IssueStatement}
_OF: dict[str, Any] = {
    "place": IssuePlace.place_id == bindparam("place"),
    "statement": IssueStatement.statement_id == bindparam("statement"),
}
_FILTERS: dict[str, Any] = {
    **{name: exists().where(_OF[name], link.issue_id == Issue.id) for name, link in _LINKS.items()},
    "kind": Issue.kind == bindparam("kind", type_=Issue.kind.type),
    "status": Issue.status == bindparam("status", type_=Issue.status.type),
    "lane": Issue.lane == bindparam("lane", type_=Issue.lane.type),
}


def _ids(conditions: Sequence[Any], order: Sequence[Any]) -> Select[Any]:
    """One more line than a page holds: it says whether there is a next page."""
    return every_line().where(*conditions).order_by(*order).limit(PER_PAGE + 1)


def _of(parts: Sequence[Sequence[Any]], order: Sequence[Any], by: Any | None = None) -> Select[Any]:
    """The first lines of several parts, found by id so that each part uses its own index."""
    first = order if by is None else (by,)
    firsts = [
        select(Issue.id.label("id")).where(*part).order_by(*first).limit(PER_PAGE + 1).subquery()
        for part in parts
    ]
    ids = union_all(*(select(few.c.id) for few in firsts)).subquery()
    return every_line().join(ids, ids.c.id == Issue.id).order_by(*order).limit(PER_PAGE + 1)
