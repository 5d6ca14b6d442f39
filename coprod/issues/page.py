"""Everything one issue's page shows, in one statement: the issue beside each of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    case,
    false,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.issues import held
from coprod.issues.labels import KIND_SYMBOL, STATUS, TAG
from coprod.issues.models import (
    Doer,
    Follow,
    HeldBack,
    Issue,
    IssuePlace,
    IssueStatement,
    Photo,
    StatusChange,
    Support,
)
from coprod.issues.parts import ANSWER, ISSUE_ID, OF_OTHERS, part
from coprod.issues.policy import Standing
from coprod.issues.queries import UNDER_WAY, WAITING
from coprod.issues.said import unwritten
from coprod.issues.words import TAKES_ME_TOO, IssueKind, Job, Lane, SaidAs, Status
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.models import Person, Place
from coprod.people.viewer import Viewer
from coprod.vision.models import StatementVersion


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history."""

    became: Status
    on: date
    why: str
    by: str | None
    hat: HatKind | None


@dataclass(frozen=True, slots=True)
class JobHeld:
    """Somebody's job in an issue."""

    id: int
    job: Job
    person_id: int
    name: str


@dataclass(slots=True)
class IssuePage:
    """One issue as its page shows it. A held-back author is nowhere in here."""

    id: int
    area_id: int
    place_id: int | None
    kind: IssueKind
    lane: Lane
    status: Status
    title: str
    words: str
    said_as: SaidAs
    author_id: int | None
    author: str | None
    author_hat: HatKind | None
    helper: str | None
    name_held: bool
    symbol: str
    raised_on: date
    moved_at: datetime
    published: bool
    joined_to_id: int | None
    shown_people: int
    shown_families: int
    shown_staff: int
    places: list[tuple[int, str]] = field(default_factory=list)
    statements: list[tuple[int, str, str, bool]] = field(default_factory=list)
    history: list[Step] = field(default_factory=list)
    doers: list[JobHeld] = field(default_factory=list)
    photos: list[tuple[int, str, int, int]] = field(default_factory=list)
    me_too: bool = False
    is_mine: bool = False  # also when the name is held back: then only they see it so
    follows: bool = False
    others: list[Any] = field(default_factory=list)  # rows of `parts.OF_OTHERS`

    @property
    def label(self) -> str:
        return str(STATUS[self.status])

    @property
    def tag(self) -> str:
        return TAG[self.status]

    @property
    def picture(self) -> str:
        return self.symbol or KIND_SYMBOL[self.kind]

    @property
    def silent(self) -> bool:
        waits = self.status in WAITING and self.kind is not IssueKind.THANKS
        return waits and not self.answered

    @property
    def answered(self) -> bool:
        """Whether somebody answered who has to."""
        return any(row.part == ANSWER and row.m for row in self.others)

    @property
    def answered_by_others(self) -> bool:
        """Whether all who answered are people who need not."""
        return not self.answered and any(row.part == ANSWER for row in self.others)

    @property
    def takes_me_too(self) -> bool:
        return self.lane in TAKES_ME_TOO and self.status not in {Status.MERGED, Status.RESOLVED}

    @property
    def needs_doers(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def unwritten(self) -> bool:
        return unwritten(self.words)

    @property
    def standing(self) -> Standing:
        return Standing(
            places=[place_id for place_id, _ in self.places],
            doers=[(doer.job, doer.person_id) for doer in self.doers],
        )

    def who(self, job: Job) -> list[JobHeld]:
        return [doer for doer in self.doers if doer.job == job]


def issue_page(session: Session, viewer: Viewer, issue_id: int) -> IssuePage:
    """One issue's page. Raises NotFound when the viewer may not know of it."""
    values = {"issue_id": issue_id, "viewer_id": viewer.id, "area_ids": sorted(viewer.areas)}
    rows = session.execute(_statement(public=not viewer.areas), values).all()
    if not rows:
        raise NotFound("There is nothing here. It may have been taken back.")
    page = IssuePage(*rows[0][: len(_ISSUE)])
    page.is_mine = bool(viewer) and page.author_id == viewer.id
    if not (sees := names.sees_names(viewer, page.area_id)):
        page.helper = None
    for row in sorted(rows, key=lambda row: row.part_id or 0):
        if row.part == "sealed":
            page.is_mine = held.wrote(session, viewer.id, row.one)
        elif row.part in _OWN_PARTS:
            _add(page, row, sees)
        elif row.part:
            page.others.append(row)
    return page


_OWN_PARTS = frozenset({"place", "statement", "step", "doer", "photo", "me_too", "follow"})


def _add(page: IssuePage, row: Any, sees: bool) -> None:
    hat = HatKind(row.three) if row.part in {"step", "doer"} and row.three else None
    match row.part:
        case "place":
            page.places.append((row.part_id, row.one))
        case "statement":
            page.statements.append((row.n, row.one, row.two, bool(row.m)))
        case "step":
            by = row.four and names.shown(sees, row.four, hat)
            page.history.append(Step(Status(row.two), row.day, row.one, by, hat if sees else None))
        case "doer":
            who = names.shown(sees, row.one, hat)
            page.doers.append(JobHeld(row.part_id, Job(row.two), row.n, who))
        case "photo":
            page.photos.append((row.part_id, row.two, row.n, row.m))
        case "me_too":
            page.me_too = True
        case "follow":
            page.follows = True


_helper = aliased(Person)
_ISSUE = (
    Issue.id,
    Issue.area_id,
    Issue.place_id,
    Issue.kind,
    Issue.lane,
    Issue.status,
    Issue.title,
    Issue.words,
    Issue.said_as,
    Issue.author_id,
    case((Issue.name_held.is_(False), Person.name)).label("author"),
    Issue.author_hat,
    case((Issue.name_held.is_(False), _helper.name)).label("helper"),
    Issue.name_held,
    Issue.symbol,
    Issue.raised_on,
    Issue.moved_at,
    Issue.published,
    Issue.joined_to_id,
    Issue.shown_people,
    Issue.shown_families,
    Issue.shown_staff,
)
_VIEWER = bindparam("viewer_id", type_=Issue.id.type)


def _parts() -> Sequence[Select[Any]]:
    return (
        part("place", part_id=Place.id, one=Place.name)
        .join_from(IssuePlace, Place, Place.id == IssuePlace.place_id)
        .where(IssuePlace.issue_id == ISSUE_ID),
        part(
            "statement",
            part_id=IssueStatement.id,
            one=StatementVersion.short,
            two=StatementVersion.symbol,
            n=IssueStatement.statement_id,
            m=case((IssueStatement.looks_like, 1), else_=0),
        )
        .join_from(
            IssueStatement,
            StatementVersion,
            and_(
                StatementVersion.statement_id == IssueStatement.statement_id,
                StatementVersion.number == IssueStatement.version,
            ),
        )
        .where(IssueStatement.issue_id == ISSUE_ID),
        part(
            "step",
            part_id=StatusChange.id,
            one=StatusChange.why,
            two=StatusChange.became,
            three=StatusChange.by_hat,
            four=Person.name,
            day=StatusChange.on,
        )
        .join_from(StatusChange, Person, Person.id == StatusChange.by_id, isouter=True)
        .where(StatusChange.issue_id == ISSUE_ID),
        part(
            "doer",
            part_id=Doer.id,
            one=Person.name,
            two=Doer.job,
            three=names.hat_of(Doer.person_id, Issue.area_id, Issue.place_id),
            n=Doer.person_id,
        )
        .join_from(Doer, Person, Person.id == Doer.person_id)
        .join(Issue, Issue.id == Doer.issue_id)
        .where(Doer.issue_id == ISSUE_ID),
        part(
            "photo",
            part_id=Photo.id,
            two=Photo.shows,
            n=Photo.width,
            m=Photo.height,
        ).where(Photo.issue_id == ISSUE_ID),
    )


def _yours() -> Sequence[Select[Any]]:
    return (
        part("sealed", part_id=HeldBack.id, one=HeldBack.mark).where(HeldBack.issue_id == ISSUE_ID),
        part("me_too", part_id=Support.id).where(
            Support.issue_id == ISSUE_ID, Support.person_id == _VIEWER
        ),
        part("follow", part_id=Follow.id).where(
            Follow.issue_id == ISSUE_ID, Follow.person_id == _VIEWER
        ),
    )


def _page(parts: Sequence[Select[Any]], in_my_areas: Any) -> Select[Any]:
    beside = union_all(*parts).subquery()
    return (
        select(*_ISSUE, *beside.c)
        .outerjoin(Person, Person.id == Issue.author_id)
        .outerjoin(_helper, _helper.id == Issue.helper_id)
        .outerjoin(beside, true())
        .where(
            Issue.id == ISSUE_ID,
            Issue.taken_back_on.is_(None),
            or_(Issue.published, in_my_areas),
        )
    )


_AREAS = bindparam("area_ids", expanding=True, type_=Issue.area_id.type)


@cache
def _statement(*, public: bool) -> Select[Any]:
    """Built on first use, when every noun has added its parts."""
    if public:
        return _page((*_parts(), *OF_OTHERS), false())
    return _page((*_parts(), *_yours(), *OF_OTHERS), Issue.area_id.in_(_AREAS))
