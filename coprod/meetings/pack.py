"""What the meeting pack and the big screen show of a place, bounded, and only what may be read.

Nothing here knows of a second place: a pack is about one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, exists, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.issues.labels import KIND_SYMBOL
from coprod.issues.models import Issue, IssuePlace
from coprod.issues.queries import WAITING, seen_by
from coprod.issues.said import unwritten
from coprod.issues.words import IssueKind, Status
from coprod.meetings import queries
from coprod.meetings.queries import AtPlace
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.promises import queries as promises
from coprod.promises.queries import Promised

ON_PAPER = 4  # things on a page of the pack, in print that is big
PROMISES = 3  # on the page that has room to write, too
ON_SCREEN = 12  # things that the big screen shows, one after the other
_LETTERS = 180  # of somebody's words on paper
_A_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was said: the words, and who said it if the name is shown."""

    id: int
    title: str
    words: str
    picture: str
    who: str  # empty where the name is held back
    on: date
    unwritten: bool  # a voice that nobody has written down yet

    @property
    def short(self) -> str:
        """The words as far as paper has room: cut at a word."""
        if len(self.words) <= _LETTERS:
            return self.words
        return self.words[: _LETTERS - 1].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class Spot:
    """What panels of a meeting are about.

    On the big screen it has the meeting that goes on, and `at`: which one, as they come one by one.
    """

    place_id: int
    area_id: int
    meeting_id: int | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Some:
    """The first of a list, and whether the site has more."""

    rows: list[Any]
    more: bool

    @classmethod
    def of(cls, rows: list[Any], most: int) -> "Some":
        return cls(rows[:most], len(rows) > most)


def since(session: Session, at: AtPlace) -> date:
    """From when on things are new: the day of the last meeting, else a month ago."""
    return queries.last_ended(session, at.place_id) or today() - _A_MONTH


def new_things(session: Session, viewer: Viewer, at: AtPlace, on: date, most: int) -> Some:
    """What people said here since a day, the newest first."""
    newest = Issue.raised_on.desc(), Issue.id.desc()
    fresh = (Issue.raised_on >= on, Issue.status != Status.MERGED)
    return _things(session, viewer, at, fresh, newest, most)


def waiting(session: Session, viewer: Viewer, at: AtPlace, most: int) -> Some:
    """What waits for an answer here, the longest first."""
    asks = (Issue.status.in_(WAITING), Issue.kind != IssueKind.THANKS)
    return _things(session, viewer, at, asks, (Issue.raised_on, Issue.id), most)


def unmet(session: Session, viewer: Viewer, at: AtPlace, most: int) -> Some:
    """Promises of this place that are not kept yet, the oldest first."""
    found: list[Promised] = promises.unmet_at(session, viewer, at.place_id, most + 1)
    return Some.of(found, most)


def _things(
    session: Session,
    viewer: Viewer,
    at: AtPlace,
    which: tuple[ColumnElement[bool], ...],
    order: tuple[Any, ...],
    most: int,
) -> Some:
    here = exists().where(IssuePlace.issue_id == Issue.id, IssuePlace.place_id == at.place_id)
    found = (
        select(
            Issue.id,
            Issue.title,
            Issue.words,
            Issue.symbol,
            Issue.kind,
            case((Issue.name_held.is_(False), Person.name)).label("who"),
            Issue.raised_on,
        )
        .outerjoin(Person, Person.id == Issue.author_id)
        .where(here, seen_by(viewer), *which)
        .order_by(*order)
        .limit(most + 1)
    )
    return Some.of([_thing(row) for row in session.execute(found)], most)


def _thing(row: Any) -> Thing:
    return Thing(
        id=row.id,
        title=row.title,
        words=row.words,
        picture=row.symbol or KIND_SYMBOL[row.kind],
        who=row.who or "",
        on=row.raised_on,
        unwritten=unwritten(row.words),
    )
