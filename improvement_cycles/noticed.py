"""What people see while a go is tried: written down at once, in words, a photo or by voice.

It is never changed. What is wrong is taken away, by whoever wrote it or by the advocate: it leaves
every page, and its photo and its recording are deleted.
"""

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.issues.models import Photo, Sound
from coprod.issues.shelf import Kept, let_go
from coprod.people.viewer import Viewer
from improvement_cycles import policy
from improvement_cycles.doing_models import STANDS, Noticed, NoticedOff, NoticedWords, is_of
from improvement_cycles.found import Go
from improvement_cycles.words import GoState

WHEN = frozenset({GoState.DOING, GoState.STUDYING})
NOT_NOW = "Nobody tries this now. Write down what you see while it is tried."
NOTHING = "Write something, or add a photo or your voice."
WRITTEN = "Somebody has written this down already. Please read it first."
MOST = 200  # of what was seen in one go
FULL = f"{MOST} things are written down here. Take one away first."
GONE = "That is not here any more."


def require(viewer: Viewer, go: Go) -> None:
    """Raise NotAllowed or Conflict unless the viewer can write down what they see now."""
    policy.may_notice.require(viewer, go.project, go.team)
    if go.cycle.state not in WHEN:
        raise Conflict(NOT_NOW)


def keep(
    session: Session, viewer: Viewer, go: Go, words: str, photo: Photo | None, sound: Sound | None
) -> Noticed:
    """Keep what somebody saw, with the day. Raises Invalid if there is nothing in it."""
    require(viewer, go)
    if not (words or photo or sound):
        raise Invalid({"words": NOTHING})
    there = select(func.count(Noticed.id)).where(Noticed.cycle_id == go.cycle.id, STANDS)
    if (session.scalar(there) or 0) >= MOST:
        raise Invalid({"words": FULL})
    row = Noticed(
        cycle_id=go.cycle.id,
        by_id=viewer.id,
        on=today(),
        words=words,
        photo_id=photo.id if photo else None,
        sound_id=sound.id if sound else None,
    )
    session.add(row)
    session.flush()
    return row


def one(session: Session, viewer: Viewer, go: Go, noticed_id: int) -> Noticed:
    """Something that was seen in a go and stands, for those who may see it. Raises NotFound."""
    wanted = select(Noticed).where(
        Noticed.id == noticed_id, Noticed.cycle_id == go.cycle.id, STANDS
    )
    row = session.scalar(wanted)
    if row is None or not policy.may_see_noticed(viewer, go.project, go.team):
        raise NotFound(GONE)
    return row


def file_of(session: Session, row: Noticed, kind: type[Kept]) -> Kept | None:
    """The photo, or the recording, of something that was seen."""
    wanted = select(kind).join(Noticed, is_of(kind)).where(Noticed.id == row.id)
    return session.scalar(wanted)


def write_down(session: Session, viewer: Viewer, go: Go, row: Noticed, words: str) -> None:
    """Write down what a recording says, once, for those who cannot hear it.

    Raises NotAllowed, Conflict where there is nothing to write down, and Invalid where somebody
    was there first: their words stand.
    """
    may_write_down(viewer, go, row)
    about = {"noticed_id": row.id, "by_id": viewer.id, "on": today()}
    if not insert_new(session, NoticedWords, **about, words=words):
        raise Invalid({"words": WRITTEN})


def may_write_down(viewer: Viewer, go: Go, row: Noticed) -> None:
    """Raise NotAllowed or Conflict unless the viewer can write down what a recording says."""
    policy.may_notice.require(viewer, go.project, go.team)
    if row.words or not row.sound_id:
        raise Conflict("There is nothing to write down here.")


def take_away(session: Session, viewer: Viewer, go: Go, row: Noticed, folder: Path) -> None:
    """Take it off every page, and delete its photo and its recording."""
    policy.may_take_away.require(viewer, go.project, go.team, row.by_id)
    insert_new(session, NoticedOff, noticed_id=row.id, by_id=viewer.id, on=today())
    for thing in (file_of(session, row, Photo), file_of(session, row, Sound)):
        if thing is not None:
            let_go(session, folder, thing)
    session.flush()
