"""Finding what was passed on. Every statement starts from what the viewer may see."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.first_page import Asks
from coprod.issues import held
from coprod.issues.lane_queries import REFUSED
from coprod.issues.models import HeldBack, Issue, StatusChange
from coprod.issues.parts import TAKEN_FURTHER, part
from coprod.issues.queries import seen_by
from coprod.pass_on.models import OutsideAnswer, OutsideNote, PassedOn
from coprod.pass_on.outside import can_leave
from coprod.people.viewer import Viewer
from coprod.promises.must_answer import MUST_ANSWER
from coprod.text import dated, day_and_number

PER_PAGE = 25
TURNS = 25  # that wait for somebody


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


def _turns() -> Select[Any]:
    marks = bindparam("marks", expanding=True, type_=HeldBack.mark.type)
    unnamed = select(HeldBack.issue_id).where(HeldBack.mark.in_(marks))
    me = bindparam("me", type_=Issue.id.type)
    unsaid = and_(
        PassedOn.author_says.is_(None),
        Issue.published.is_(False),
        or_(Issue.author_id == me, Issue.id.in_(unnamed)),
    )
    may_go = and_(PassedOn.by_id == me, PassedOn.sent_on.is_(None), can_leave())
    return (
        part(
            "letter",
            part_id=PassedOn.id,
            one=PassedOn.body,
            two=Issue.title,
            m=case((may_go, 1), else_=0),
        )
        .join_from(PassedOn, Issue, Issue.id == PassedOn.issue_id)
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


def _asked(session: Session, viewer: Viewer, _area_id: int) -> dict[str, Any] | None:
    if not viewer.hats:
        return None
    return {
        "me": viewer.id,
        "areas": sorted(viewer.areas),
        "marks": held.first_marks(session, viewer.id),
    }


def _taken_further() -> Any:
    """By somebody other than those who refused it: the link still lasts, or they answered since."""
    refused_on = (
        select(func.coalesce(func.max(StatusChange.on), Issue.raised_on))
        .where(StatusChange.issue_id == Issue.id, StatusChange.became.in_(REFUSED))
        .correlate(Issue)
        .scalar_subquery()
    )
    lasts = PassedOn.ends_on >= bindparam("today", type_=Issue.raised_on.type)
    return exists().where(
        PassedOn.issue_id == Issue.id,
        PassedOn.by_hat.not_in(MUST_ANSWER),
        or_(lasts, PassedOn.answered_on >= refused_on),
    )


TAKEN_FURTHER.append(_taken_further())
ASKS = Asks((_turns(),), _asked)
"""What waits for somebody on the first page: words of theirs asked for, letters that may go.

`m` is 1 where it is their letter, and not their words.
"""
