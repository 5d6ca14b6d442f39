"""What the first page shows: one statement for all of its lists, and one for a list of its own.

Every list is the first rows of a few parts, and an index answers each part from its beginning. So
the page costs the same however much was ever said.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    String,
    bindparam,
    case,
    false,
    func,
    literal_column,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.first_page import FirstPage
from coprod.front import own, turns
from coprod.front.rows import Few, Order, by_list, few, issue_row, row
from coprod.issues import held
from coprod.issues.models import Issue
from coprod.issues.words import OPEN, Status
from coprod.people import muting, names
from coprod.people.viewer import Viewer
from coprod.promises import queries as promises
from coprod.promises.waiting import asked_about

SHOWN = 3  # of each list; each list leads to all of it
OF_A_KIND = 2  # in *Your turn*, so that one long list leaves room for the others
_TURNS = 2 * OF_A_KIND  # late promises that can be there too: one's own, and of who is not here
PER_PAGE = 25
_ORDERS: dict[str, Order] = {
    "new": lambda row: -row.id,
    "better": lambda row: (-row.moved_at.timestamp(), -row.id),
    "due": lambda row: (row.day, row.id),
    "revisit": lambda row: row.id,
    "waiting": lambda row: row.id,
    "again": lambda row: row.id,
    "nobody": lambda row: row.id,
    "late": lambda row: (row.first_by, row.key),
    "promised": lambda row: (row.late_from, row.key),
    "better_asked": lambda row: (row.day, row.id),
    "unsent": lambda row: -row.id,
}
Lists = CompoundSelect[Any]
_RESOLVED = Issue.status == Status.RESOLVED
_moved_last = (Issue.moved_at.desc(), Issue.id.desc())


def first_page(session: Session, viewer: Viewer, area_id: int) -> Mapping[str, Few]:
    """Every list of the first page by its name: at most 3 rows of each.

    Somebody whose hat is not confirmed sees what everybody may read of this area. Of late promises
    there are more rows, for `late_beside`.
    """
    public = not viewer.areas
    areas = viewer.areas or {area_id}
    statement = _first_page(len(areas), *turns.shape(viewer), public=public)
    rows = session.execute(statement, _values(session, viewer, areas))
    return by_list(rows, SHOWN, _ORDERS, late=_TURNS)


def late_beside(turn: FirstPage, late: Few) -> Sequence[Any]:
    """The oldest late promises but those that have a card in *Your turn*, on the same page."""
    own = {row.key for row in turn.shown if getattr(row, "list", "") == "promised"}
    there = own | asked_about(turn.shown)
    return [row for row in late.rows if row.key not in there][:SHOWN]


def whole_list(session: Session, viewer: Viewer, name: str, after: int = 0) -> Few:
    """One page of a list that waits, one of those in `_whole`, from after an id."""
    statement = _whole(name, len(viewer.areas), *turns.shape(viewer))
    values = _values(session, viewer, viewer.areas) | {"after": after}
    orders = _ORDERS | {"due": lambda row: row.id}
    return by_list(session.execute(statement, values), PER_PAGE, orders)[name]


def got_better(session: Session, area_id: int) -> Few:
    """What got better in an area, for people who are not signed in."""
    return by_list(session.execute(_BETTER_OUTSIDE, {"area": area_id}), SHOWN, _ORDERS)["better"]


def _values(session: Session, viewer: Viewer, areas: Collection[int]) -> dict[str, Any]:
    on = today()
    return (
        turns.who(viewer, areas)
        | muting.asks_for(viewer)
        | {
            "areas": sorted(areas),
            "belongs_to": sorted(viewer.areas),
            "marks": held.first_marks(session, viewer.id),
            "on": on,
            "today": on,
            "soon": on + own.SOON,
            "accepted_by": on - turns.NOBODYS_JOB_AFTER,
        }
    )


@cache
def _first_page(areas: int, at_place: bool, open_areas: int, *, public: bool) -> Lists:
    """Built when somebody first wants this shape of it: which areas and which turns there are."""
    late = promises.LATE_OUTSIDE if public else promises.LATE_INSIDE
    parts = [*_going_on(areas, public=public), *own.TURNS]
    if not public:
        parts += turns.due(areas, at_place, open_areas)
        parts += turns.revisit(areas, at_place, open_areas)
        parts += turns.waiting(areas, at_place, open_areas, turns.look)
        parts += turns.nobodys_job(areas, turns.look)
    return union_all(few(_late(late), SHOWN + _TURNS), *(few(part, SHOWN) for part in parts))


@cache
def _whole(name: str, areas: int, at_place: bool, open_areas: int) -> Lists:
    parts = {
        "due": lambda: turns.due(areas, at_place, open_areas, Issue.id > bindparam("after")),
        "revisit": lambda: turns.revisit(
            areas, at_place, open_areas, Issue.id > bindparam("after")
        ),
        "waiting": lambda: turns.waiting(areas, at_place, open_areas, turns.after),
        "nobody": lambda: turns.nobodys_job(areas, turns.after),
        "again": lambda: own.again(Issue.id > bindparam("after")),
    }[name]()
    nothing = issue_row(name).where(false())
    return union_all(*(few(part, PER_PAGE) for part in parts or [nothing]))


def _going_on(areas: int, *, public: bool) -> list[Select[Any]]:
    """What is new and is not over, and what got better, in each area."""
    may_see = Issue.published if public else true()
    parts = []
    for area in (Issue.area_id == bindparam(f"area_{n}") for n in range(areas)):
        new = issue_row("new").where(area, may_see).order_by(Issue.id.desc())
        better = issue_row("better").where(area, _RESOLVED, may_see)
        # One of each status: an index answers it, however much of what was said is over by now.
        parts += [new.where(Issue.status == status) for status in sorted(OPEN)]
        parts.append(better.order_by(*_moved_last))
    return parts


def _late(found: Select[Any]) -> Select[Any]:
    """The oldest late promises."""
    late = found.subquery().c
    named = names.name_in_job(late.as_, late.who) if "as_" in late else late.who
    outside = late.who + literal_column("' (outside)'", String)
    who = case((late.who_id.is_(None), outside), else_=named)  # a body outside is no person
    return row(
        "late",
        id=late.issue_id,
        key=late.id,
        title=late.what,
        about=late.title,
        who=who,
        day=late.by_when,
        first_by=late.first_by,
        late_from=func.coalesce(late.missed, late.by_when),
    ).order_by(late.first_by, late.id)


_BETTER_OUTSIDE = few(
    issue_row("better")
    .where(Issue.published, Issue.area_id == bindparam("area"), _RESOLVED)
    .order_by(*_moved_last),
    SHOWN,
)
