"""Finding what people are worried about: for its contacts, or for the one who told it.

What it is about is sealed, so who may read a thing is asked after it is unsealed. There are few.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.concerns import readers, words
from coprod.concerns.models import Concern, ConcernStep, ConcernWords, Happened
from coprod.concerns.policy import Reader
from coprod.concerns.words import About, Said, State, Step, Told
from coprod.errors import NotFound
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.seal import NotOurs, mark, token_hash

NOTHING = "There is nothing here. It may have moved, or been taken back."
"""As for an address that is not there: in the very words of that page."""
NO_CODE = "We found nothing for this code. Please look at each letter again."
_BLOCK = 20  # marks of one person asked for at once
_UNREAD = (
    select(func.coalesce(func.max(ConcernStep.up_to), 0))
    .where(ConcernStep.concern_id == ConcernWords.concern_id)
    .scalar_subquery()
)
WAITING = select(ConcernWords).where(ConcernWords.by_teller, ConcernWords.id > _UNREAD)
"""Words of tellers that nobody has read."""


@dataclass(frozen=True, slots=True)
class File:
    """All of one concern, for whoever may read it."""

    id: int
    area_id: int
    at: datetime
    about: About
    told: Told
    said: tuple[Said, ...]
    steps: tuple[Step, ...]

    @property
    def unread(self) -> list[Said]:
        """Words of the teller that nobody has read yet."""
        up_to = max((one.up_to for one in self.steps), default=0)
        return [one for one in self.said if one.by_teller and one.id > up_to]

    @property
    def waits_since(self) -> datetime | None:
        return min((one.at for one in self.unread), default=None)

    @property
    def righted(self) -> set[int]:
        """Steps that a later one says were written down wrong."""
        return {one.rights_id for one in self.steps if one.rights_id}

    @property
    def state(self) -> State:
        """How far it got. Reading what was added after it was closed opens it again."""
        state: State = None
        for one in self.steps:
            if one.id in self.righted or one.happened is Happened.RIGHTED:
                continue
            if one.happened is not Happened.READ or state in {None, Happened.CLOSED}:
                state = one.happened
        return state or (Happened.READ if self.steps else None)


def mine_in(session: Session, viewer: Viewer) -> list[Reader]:
    """The viewer as a contact, once for each of their areas. Asks nothing for anybody else."""
    areas = {hat.area_id for hat in viewer.hats if hat.kind is HatKind.SAFEGUARDING}
    if not areas:
        return []
    return [one for one in readers.of_areas(session, areas) if one.person_id == viewer.id]


def require_contact(session: Session, viewer: Viewer) -> list[Reader]:
    """The same. Raises NotFound, which nobody can tell from an address that is not there."""
    found = mine_in(session, viewer)
    if not found:
        raise NotFound(NOTHING)
    return found


def for_reading(session: Session, viewer: Viewer) -> list[File]:
    """What this contact may read: what waits first, the longest first; then the rest, newest first.

    Raises NotFound.
    """
    mine = require_contact(session, viewer)
    areas = {one.area_id for one in mine}
    rows = session.scalars(select(Concern).where(Concern.area_id.in_(areas)).order_by(Concern.id))
    found = _readable(session, mine, _files(session, rows.all()))
    waits = [one for one in found if one.waits_since]
    waits.sort(key=lambda one: one.waits_since or one.at)
    return waits + [one for one in reversed(found) if not one.waits_since]


def one(session: Session, viewer: Viewer, concern_id: int) -> File:
    """One of them. Raises NotFound."""
    mine = require_contact(session, viewer)
    row = session.get(Concern, concern_id)
    found = _readable(session, mine, _files(session, [row] if row else []))
    if not found:
        raise NotFound(NOTHING)
    return found[0]


def by_code(session: Session, code: str) -> File:
    """What somebody told, by the code they were given. Raises NotFound."""
    row = session.scalar(select(Concern).where(Concern.code_hash == token_hash(code)))
    found = _files(session, [row] if row else [])
    if not found:
        raise NotFound(NO_CODE)
    return found[0]


def told_by(session: Session, viewer: Viewer) -> list[File]:
    """What the viewer told while signed in, newest first: for their eyes only."""
    return _files(session, list(reversed(_own(session, viewer.id)))) if viewer else []


def told_anything(session: Session, viewer: Viewer) -> bool:
    first = [_mark(session, viewer.id, number) for number in range(_BLOCK)]
    found = select(Concern.id).where(Concern.mark.in_(first)).limit(1)
    return bool(viewer) and session.scalar(found) is not None


def next_mark(session: Session, person_id: int) -> str:
    """The mark of the next thing that somebody tells: only the key says whose it is."""
    return _mark(session, person_id, len(_own(session, person_id)))


def names(session: Session, files: Iterable[File]) -> dict[int, str]:
    """The names of everybody in these, by id: also of the contact that one is about."""
    rows = list(files)
    ids = {one.told.by_id for one in rows} | {step.by_id for one in rows for step in one.steps}
    ids |= {said.by_id for one in rows for said in one.said}
    ids |= {one.about.person_id for one in rows}
    found = select(Person.id, Person.name).where(Person.id.in_(ids - {0}))
    return {row.id: row.name for row in session.execute(found)}


def _own(session: Session, person_id: int) -> list[Concern]:
    found: list[Concern] = []
    while True:
        start = len(found)
        marks = [_mark(session, person_id, start + number) for number in range(_BLOCK)]
        block = session.scalars(select(Concern).where(Concern.mark.in_(marks))).all()
        found += sorted(block, key=lambda row: row.id)
        if len(block) < _BLOCK:
            return found


def _mark(session: Session, person_id: int, number: int) -> str:
    return mark(session, "concern told by", person_id, number)


def _readable(session: Session, mine: Sequence[Reader], found: list[File]) -> list[File]:
    """Those that one of these readers may read."""
    about = readers.matters(session, [(one.area_id, one.about) for one in found])
    pairs = zip(found, about, strict=True)
    return [one for one, matter in pairs if readers.fitting(mine, matter)]


def _files(session: Session, rows: Sequence[Concern]) -> list[File]:
    """Three statements, however many there are.

    What no key of the site opens is left out: others are still read. The start of the site says it.
    """
    rows = [row for row in rows if words.opens(session, row)]
    ids = [row.id for row in rows]
    said = _by_concern(session, ConcernWords, ids, words.said)
    steps = _by_concern(session, ConcernStep, ids, words.step)
    return [
        File(
            row.id,
            row.area_id,
            *words.told_of(session, row),
            tuple(said.get(row.id, ())),
            tuple(steps.get(row.id, ())),
        )
        for row in rows
    ]


def _by_concern(session: Session, kind: Any, ids: Sequence[int], read: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    rows = select(kind).where(kind.concern_id.in_(ids)).order_by(kind.id) if ids else None
    for row in session.scalars(rows) if rows is not None else ():
        with suppress(NotOurs):
            found.setdefault(row.concern_id, []).append(read(session, row))
    return found
