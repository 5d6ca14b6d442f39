"""Finding joinings, and what a viewer is to them. Every statement starts from what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from coprod.db import today
from coprod.errors import NotFound
from coprod.first_page import Asks
from coprod.issues import held, search
from coprod.issues.models import HeldBack, Issue, IssuePlace
from coprod.issues.parts import part
from coprod.issues.search import Among, Like
from coprod.joining import fitting
from coprod.joining.models import JoinAsk, Joining, JoinState, JoinStep, Side
from coprod.joining.services import Part
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person
from coprod.people.viewer import Viewer

TURNS = 25  # of each kind that waits for somebody
OFFERED = 8
NOTHING = "There is nothing here. It may have been taken back."


@dataclass(frozen=True, slots=True)
class Pair:
    """A joining with its two issues."""

    joining: Joining
    issue: Issue
    into: Issue


def one(session: Session, viewer: Viewer, joining_id: int) -> Pair:
    """A joining in the viewer's own area, with both issues, also one that was taken back since.

    Its page shows no words of what was taken back. Raises NotFound.
    """
    other = aliased(Issue)
    found = (
        select(Joining, Issue, other)
        .join(Issue, Issue.id == Joining.issue_id)
        .join(other, other.id == Joining.into_id)
        .where(Joining.id == joining_id, Joining.area_id.in_(sorted(viewer.areas)))
    )
    row = session.execute(found).first()
    if row is None or (row[1].taken_back_on and row[2].taken_back_on):
        raise NotFound(NOTHING)
    return Pair(*row)


def part_of(session: Session, viewer: Viewer, issue: Issue, into: Issue) -> Part:
    """What the viewer is to two issues."""
    unnamed = held.issues_of(session, viewer.id) if viewer else []
    whose = {Side.ISSUE: issue, Side.INTO: into}
    mine = [
        side
        for side, one in whose.items()
        if viewer and (one.author_id == viewer.id or one.id in unnamed)
    ]
    here = select(IssuePlace.place_id).where(IssuePlace.issue_id.in_([issue.id, into.id]))
    unnamed_too = any(whose[side].name_held for side in mine)
    return Part(mine, sorted(set(session.scalars(here))), says=mine[:1] if unnamed_too else mine)


def left(session: Session, pair: Pair) -> list[Side]:
    """The sides whose author has no part here any more. One without a name never counts as gone.

    Nobody can tell whether they are here.
    """
    worn = exists().where(
        Hat.person_id == Person.id,
        Hat.area_id == pair.joining.area_id,
        Hat.confirmed_at.is_not(None),
    )
    authors = [one.author_id for one in (pair.issue, pair.into) if one.author_id]
    here = set(session.scalars(select(Person.id).where(Person.id.in_(authors), worn)))
    both = ((Side.ISSUE, pair.issue), (Side.INTO, pair.into))
    return [side for side, one in both if not one.name_held and one.author_id not in here]


def names_of(session: Session, pair: Pair) -> dict[Side, tuple[str | None, HatKind | None]]:
    """The authors that may be named, with their hats."""
    ids = [one.author_id for one in (pair.issue, pair.into) if one.author_id and not one.name_held]
    found = select(Person.id, Person.name).where(Person.id.in_(ids))
    names = {row.id: row.name for row in session.execute(found)}
    return {
        side: (None if one.name_held else names.get(one.author_id or 0), one.author_hat)
        for side, one in ((Side.ISSUE, pair.issue), (Side.INTO, pair.into))
    }


def steps(session: Session, joining_id: int) -> Sequence[Any]:
    """The log, first to last: rows of happened, side, why, on, by_hat and name."""
    found = (
        select(
            JoinStep.happened,
            JoinStep.side,
            JoinStep.why,
            JoinStep.on,
            JoinStep.by_hat,
            Person.name,
        )
        .outerjoin(Person, Person.id == JoinStep.by_id)
        .where(JoinStep.joining_id == joining_id)
        .order_by(JoinStep.id)
    )
    return session.execute(found).all()


def offered(session: Session, viewer: Viewer, issue: Issue, words: str) -> list[Like]:
    """What an issue may be the same as: what is most like it, or like what is looked for."""
    among = Among(issue.area_id, issue.lane, but=fitting.OVER, than=issue.id)
    like_this = words or f"{issue.title} {issue.words}"
    return search.similar(session, viewer, like_this, OFFERED, among=among)


def ask_of(session: Session, viewer: Viewer, joining_id: int) -> JoinAsk:
    """What a supporter is asked. Raises NotFound."""
    mine = JoinAsk.joining_id == joining_id, JoinAsk.person_id == viewer.id
    found = session.scalar(select(JoinAsk).where(*mine))
    if found is None:
        raise NotFound("There is nothing here for you.")
    return found


def _turns() -> tuple[Select[Any], ...]:
    me = bindparam("me", type_=Issue.id.type)
    marks = bindparam("marks", expanding=True, type_=HeldBack.mark.type)
    areas = bindparam("areas", expanding=True, type_=Issue.id.type)
    unnamed = select(HeldBack.issue_id).where(HeldBack.mark.in_(marks))
    mine = or_(Issue.author_id == me, Issue.id.in_(unnamed))
    own = exists().where(
        mine,
        or_(
            and_(Issue.id == Joining.issue_id, Joining.issue_says.is_(None)),
            and_(Issue.id == Joining.into_id, Joining.into_says.is_(None)),
        ),
    )
    says = _turn("say", areas).where(Joining.state == JoinState.ASKED, own.correlate(Joining))
    moderated = bindparam("joins_in", expanding=True, type_=Issue.id.type)
    suggested = _turn("suggested", areas).where(
        Joining.state == JoinState.SUGGESTED, Joining.area_id.in_(moderated)
    )
    follows = (
        _turn("follow", areas)
        .join(JoinAsk, JoinAsk.joining_id == Joining.id)
        .where(
            Joining.state == JoinState.JOINED,
            JoinAsk.person_id == me,
            JoinAsk.follows.is_(None),
            JoinAsk.until >= bindparam("today", type_=JoinAsk.until.type),
        )
    )
    return tuple(one.order_by(Joining.id).limit(TURNS) for one in (says, suggested, follows))


def _turn(what: str, areas: Any) -> Select[Any]:
    return (
        part(f"join_{what}", part_id=Joining.id, one=Issue.title)
        .join_from(Joining, Issue, Issue.id == Joining.issue_id)
        .where(Joining.area_id.in_(areas), Issue.taken_back_on.is_(None))
    )


def _asked(session: Session, viewer: Viewer, _area_id: int) -> dict[str, Any] | None:
    if not viewer.hats:
        return None
    return {
        "me": viewer.id,
        "areas": sorted(viewer.areas),
        "joins_in": [one for one in sorted(viewer.areas) if viewer.moderates(one)],
        "marks": held.first_marks(session, viewer.id),
        "today": today(),
    }


ASKS = Asks(_turns(), _asked)
"""What waits for somebody on the first page: joinings to speak of, to ask about, to follow."""
