"""What people add to their words, photos and recordings, kept and found by the same rules.

Files have random names, in a folder that no web server shows. A name may be held back later, so
neither a row nor a file ever knows more than the day.
"""

import os
import secrets
from pathlib import Path
from typing import IO, Generic, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from coprod.db import midnight
from coprod.errors import Invalid, NotFound, TooLarge
from coprod.files import remove_with_commit
from coprod.issues import held
from coprod.issues.models import Issue, Photo, Sound
from coprod.issues.queries import seen_by
from coprod.people.viewer import Viewer

MOST_BYTES = 10 * 1024 * 1024
QUOTA = 200 * 1024 * 1024  # bytes for each person, of photos and recordings together
FULL = "Your photos and recordings fill all the room you have. Take an old one back first."

Kept = TypeVar("Kept", Photo, Sound)


def read(sent: IO[bytes], too_big: str) -> bytes:
    """What was sent. Raises TooLarge, saying `too_big`, over `MOST_BYTES`."""
    raw = sent.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TooLarge(too_big)
    return raw


class Shelf(Generic[Kept]):
    """The things of one kind: `photo` or `voice`, as the forms call it."""

    def __init__(self, kind: type[Kept], field: str, missing: str) -> None:
        self.kind: type[Kept] = kind
        self.field, self.missing = field, missing

    def put(
        self, session: Session, viewer: Viewer, folder: Path, thing: Kept, file: tuple[str, bytes]
    ) -> Kept:
        """Keep a thing for what this person is about to say; `file` is its ending and its bytes.

        Raises Invalid when there is no room.
        """
        ending, made = file
        if _taken(session, viewer) + len(made) > QUOTA:
            raise Invalid({self.field: FULL})
        thing.owner_id, thing.size, thing.at = viewer.id, len(made), midnight()
        thing.name = f"{secrets.token_hex(16)}.{ending}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / thing.name).write_bytes(made)
        os.utime(folder / thing.name, (thing.at.timestamp(), thing.at.timestamp()))
        session.add(thing)
        session.flush()
        return thing

    def drop(self, session: Session, viewer: Viewer, folder: Path, thing_id: int) -> None:
        """Remove a thing of one's own, wherever it is."""
        thing = session.get(self.kind, thing_id)
        if thing is None:
            return
        unnamed = bool(thing.issue_id) and held.is_mine(session, viewer, thing.issue_id or 0)
        if thing.owner_id == viewer.id or unnamed:
            let_go(session, folder, thing)

    def unsent(self, session: Session, viewer: Viewer, thing_id: int | None) -> Kept | None:
        """A thing of one's own that is on nothing yet."""
        thing = session.get(self.kind, thing_id) if thing_id else None
        mine = thing and thing.owner_id == viewer.id and thing.issue_id is None
        return thing if mine else None

    def one(self, session: Session, viewer: Viewer, thing_id: int) -> Kept:
        """A thing the viewer may see: with its issue, or their own. Raises NotFound."""
        there = [self.kind.hidden_on.is_(None)] if issubclass(self.kind, Photo) else []
        of_it = Issue.id == self.kind.issue_id
        seen = select(Issue.id).where(of_it, seen_by(viewer), *there).exists()
        may = or_(seen, self.kind.owner_id == viewer.id) if viewer else seen
        thing = session.scalar(select(self.kind).where(self.kind.id == thing_id, may))
        if thing is None:
            thing = session.get(self.kind, thing_id)  # of something I said unnamed and took back
            issue_id = thing.issue_id if thing else None
            if issue_id is None or not held.is_mine(session, viewer, issue_id):
                raise NotFound(self.missing)
        assert thing is not None  # noqa: S101  found, one way or the other
        return thing

    def shown(self, session: Session, viewer: Viewer, thing_id: int | None) -> Kept | None:
        """The thing, or nothing where there is none that the viewer may see."""
        try:
            return self.one(session, viewer, thing_id) if thing_id else None
        except NotFound:
            return None

    def put_on(
        self, session: Session, viewer: Viewer, issue: Issue, thing_id: int | None, name_held: bool
    ) -> Kept | None:
        """Put a thing of one's own on an issue of one's own. Nobody owns it if it is unnamed."""
        thing = session.get(self.kind, thing_id) if thing_id else None
        if thing is None or (thing.issue_id or issue.id) != issue.id:
            return None
        if thing.issue_id is None and thing.owner_id != viewer.id:
            return None
        thing.issue_id = issue.id
        thing.owner_id = None if name_held else viewer.id
        thing.at = midnight(thing.at)
        return thing


def let_go(session: Session, folder: Path, thing: Photo | Sound) -> None:
    """Remove a photo or a recording. Its file goes with the commit: a rollback keeps both."""
    session.delete(thing)
    session.flush()
    remove_with_commit(session, folder / thing.name)


def _taken(session: Session, viewer: Viewer) -> int:
    unnamed = held.issues_of(session, viewer.id)
    sizes = [
        select(func.coalesce(func.sum(kind.size), 0)).where(
            or_(kind.owner_id == viewer.id, kind.issue_id.in_(unnamed))
        )
        for kind in (Photo, Sound)
    ]
    return sum(session.scalar(size) or 0 for size in sizes)
