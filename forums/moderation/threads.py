"""Slowing, locking, pinning and moving a whole thread."""

from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from coprod.db import now, today
from coprod.errors import Conflict, Invalid
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.written import Written
from forums.models import Post, Thread
from forums.moderation.doing import Did, Held, hold, write_down
from forums.moderation.models import Act
from forums.words import ActKind, BoardKind

SLOW_DAYS = (1, 3, 7)


def slow(session: Session, viewer: Viewer, about: Written, days: int) -> Act:
    """A person reads first what is said here, for some days. It ends by itself."""
    thread, held = _of(session, viewer, about)
    if days not in SLOW_DAYS:
        raise Invalid({"days": "Choose for how long."})
    if thread.slow_until and thread.slow_until > now():
        raise Conflict("This talk is slow already.")
    thread.slow_until = now() + timedelta(days=days)
    did = Did(what=ActKind.SLOW, until=thread.slow_until, settles=False)
    return write_down(session, viewer, held, did)


def lock(session: Session, viewer: Viewer, about: Written, note: str) -> Act:
    """Nobody can say more here. All of it can still be read."""
    thread, held = _of(session, viewer, about)
    if thread.locked_on:
        raise Conflict("This talk is closed already.")
    thread.locked_on = today()
    return write_down(session, viewer, held, Did(what=ActKind.LOCK, note=note, settles=False))


def closed_by(session: Session, thread_id: int) -> Act | None:
    """What closed a talk that is closed now."""
    undone = aliased(Act)
    found = select(Act).where(
        Act.kind == "thread",
        Act.key == thread_id,
        Act.what == ActKind.LOCK,
        ~select(undone.id).where(undone.undoes_id == Act.id).exists(),
    )
    return session.scalar(found.order_by(Act.id.desc()).limit(1))


def pin(session: Session, viewer: Viewer, about: Written) -> Act:
    """It comes first on its board."""
    thread, held = _of(session, viewer, about)
    if thread.pinned_on:
        raise Conflict("This talk comes first already.")
    thread.pinned_on = today()
    return write_down(session, viewer, held, Did(what=ActKind.PIN, settles=False))


def move(
    session: Session, viewer: Viewer, about: Written, board: BoardKind, place_id: int | None
) -> Act:
    """To the board where it belongs, with all that was said. Raises Invalid for no such place.

    It is open to all no more: who writes on another board is told who reads there.
    """
    thread, held = _of(session, viewer, about)
    place_id = place_id if board is BoardKind.PLACE else None
    place = session.get(Place, place_id) if place_id else None
    if board is BoardKind.PLACE and (place is None or place.area_id != thread.area_id):
        raise Invalid({"place": "Choose a place."})
    if (thread.board, thread.place_id) == (board, place_id):
        raise Conflict("This talk is on that board already.")
    was = f"{thread.board.value}-{thread.place_id or 0}"
    if thread.published:
        was += f"-{_newest(session, thread)}"
    put_on(session, thread, board, place_id)
    return write_down(session, viewer, held, Did(what=ActKind.MOVE, was=was, settles=False))


def put_on(session: Session, thread: Thread, board: BoardKind, place_id: int | None) -> None:
    """Put a thread and what was said in it on a board, for those who read that one alone."""
    thread.board, thread.place_id, thread.published = board, place_id, False
    of_it = Post.subject_kind == "thread", Post.subject_key == thread.id
    session.execute(update(Post).where(*of_it).values(place_id=place_id))
    session.flush()


def put_as_before(session: Session, thread: Thread, was: str) -> None:
    """Put a thread where it `was`: a board, a place and, if it was open to all, its newest message.

    It is open to all again unless somebody wrote in it meanwhile: they wrote for fewer people.
    """
    board, place, *newest = was.split("-")
    put_on(session, thread, BoardKind(board), int(place) or None)
    thread.published = newest == [str(_newest(session, thread))]
    session.flush()


def _newest(session: Session, thread: Thread) -> int:
    of_it = Post.subject_kind == "thread", Post.subject_key == thread.id
    return session.scalar(select(func.max(Post.id)).where(*of_it)) or 0


def _of(session: Session, viewer: Viewer, about: Written) -> tuple[Thread, Held]:
    held = hold(session, viewer, about)
    if about.kind != "thread":
        raise Conflict("This can be done with a whole talk only.")
    return session.get_one(Thread, about.key, with_for_update=True), held
