"""Finding the hats that count at a place, for the advocates who say whose they are."""

from dataclasses import dataclass

from sqlalchemy import bindparam, case, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.groups import policy
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person, Place
from coprod.people.viewer import Viewer

_ORDER = case({kind.value: at for at, kind in enumerate(HatKind)}, value=Hat.kind)
_WORN = (
    select(Hat.id, Hat.person_id, Hat.area_id, Place.id, Hat.kind, Person.name, Place.name)
    .join(Person, Person.id == Hat.person_id)
    .join(Place, Place.id == Hat.place_id)
    .where(Hat.confirmed_at.is_not(None))
    .order_by(_ORDER, Person.name, Person.id)
)
_AT = _WORN.where(Hat.place_id == bindparam("place_id"))
_ONE = _WORN.where(Hat.id == bindparam("hat_id"))


@dataclass(frozen=True, slots=True)
class Worn:
    """A hat that counts, at a place."""

    id: int
    person_id: int
    area_id: int
    place_id: int
    kind: HatKind
    name: str
    place: str


def place(session: Session, viewer: Viewer, place_id: int) -> Place:
    """A place whose hats this viewer looks after. Raises NotFound."""
    found = session.get(Place, place_id)
    if found is None or not viewer.moderates(found.area_id, found.id):
        raise NotFound("There is no such place.")
    return found


def at(session: Session, viewer: Viewer, place_id: int) -> list[Worn]:
    """The hats there that this viewer may end, by hat and name."""
    rows = (Worn(*row) for row in session.execute(_AT, {"place_id": place_id}))
    return [one for one in rows if _may_end(viewer, one)]


def one(session: Session, viewer: Viewer, hat_id: int) -> Worn:
    """One of them. Raises NotFound."""
    row = session.execute(_ONE, {"hat_id": hat_id}).first()
    found = Worn(*row) if row else None
    if found is None or not _may_end(viewer, found):
        raise NotFound("That hat is not there any more.")
    return found


def _may_end(viewer: Viewer, hat: Worn) -> bool:
    return policy.may_end(viewer, hat.area_id, hat.place_id, hat.person_id)
