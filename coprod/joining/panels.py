"""What this noun puts on other pages: what is joined, whose turn it is, and a way to say so.

Its rows come with the issue's own statement, so that they cost the page nothing more.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, or_
from sqlalchemy.orm import Session, aliased

from coprod.db import today
from coprod.decided import HowDecided
from coprod.first_page import FirstPage
from coprod.issues.models import Issue
from coprod.issues.page import IssuePage
from coprod.issues.parts import ISSUE_ID, OF_OTHERS, part
from coprod.joining import cards, fitting, log, policy
from coprod.joining.models import JoinAsk, Joining, JoinState, JoinStep, Side
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer

_other = aliased(Issue)
_mine = and_(
    JoinAsk.joining_id == Joining.id,
    JoinAsk.person_id == bindparam("viewer_id", type_=Issue.id.type),
)
_here = or_(Joining.issue_id == ISSUE_ID, Joining.into_id == ISSUE_ID)
_HIDDEN, _FOR_AREA, _FOR_ALL = 0, 1, 2  # who may read the other one


def _joinings() -> Select[Any]:
    return (
        part(
            "join",
            part_id=Joining.id,
            parent=_other.id,
            one=_other.title,
            two=Joining.state,
            three=case((_other.name_held.is_(False), Person.name)),
            four=_other.author_hat,
            other_day=case((JoinAsk.follows.is_(None), JoinAsk.until)),
            n=case((Joining.issue_id == ISSUE_ID, 1), else_=0),
            m=case(
                (_other.taken_back_on.is_not(None), _HIDDEN),
                (_other.published, _FOR_ALL),
                else_=_FOR_AREA,
            ),
        )
        .join_from(
            Joining,
            _other,
            and_(_other.id != ISSUE_ID, _other.id.in_([Joining.issue_id, Joining.into_id])),
        )
        .outerjoin(Person, Person.id == _other.author_id)
        .outerjoin(JoinAsk, _mine)
        .where(_here)
    )


OF_OTHERS.extend(
    (
        _joinings(),
        part(
            "join_step",
            part_id=JoinStep.id,
            parent=JoinStep.joining_id,
            one=JoinStep.happened,
            two=JoinStep.why,
            three=JoinStep.by_hat,
            four=Person.name,
            day=JoinStep.on,
            m=case((JoinStep.side == Side.ISSUE, 1), (JoinStep.side == Side.INTO, 2), else_=0),
        )
        .join_from(JoinStep, Joining, Joining.id == JoinStep.joining_id)
        .outerjoin(Person, Person.id == JoinStep.by_id)
        .where(_here),
    )
)
_SIDES = (None, Side.ISSUE, Side.INTO)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of the log, as `log.told` takes it."""

    happened: str
    side: Side | None
    why: str
    on: date
    by_hat: str | None
    name: str | None


@dataclass(slots=True)
class Beside:
    """Another issue that this one is joined with, or may be."""

    id: int
    other_id: int
    title: str | None  # None where the viewer may not read it
    state: JoinState
    joins: bool  # this one joins the other, and not the other way
    may_follow: bool  # the viewer said me too, and has not said whether it follows
    authors: dict[Side, log.Author]
    rows: list[StepRow] = field(default_factory=list)
    lines: list[log.Line] = field(default_factory=list)
    card: HowDecided | None = None


def joined(_session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """What an issue is joined with, was, or may be, the newest first, and how that came about."""
    sees = names.sees_names(viewer, page.area_id)
    found = {row.part_id: _beside(row, page, sees) for row in page.others if row.part == "join"}
    steps = [row for row in page.others if row.part == "join_step"]
    for row in sorted(steps, key=lambda row: int(row.part_id)):
        if row.parent in found:
            step = StepRow(row.one, _SIDES[row.m], row.two, row.day, row.three, row.four)
            found[row.parent].rows.append(step)
    for one in found.values():
        one.lines = log.told(one.rows, one.authors, sees=sees)
        one.card = cards.card(one.rows, one.lines, one.authors, sees=sees)
    if not found:
        return None
    newest_first = [found[key] for key in sorted(found, reverse=True)]
    return {"issue": page, "beside": newest_first, "inside": sees}


def _beside(row: Any, page: IssuePage, sees: bool) -> Beside:
    joins = bool(row.n)
    ours = (page.author, page.author_hat)
    theirs = (row.three, HatKind(row.four) if row.four else None)
    may_read = row.m == _FOR_ALL or (sees and row.m == _FOR_AREA)
    return Beside(
        id=row.part_id,
        other_id=row.parent,
        title=row.one if may_read else None,
        state=JoinState(row.two),
        joins=joins,
        may_follow=bool(row.other_day and row.other_day >= today() and joins),
        authors={Side.ISSUE: ours if joins else theirs, Side.INTO: theirs if joins else ours},
    )


def say_so(_session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """A way to say that this is the same as another, while it can join one."""
    open_already = {JoinState.SUGGESTED, JoinState.ASKED, JoinState.JOINED}
    mine = [row for row in page.others if row.part == "join" and row.n]
    can = page.status not in fitting.OVER and not any(row.two in open_already for row in mine)
    return {"issue": page} if can and policy.may_suggest(viewer, page) else None


def your_turn(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """Joinings that wait for this person's word."""
    kinds = ("join_say", "join_suggested", "join_follow")
    rows = [row for kind in kinds for row in first.take(first.rows[kind])]
    return {"rows": rows} if rows else None
