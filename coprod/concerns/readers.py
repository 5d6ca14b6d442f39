"""Finding the named contacts of an area, and what a thing is about as their rule asks it."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from coprod.concerns.hours import Week
from coprod.concerns.models import Contact
from coprod.concerns.policy import Matter, Reader, may_read, plain
from coprod.concerns.words import About
from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.models import Area, Hat, Organisation, Person, Place

_theirs = aliased(Hat)
_CONTACTS = (
    select(Contact, Person.name)
    .join(Person, Person.id == Contact.person_id)
    .join(_theirs, _theirs.person_id == Contact.person_id)
    .where(
        _theirs.area_id == Contact.area_id,
        _theirs.kind == HatKind.SAFEGUARDING,
        _theirs.confirmed_at.is_not(None),
    )
    .order_by(Contact.place_in_turn, Contact.id)
)
_WORN = (
    select(Hat.person_id, Hat.kind, Hat.area_id, Hat.place_id, Organisation.name)
    .outerjoin(Place, Place.id == Hat.place_id)
    .outerjoin(Organisation, Organisation.id == Place.organisation_id)
    .where(Hat.kind.in_((*EMPLOYED, HatKind.ADVOCATE)))
)


def of_areas(session: Session, area_ids: Collection[int]) -> list[Reader]:
    """The contacts of these areas whose hats count, in the order they are told.

    A hat that is only asked for counts here too where it says who pays them.
    """
    found = session.execute(_CONTACTS.where(Contact.area_id.in_(area_ids))).unique().all()
    if not found:
        return []
    worn = defaultdict(list)
    people = {contact.person_id for contact, _name in found}
    for row in session.execute(_WORN.where(Hat.person_id.in_(people))):
        worn[row.person_id].append(row)
    readers = []
    for contact, name in found:
        employed = [row for row in worn[contact.person_id] if row.kind in EMPLOYED]
        pays = {plain(contact.works_for), *(plain(row.name) for row in employed if row.name)}
        readers.append(
            Reader(
                person_id=contact.person_id,
                name=name,
                area_id=contact.area_id,
                works_for=contact.works_for,
                employer=contact.employer,
                week=Week(contact.hours, contact.away_from, contact.away_to),
                cover_id=contact.cover_id or 0,
                place_in_turn=contact.place_in_turn,
                employed_at=frozenset(row.place_id for row in employed if row.place_id),
                employers=frozenset(pays - {""}),
                is_advocate=any(
                    row.kind is HatKind.ADVOCATE and row.area_id == contact.area_id
                    for row in worn[contact.person_id]
                ),
            )
        )
    return readers


def matter(session: Session, area_id: int, about: About) -> Matter:
    """What one thing is about, as the rule asks it."""
    return matters(session, [(area_id, about)])[0]


def matters(session: Session, told: Sequence[tuple[int, About]]) -> list[Matter]:
    """What these are about, with who runs those places: two statements, however many there are.

    The name of a place counts as one of whoever runs it too: some work for the place itself.
    """
    ids = {place_id for _area, about in told for place_id in about.place_ids}
    places = (
        select(Place.id, Place.name, Organisation.name.label("run_by"))
        .outerjoin(Organisation, Organisation.id == Place.organisation_id)
        .where(Place.id.in_(ids))
    )
    names = {
        row.id: {plain(name) for name in (row.name, row.run_by) if name}
        for row in (session.execute(places) if ids else ())
    }
    areas = select(Area.id, Area.run_by).where(
        Area.id.in_({area_id for area_id, about in told if about.us})
    )
    us = {row.id: {plain(row.run_by)} - {""} for row in session.execute(areas)}
    none: set[str] = set()
    return [
        Matter(
            area_id=area_id,
            place_ids=frozenset(about.place_ids),
            run_by=frozenset(
                none.union(*(names.get(one, none) for one in about.place_ids))
                | (us[area_id] if about.us else none)
            ),
            us=about.us,
            person_id=about.person_id,
        )
        for area_id, about in told
    ]


def fitting(readers: Collection[Reader], about: Matter) -> list[Reader]:
    """Those of the contacts who may read it, in the order they are told."""
    return [one for one in readers if may_read(one, about)]
