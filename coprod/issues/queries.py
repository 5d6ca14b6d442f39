"""Finding issues. Every statement starts from what the viewer may see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.issues.counts import STEPS
from coprod.issues.labels import KIND_SYMBOL, LANE, STATUS, TAG
from coprod.issues.lane_labels import SYMBOL
from coprod.issues.models import Doer, Issue, IssuePlace, Support
from coprod.issues.parts import ANSWERED, AS_ASKED, BY_OTHERS
from coprod.issues.policy import Standing
from coprod.issues.words import IssueKind, Job, Lane, Status
from coprod.people import names
from coprod.people.models import Person, Place
from coprod.people.muting import asks_for, folded, unless_muted
from coprod.people.viewer import Viewer
from coprod.subjects import Subject

WAITING = (Status.TRIAGE, Status.DISCUSSION)  # no answer has moved it yet
UNDER_WAY = (Status.ACCEPTED, Status.IN_CYCLE)


@dataclass(frozen=True, slots=True)
class Line:
    """One issue in a list: what it is, how far it got, whose turn it is."""

    id: int
    title: str
    kind: IssueKind
    lane: Lane
    status: Status
    symbol: str
    name_held: bool
    place: str | None
    author: str | None  # None when the name is held back
    raised_on: date
    moved_at: datetime
    people: int  # "me too" in steps, by group: three numbers, never one
    families: int
    staff: int
    leads: str | None
    answered: int  # as `parts.ANSWERED` says; 0 by nobody

    @property
    def label(self) -> str:
        return str(STATUS[self.status])

    @property
    def tag(self) -> str:
        return TAG[self.status]

    @property
    def needs_leader(self) -> bool:
        """Whether it is under way and nobody leads."""
        return self.leads is None and self.status in UNDER_WAY

    @property
    def in_lane(self) -> str:
        """Which lane it is in, of those that are not for everybody to choose in."""
        is_usual = self.lane is Lane.TALK or self.kind is IssueKind.THANKS
        return "" if is_usual else str(LANE[self.lane])

    @property
    def picture(self) -> str:
        return self.symbol or (SYMBOL[self.lane] if self.in_lane else KIND_SYMBOL[self.kind])

    @property
    def silent(self) -> bool:
        """Whether it was asked and nobody has answered who has to."""
        waits = self.status in WAITING and self.kind is not IssueKind.THANKS
        return waits and self.answered != AS_ASKED

    @property
    def answered_by_others(self) -> bool:
        """Whether all who answered are people who need not."""
        return self.answered == BY_OTHERS


_LEADS = (
    select(func.min(Person.name))
    .join(Doer, Doer.person_id == Person.id)
    .where(Doer.issue_id == Issue.id, Doer.job == Job.LEADS)
    .correlate(Issue)
    .scalar_subquery()
)
_LINE = (
    Issue.id,
    unless_muted(Issue.author_id, Issue.title).label("title"),
    Issue.kind,
    Issue.lane,
    Issue.status,
    Issue.symbol,
    Issue.name_held,
    Place.name.label("place"),
    case((Issue.name_held.is_(False), Person.name)).label("author"),
    Issue.raised_on,
    Issue.moved_at,
    *STEPS,
    _LEADS.label("leads"),
)


@cache
def every_line() -> Select[Any]:
    """The columns of a line, from everywhere: never run it without a filter of who may see.

    Built when it is first asked for: by then the higher nouns have said what is answered.
    """
    answered = func.coalesce(*ANSWERED, literal(0)).label("answered")
    return (
        select(*_LINE, answered)
        .outerjoin(Place, Place.id == Issue.place_id)
        .outerjoin(Person, Person.id == Issue.author_id)
    )


def seen_by(viewer: Viewer) -> Any:
    """The condition that the viewer may read an issue: `policy.may_read`, said to the database."""
    here = Issue.taken_back_on.is_(None)
    if not viewer.areas:
        return and_(here, Issue.published)
    return and_(here, or_(Issue.published, Issue.area_id.in_(viewer.areas)))


def visible_to(viewer: Viewer) -> Select[Issue]:
    """Issues the viewer may read."""
    return select(Issue).where(seen_by(viewer))


def one(session: Session, viewer: Viewer, issue_id: int) -> Issue:
    """One issue. Raises NotFound, never NotAllowed: a refusal would say that it exists."""
    issue = session.scalar(visible_to(viewer).where(Issue.id == issue_id))
    if issue is None:
        raise NotFound("There is nothing here. It may have been taken back.")
    return issue


def subject(session: Session, viewer: Viewer, key: int) -> Subject:
    """An issue as something to talk about. Raises NotFound."""
    seen = visible_to(viewer).where(Issue.id == key)
    placed = seen.outerjoin(IssuePlace, IssuePlace.issue_id == Issue.id).add_columns(
        IssuePlace.place_id
    )
    rows = session.execute(placed.order_by(IssuePlace.id)).all()
    if not rows:
        raise NotFound("There is nothing here. It may have been taken back.")
    issue = rows[0].Issue
    return Subject(
        *("issue", issue.id, folded(viewer, issue.author_id, issue.title)),
        *(issue.area_id, issue.place_id),
        places=tuple(row.place_id for row in rows if row.place_id),
        published=issue.published,
    )


def standing(session: Session, issue_id: int) -> Standing:
    """Where an issue belongs and who has a job in it."""
    places = select(IssuePlace.place_id).where(IssuePlace.issue_id == issue_id)
    doers = select(Doer.job, Doer.person_id).where(Doer.issue_id == issue_id)
    return Standing(
        places=session.scalars(places).all(),
        doers=[(job, who) for job, who in session.execute(doers)],
    )


def mine(session: Session, viewer: Viewer, held: Iterable[int] = (), n: int = 100) -> list[Line]:
    """What this person said, newest first. `held` are the issues only they know are theirs."""
    said = or_(Issue.author_id == viewer.id, Issue.id.in_(list(held)))
    found = every_line().where(said, Issue.taken_back_on.is_(None)).order_by(Issue.id.desc())
    return lines(session.execute(found.limit(n)))


def backed(session: Session, viewer: Viewer, n: int = 100) -> list[Line]:
    """What this person said "me too" to, newest first."""
    mine_too = exists().where(Support.issue_id == Issue.id, Support.person_id == viewer.id)
    found = every_line().where(seen_by(viewer), mine_too).order_by(Issue.id.desc())
    return lines(session.execute(found.limit(n), asks_for(viewer)), sees=False)


def lines(rows: Iterable[Any], *, sees: bool = True) -> list[Line]:
    """`sees` says whether these are of the viewer's own areas, where they see names."""
    found = [Line(*row) for row in rows]
    if sees:
        return found
    return [replace(line, leads=line.leads and names.label(None)) for line in found]
