"""Finding talks: those of a board, the newest anywhere, one, and by their words.

Every statement starts from what the viewer may read. A talk of which nothing is shown yet is its
author's and the moderators' alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import (
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    null,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from coprod.db import now
from coprod.errors import NotFound
from coprod.people.hats import HatKind
from coprod.people.models import Mute, Person, Place
from coprod.people.muting import asks_for, unless_muted
from coprod.people.names import areas_of, name_in
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.text import shorten
from coprod.vision.models import Statement, StatementVersion
from forums.boards import policy
from forums.boards.board import AREA_WIDE, Board
from forums.models import Post, TalkRead, Thread, ThreadStatement
from forums.words import BoardKind, PostState

PAGE = 25
KIND = "thread"
GONE = "There is no such talk here. It may have been taken back."
LOCKED = "This talk is closed. You can begin a new one."


@dataclass(frozen=True, slots=True)
class Line:
    """One talk in a list, with how its newest message begins."""

    id: int
    title: str
    area_id: int
    kind: BoardKind
    place_id: int | None
    place: str | None
    last_post_id: int
    pinned_on: date | None
    locked_on: date | None
    words: str
    author: str | None
    author_hat: HatKind | None
    alias: str
    said_on: date
    muted: bool  # the viewer does not want to see what its author writes
    read_to: int | None  # the newest message that the viewer had on a page

    @property
    def board(self) -> Board:
        return Board(self.area_id, self.kind, self.place_id, self.place or "")

    @property
    def begins(self) -> str:
        """How the newest message begins, unless the viewer muted its author."""
        return "" if self.muted else shorten(self.words)

    @property
    def is_new(self) -> bool:
        """Whether there is something in it that the viewer has not had on a page."""
        return self.last_post_id > (self.read_to or 0)


VIEWER = bindparam("viewer", type_=Mute.person_id.type)
# What is unnamed has no author: to mute somebody never tells what they said unnamed.
IS_MUTED = exists().where(
    Mute.person_id == VIEWER,
    Mute.muted_id == Post.author_id,
    Post.as_moderator.is_(False),  # what is said to look after the talk is heard by everybody
)
_first = aliased(Post)
_BEGAN = and_(_first.id == Thread.first_post_id, _first.subject_key == Thread.id)
_HEARD = case((_first.as_moderator, null()), else_=_first.author_id)
_READS_FIRST = and_(
    _first.taken_back_on.is_(None),
    or_(
        _first.state == PostState.SHOWN,
        and_(_first.author_id == VIEWER, _first.state != PostState.TAKEN_DOWN),
    ),
)


def _of_first(*columns: Any) -> Select[Any]:
    """Of the message that a talk began with, as far as the viewer can read it."""
    return select(*columns).where(_BEGAN, _READS_FIRST).correlate(Thread)


UNCALLED = _("A talk")
TITLE = func.coalesce(
    _of_first(unless_muted(_HEARD, Thread.title)).scalar_subquery(),
    bindparam("uncalled", type_=String(), callable_=lambda: str(UNCALLED)),
)
"""What a talk is called, for who can read what it began with and did not mute who said that.

