"""Finding what was passed on. Every statement starts from what the viewer may see."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    and_,
    bindparam,
    case,
    cast,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.issues import held
from coprod.issues.models import HeldBack, Issue
from coprod.issues.queries import seen_by
from coprod.pass_on.models import OutsideAnswer, OutsideNote, PassedOn
from coprod.pass_on.outside import can_leave
from coprod.people.viewer import Viewer
from coprod.promises import waiting
from coprod.text import dated, day_and_number

PER_PAGE = 25
TURNS = 3  # cards on the first page


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was passed on, in a list."""

    id: int
    issue_id: int
    title: str
    body: str
    reader: str
    sent_on: date
    answered_on: date | None
    says: str | None


def one(session: Session, viewer: Viewer, passed_id: int) -> tuple[PassedOn, Issue]:
    """Something passed on, and its issue, if the viewer may read that. Raises NotFound."""
    found = select(PassedOn, Issue).join(Issue, Issue.id == PassedOn.issue_id)
    row = session.execute(found.where(PassedOn.id == passed_id, seen_by(viewer))).first()
    if row is None:
        raise NotFound("There is nothing here. It may have been taken back.")
    return row.PassedOn, row.Issue


def is_off(session: Session, passed_id: int) -> bool:
    """Whether the answer was taken off the page: the last note says."""
    last = select(OutsideNote.off).where(OutsideNote.passed_on_id == passed_id)
    return bool(session.scalar(last.order_by(OutsideNote.id.desc()).limit(1)))


def page(
    session: Session, viewer: Viewer, area_id: int, *, answered: bool, after: str | None
) -> tuple[list[Line], str | None]:
    """One page of what was passed on, and where the next one starts.

    What has no answer comes first by how long it waits; answers come the latest first.
    """
    day = PassedOn.answered_on if answered else PassedOn.sent_on
    found = _lines().where(
        PassedOn.area_id == area_id,
        PassedOn.answered_on.is_not(None) if answered else PassedOn.answered_on.is_(None),
        PassedOn.sent_on.is_not(None),
        seen_by(viewer),
    )
    if last := day_and_number(after):
        later = day < last[0] if answered else day > last[0]
        same = PassedOn.id < last[1] if answered else PassedOn.id > last[1]
        found = found.where(or_(later, and_(day == last[0], same)))
    order = (day.desc(), PassedOn.id.desc()) if answered else (day, PassedOn.id)
    lines = [Line(*row) for row in session.execute(found.order_by(*order).limit(PER_PAGE + 1))]
    if len(lines) <= PER_PAGE:
        return lines, None
    end = lines[PER_PAGE - 1]
    return lines[:PER_PAGE], dated((answered and end.answered_on) or end.sent_on, end.id)


_LINE: tuple[Any, ...] = (
    PassedOn.id,
    PassedOn.issue_id,
    Issue.title,
    PassedOn.body,
    PassedOn.reader,
    PassedOn.sent_on,
    PassedOn.answered_on,
    OutsideAnswer.says,
)


@cache
def _lines() -> Select[Any]:
    return (
        select(*_LINE)
        .join(Issue, Issue.id == PassedOn.issue_id)
        .outerjoin(OutsideAnswer, OutsideAnswer.passed_on_id == PassedOn.id)
    )


@cache
def _turns(moderates: bool) -> Select[Any] | CompoundSelect[Any]:
    marks = bindparam("marks", expanding=True, type_=HeldBack.mark.type)
    unnamed = select(HeldBack.issue_id).where(HeldBack.mark.in_(marks))
    me = bindparam("me", type_=Issue.id.type)
    unsaid = and_(
        PassedOn.author_says.is_(None),
        Issue.published.is_(False),
        or_(Issue.author_id == me, Issue.id.in_(unnamed)),
    )
    may_go = and_(PassedOn.by_id == me, PassedOn.sent_on.is_(None), can_leave())
    what = case((may_go, "letter"), else_="words").label("what")
    by_when = cast(null(), Date).label("by_when")
    row: tuple[Any, ...] = (what, PassedOn.id, PassedOn.body, Issue.title, by_when)
    found = (
        select(*row)
        .join(Issue, Issue.id == PassedOn.issue_id)
        .where(
            PassedOn.area_id.in_(bindparam("areas", expanding=True, type_=Issue.id.type)),
            PassedOn.answered_on.is_(None),
            PassedOn.sent_on.is_(None),
            Issue.taken_back_on.is_(None),
            or_(unsaid, may_go),
        )
        .order_by(PassedOn.id)
        .limit(TURNS)
    )
    if not moderates:
        return found
    late = waiting.NOT_HERE.limit(TURNS).subquery().c
    is_what = case((late.is_outside, "outside"), else_="left")
    theirs = select(is_what, late.id, late.who, late.what, late.by_when)
    return union_all(select(found.subquery()), theirs)


def turns(session: Session, viewer: Viewer) -> list[Any]:
    """What waits for this person: words of theirs that are asked for, letters that may go now.

    For an advocate also late promises, from outside and of who has left. Rows of what it is, its
    id, body, title and by_when.
    """
    asked = {
        "me": viewer.id,
        "areas": sorted(viewer.areas),
        "marks": held.first_marks(session, viewer.id),
    }
    not_here = waiting.asks(viewer)
    rows = session.execute(_turns(bool(not_here)), asked | not_here)
    return sorted(rows, key=lambda row: (row.by_when or date.min, row.id))
