"""Setting the named contacts of an area, and opening its places. Rule first; never commits."""

from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from coprod.concerns import policy, readers
from coprod.concerns.hours import OFFICE
from coprod.concerns.models import Contact, Employer
from coprod.concerns.words import About
from coprod.db import insert_or_change
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat, Person, Place
from coprod.people.queries import NUMBERS
from coprod.people.viewer import Viewer

NOBODY = "There is no such named contact."


def who_may_be(session: Session, area_id: int) -> list[tuple[int, str, Contact | None]]:
    """Everybody with the hat of a named contact: id, name, and what is set, in their turn."""
    found = (
        select(Person.id, Person.name, Contact)
        .join(Hat, Hat.person_id == Person.id)
        .outerjoin(Contact, (Contact.person_id == Person.id) & (Contact.area_id == area_id))
        .where(
            Hat.area_id == area_id,
            Hat.kind == HatKind.SAFEGUARDING,
            Hat.confirmed_at.is_not(None),
        )
        .order_by(Contact.place_in_turn, Person.name, Person.id)
    )
    rows = [(row[0], row[1], row[2]) for row in session.execute(found)]
    return sorted(rows, key=lambda row: row[2] is None)


def one(session: Session, area_id: int, person_id: int) -> tuple[int, str, Contact | None]:
    """One of them. Raises NotFound."""
    for row in who_may_be(session, area_id):
        if row[0] == person_id:
            return row
    raise NotFound(NOBODY)


def set_contact(
    session: Session,
    viewer: Viewer,
    where: tuple[int, int],
    works_for: str,
    employer: Employer,
    turn: int,
) -> None:
    """Say where a contact works and when in turn they are told. `where`: the area, the person."""
    policy.may_set_contacts.require(viewer, where[0])
    keep(session, where, works_for, employer, turn)


def keep(
    session: Session,
    where: tuple[int, int],
    works_for: str,
    employer: Employer,
    turn: int,
    hours: str = "",
) -> None:
    """The same without asking a rule: for a command. New contacts keep office hours."""
    area_id, person_id = where
    _person, _name, before = one(session, area_id, person_id)
    insert_or_change(
        session,
        Contact,
        ("area_id", "person_id"),
        area_id=area_id,
        person_id=person_id,
        works_for=works_for,
        employer=employer,
        place_in_turn=turn,
        hours=hours or (before.hours if before else OFFICE),
    )
    session.expire_all()


def set_hours(viewer: Viewer, contact: Contact, hours: str) -> None:
    policy.may_set_contacts.require(viewer, contact.area_id)
    contact.hours = hours


def set_away(
    session: Session,
    viewer: Viewer,
    contact: Contact,
    days: tuple[date | None, date | None],
    cover_id: int | None,
) -> None:
    """Say when a contact is away and who reads then. Raises Invalid for a cover who is none."""
    policy.may_set_contacts.require(viewer, contact.area_id)
    others = {row[0] for row in who_may_be(session, contact.area_id) if row[2] is not None}
    if cover_id is not None and cover_id not in others - {contact.person_id}:
        raise Invalid({"cover": "Choose another named contact."})
    contact.away_from, contact.away_to = days
    contact.cover_id = cover_id


def end(session: Session, viewer: Viewer, contact: Contact) -> None:
    """Somebody is a named contact no more."""
    policy.may_set_contacts.require(viewer, contact.area_id)
    others = update(Contact).where(
        Contact.area_id == contact.area_id, Contact.cover_id == contact.person_id
    )
    session.execute(others.values(cover_id=None))
    session.execute(delete(Contact).where(Contact.id == contact.id))


def closed_places(session: Session, area_id: int) -> list[Place]:
    found = select(Place).where(Place.area_id == area_id, Place.is_open.is_(False))
    return list(session.scalars(found.order_by(Place.name)))


def missing(session: Session, place: Place) -> list[str]:
    """What a place still lacks before it can open, each in one sentence. Nothing if it can."""
    area = session.get_one(Area, place.area_id)
    matter = readers.matter(session, area.id, About(place_ids=(place.id,)))
    may = readers.fitting(readers.of_areas(session, [area.id]), matter)
    lacks = []
    if len(may) < policy.FEWEST:
        lacks.append("It needs 2 named contacts who do not work there.")
    if not any(one.week.hours.strip(",") for one in may):
        lacks.append("It needs hours when a named contact reads.")
    if not _has_numbers(area):
        lacks.append("Pages cannot say who to ring yet.")
    return lacks


def open_place(session: Session, viewer: Viewer, place: Place) -> None:
    """Open a place, so that people can join. Raises Conflict while something is missing."""
    policy.may_set_contacts.require(viewer, place.area_id)
    open_now(session, place)


def open_now(session: Session, place: Place) -> None:
    """The same without asking who may: for a command."""
    area = session.get_one(Area, place.area_id)
    matter = readers.matter(session, area.id, About(place_ids=(place.id,)))
    if not policy.may_open(readers.of_areas(session, [area.id]), matter, _has_numbers(area)):
        raise Conflict(" ".join([policy.may_open.says, *missing(session, place)]))
    place.is_open = True


def _has_numbers(area: Area) -> bool:
    return all(getattr(area, name) for name in NUMBERS)