Its title may be made of those words, or says what they are about. It goes where they go.
"""
IS_CALLED = _of_first(_first.id).exists()
"""Whether its title shows, if only folded: nothing is found by what does not."""
_READ = and_(
    TalkRead.person_id == bindparam("viewer"),
    TalkRead.subject_kind == KIND,
    TalkRead.subject_key == Thread.id,
)
_LINES = (
    select(
        Thread.id,
        TITLE,
        Thread.area_id,
        Thread.board,
        Thread.place_id,
        Place.name,
        Thread.last_post_id,
        Thread.pinned_on,
        Thread.locked_on,
        Post.words,
        name_in(Thread.area_id).label("author"),
        Post.author_hat,
        Post.alias,
        Post.posted_on,
        IS_MUTED,
        TalkRead.post_id,
    )
    .join(Post, Post.id == Thread.last_post_id)
    .outerjoin(Person, Person.id == Post.author_id)
    .outerjoin(Place, Place.id == Thread.place_id)
    .outerjoin(TalkRead, _READ)
    .where(policy.READABLE, Thread.last_post_id < bindparam("before"))
    .order_by(Thread.last_post_id.desc())
    .limit(bindparam("most"))
)
_IN_AREA = _LINES.where(Thread.area_id == bindparam("area"))
_ON_BOARD = _IN_AREA.where(Thread.board == bindparam("board", type_=Thread.board.type))
_WIDE = _ON_BOARD.where(Thread.place_id.is_(None))
_AT_PLACE = _ON_BOARD.where(Thread.place_id == bindparam("place"))
NEWEST = 2**62


def _found(session: Session, viewer: Viewer, wanted: Any, **values: Any) -> list[Line]:
    values = {"before": NEWEST, "areas": areas_of(viewer)} | values | asked_of(viewer)
    return [Line(*row) for row in session.execute(wanted, values)]


def asked_of(viewer: Viewer) -> dict[str, Any]:
    """What every statement about talks wants to know of the viewer."""
    return {"viewer": viewer.id} | policy.reads(viewer) | asks_for(viewer)


def newest(session: Session, viewer: Viewer, area_id: int, most: int) -> list[Line]:
    """The talks of an area, on any board, in which something was said last."""
    return _found(session, viewer, _IN_AREA, area=area_id, most=most)


def on_board(
    session: Session, viewer: Viewer, board: Board, before: int | None = None
) -> tuple[list[Line], int | None]:
    """A page of the talks of a board, newest word first, and where the next page starts.

    Pinned ones are on the first page, above the others, and on no other.
    """
    here = _AT_PLACE if board.place_id else _WIDE
    values = {"area": board.area_id, "board": board.kind}
    values |= {"place": board.place_id} if board.place_id else {}
    first = []
    if before is None:
        pinned = here.where(Thread.pinned_on.is_not(None))
        first = _found(session, viewer, pinned, most=PAGE, **values)
    rest = here.where(Thread.pinned_on.is_(None))
    rows = _found(session, viewer, rest, most=PAGE + 1, before=before or NEWEST, **values)
    older = rows[PAGE - 1].last_post_id if len(rows) > PAGE else None
    return [*first, *rows[:PAGE]], older


def boards(viewer: Viewer, area_id: int, places: Sequence[Any]) -> list[Board]:
    """The boards that the viewer may read in an area; `places` are rows of its places."""
    wide = [Board(area_id, kind) for kind in AREA_WIDE]
    own = [Board(area_id, BoardKind.PLACE, one.id, one.name, one.picture) for one in places]
    return [board for board in (*wide, *own) if policy.may_read(viewer, board)]


def a_board(
    session: Session, viewer: Viewer, area_id: int, kind: str = "", place_id: int = 0
) -> Board:
    """A board the viewer may read. Raises NotFound: a refusal would say that it exists."""
    if kind:
        board = Board(area_id, BoardKind(kind))
    else:
        place = session.get(Place, place_id)
        if place is None:
            raise NotFound("There is no such board.")
        board = Board(place.area_id, BoardKind.PLACE, place.id, place.name, place.picture)
    if not policy.may_read(viewer, board):
        raise NotFound("There is no such board.")
    return board


_ONE = select(Thread, TITLE.label("title")).where(
    Thread.id == bindparam("thread"),
    policy.READABLE,
    or_(
        Thread.last_post_id > 0,
        exists().where(
            Post.subject_kind == KIND,
            Post.subject_key == Thread.id,
            Post.author_id == bindparam("viewer"),
        ),
        Thread.area_id.in_(bindparam("board_after", expanding=True, type_=Thread.id.type)),
    ),
)


def one(session: Session, viewer: Viewer, thread_id: int) -> Thread:
    """One talk. Raises NotFound."""
    thread: Thread = _one(session, viewer, thread_id).Thread
    return thread


def _one(session: Session, viewer: Viewer, thread_id: int) -> Row[Thread, str]:
    found = session.execute(_ONE, {"thread": thread_id} | asked_of(viewer)).one_or_none()
    if found is None:
        raise NotFound(GONE)
    return found


def as_board(session: Session, thread: Thread) -> Board:
    """The board a talk is on."""
    place = session.get(Place, thread.place_id) if thread.place_id else None
    name, picture = (place.name, place.picture) if place else ("", "")
    return Board(thread.area_id, thread.board, thread.place_id, name, picture)


def subject(session: Session, viewer: Viewer, key: int) -> Subject:
    """A talk as something to say something in. Raises NotFound."""
    thread, title = _one(session, viewer, key)
    board = Board(thread.area_id, thread.board, thread.place_id)
    refuses = "" if policy.may_write(viewer, board) else policy.may_write.says
    if thread.locked_on and not viewer.looks_after_talk(thread.area_id, thread.place_id):
        refuses = LOCKED
    return Subject(
        *(KIND, thread.id, title, thread.area_id, thread.place_id),
        published=thread.published and board.kind is BoardKind.EVERYONE,
        readers="" if board.kind is BoardKind.EVERYONE else board.who_reads,
        refuses=refuses,
        slow=is_slow(thread.slow_until),
    )


def is_slow(until: datetime | None) -> bool:
    """Whether somebody reads first what is said there now."""
    return until is not None and until > now()


def statements(session: Session, thread_id: int) -> list[Any]:
    """What a talk is about: rows of id, version and short words."""
    version = and_(
        StatementVersion.statement_id == ThreadStatement.statement_id,
        StatementVersion.number == ThreadStatement.version,
    )
    return list(
        session.execute(
            select(Statement.id, StatementVersion.number, StatementVersion.short)
            .join(ThreadStatement, ThreadStatement.statement_id == Statement.id)
            .join(StatementVersion, version)
            .where(ThreadStatement.thread_id == thread_id)
            .order_by(Statement.id)
        )
    )
