"""Peer moderators: people who use services, asked by an advocate, who say yes themselves.

What an advocate asked is a hat that is not confirmed, with who asked beside it.
"""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, now
from coprod.errors import Conflict, NotFound
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person, Place
from coprod.people.queries import wearing
from coprod.people.viewer import Viewer
from coprod.sign_in.services import end_everywhere
from forums.moderation import policy

NOBODY_ASKED = "Nobody asks you now. You can ring the advocate."
_PEER = Hat.kind == HatKind.PEER_MODERATOR


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who looks after the talk as a peer, or was asked to."""

    person_id: int
    name: str
    said_yes: bool


def of(session: Session, area_id: int) -> list[Peer]:
    """The peers of an area, and those who were asked."""
    found = (
        select(Person.id, Person.name, Hat.confirmed_at)
        .join(Hat, Hat.person_id == Person.id)
        .where(_PEER, Hat.area_id == area_id)
        .order_by(Person.name, Person.id)
    )
    return [Peer(row.id, row.name, row.confirmed_at is not None) for row in session.execute(found)]


def choices(session: Session, area_id: int) -> list[tuple[int, str, str]]:
    """Who can be asked: people who use services, with their place."""
    found = (
        select(Person.id, Person.name, Place.name)
        .join(Hat, Hat.person_id == Person.id)
        .join(Place, Place.id == Hat.place_id)
        .where(Hat.area_id == area_id, Hat.kind == HatKind.USES_SERVICES)
        .where(Hat.confirmed_at.is_not(None))
        .order_by(Person.name, Person.id)
    )
    peers = {one.person_id for one in of(session, area_id)}
    rows = {row[0]: (row[0], row[1], row[2]) for row in session.execute(found)}
    return [row for person_id, row in rows.items() if person_id not in peers]


def ask(session: Session, viewer: Viewer, area_id: int, person_id: int) -> None:
    """Ask somebody to look after the talk. It counts when they say yes themselves."""
    policy.may_make_peers.require(viewer, area_id)
    person = wearing(session, person_id)
    if not person.belongs_to(area_id):
        raise NotFound("There is no such person here.")
    policy.may_be_peer.require(person, area_id)
    new = insert_new(
        session,
        Hat,
        person_id=person_id,
        area_id=area_id,
        place_id=None,
        kind=HatKind.PEER_MODERATOR,
        asked_at=now(),
        confirmed_at=None,
        confirmed_by_id=viewer.id,
    )
    if not new:
        raise Conflict("This person was asked already.")


def may_be_asked(viewer: Viewer) -> bool:
    """Whether the viewer was asked and has not answered, without asking the database."""
    return any(one.kind is HatKind.PEER_MODERATOR and not one.confirmed for one in viewer.wears)


def asked(session: Session, viewer: Viewer) -> Hat | None:
    """What this viewer was asked and has not answered."""
    found = select(Hat).where(_PEER, Hat.person_id == viewer.id, Hat.confirmed_at.is_(None))
    return session.scalar(found.where(Hat.confirmed_by_id.is_not(None)).limit(1))


def answer(session: Session, viewer: Viewer, *, yes: bool) -> None:
    """Say yes or no oneself. Every sign-in from before ends: another hat opens other doors."""
    hat = asked(session, viewer)
    if hat is None:
        raise Conflict(NOBODY_ASKED)
    if not yes:
        session.delete(hat)
        session.flush()
        return
    policy.may_be_peer.require(viewer, hat.area_id)
    hat.confirmed_at = now()
    session.flush()
    end_everywhere(session, viewer.id)


def end(session: Session, viewer: Viewer, area_id: int, person_id: int) -> None:
    """Somebody looks after the talk no more: the advocate says it, or they do."""
    if viewer.id != person_id:
        policy.may_make_peers.require(viewer, area_id)
    theirs = _PEER, Hat.area_id == area_id, Hat.person_id == person_id
    gone = session.scalars(delete(Hat).where(*theirs).returning(Hat.id)).all()
    if not gone:
        raise Conflict("This person looks after nothing here any more.")
    end_everywhere(session, person_id)
