"""Finding invitations, places to invite to, and hats that wait for the advocate."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.errors import NotFound
from coprod.groups.models import HatChange, Invitation
from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat, Person, Place
from coprod.people.viewer import Viewer
from coprod.seal import token_hash

MOST = 100  # waiting at once; the rest come when these are done
NO_LINK = "This link does not work any more. Please ask for a new one."

_OPEN = (
    select(
        Invitation.id,
        Invitation.area_id,
        Invitation.place_id,
        Invitation.kind,
        Invitation.for_whom,
        Invitation.made_by_id,
        Area.name.label("area"),
        Area.is_demo.label("in_demo"),
        Place.name.label("place"),
        Place.picture,
        Person.name.label("made_by"),
    )
    .join(Area, Area.id == Invitation.area_id)
    .outerjoin(Place, Place.id == Invitation.place_id)
    .outerjoin(Person, Person.id == Invitation.made_by_id)
    .where(
        Invitation.token_hash == bindparam("token_hash"),
        Invitation.used_at.is_(None),
        Invitation.ends_at > bindparam("at", type_=Invitation.ends_at.type),
    )
)
_COLUMNS = (Person.name, func.coalesce(Place.name, Area.name).label("place"), Place.picture)
_EMPLOYED = bindparam("employed", expanding=True, type_=Hat.place_id.type)


def _waiting(kind: type[Hat | HatChange], said: str, hat_now: Any) -> Select[Any]:
    return (
        select(
            literal(said).label("what"),
            kind.id.label("row_id"),
            kind.person_id,
            kind.area_id,
            kind.place_id,
            kind.kind,
            hat_now.label("hat_now"),
            kind.asked_at,
            *_COLUMNS,
        )
        .join(Person, Person.id == kind.person_id)
        .join(Area, Area.id == kind.area_id)
        .outerjoin(Place, Place.id == kind.place_id)
        .where(
            kind.area_id.in_(bindparam("areas", expanding=True)),
            # Before the limit, or those they may not decide would hide the others.
            kind.person_id != bindparam("viewer"),
            or_(kind.place_id.is_(None), kind.place_id.not_in(_EMPLOYED)),
        )
    )


# Who was asked by somebody to take a hat says yes themselves, and waits for nobody.
_FIRST = _waiting(Hat, "new", null()).where(
    Hat.confirmed_at.is_(None), Hat.confirmed_by_id.is_(None)
)
_CHANGES = _waiting(HatChange, "change", Hat.kind).join(
    Hat, (Hat.person_id == HatChange.person_id) & (Hat.place_id == HatChange.place_id)
)
_WAITING = union_all(_CHANGES, _FIRST).order_by("asked_at", "row_id").limit(MOST)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that still holds."""

    id: int
    area_id: int
    place_id: int | None
    kind: HatKind
    for_whom: str
    made_by_id: int | None
    area: str
    in_demo: bool
    place: str | None
    picture: str | None
    made_by: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A hat that waits for the advocate. `what` is "new" or "change"; `id` is of that table."""

    what: str
    id: int
    person_id: int
    area_id: int
    place_id: int | None
    kind: HatKind
    hat_now: HatKind | None
    asked_at: datetime
    name: str
    place: str  # or the area, for a hat of all of it
    picture: str | None


def invitation(session: Session, token: str) -> Invited:
    """The invitation behind a link. Raises the same NotFound for wrong, used and old ones."""
    row = session.execute(_OPEN, {"token_hash": token_hash(token), "at": now()}).first()
    if row is None:
        raise NotFound(NO_LINK)
    return Invited(*row)


def waiting(session: Session, viewer: Viewer) -> list[Asked]:
    """The hats that this viewer may say yes or no to, the longest waiting first."""
    areas = [area_id for area_id in viewer.areas if viewer.moderates(area_id)]
    if not areas:
        return []
    employed = [place_id for place_id in viewer.places if viewer.employed_at(place_id)]
    values = {"areas": areas, "viewer": viewer.id, "employed": employed}
    return [Asked(*row) for row in session.execute(_WAITING, values)]


def asked(session: Session, viewer: Viewer, what: str, row_id: int) -> Asked:
    """One of the hats that wait for this viewer. Raises NotFound."""
    for one in waiting(session, viewer):
        if (one.what, one.id) == (what, row_id):
            return one
    raise NotFound("Nobody is waiting for this any more.")


_MINE = (
    select(
        Place.id,
        Place.name,
        Place.picture,
        Hat.kind,
        Hat.confirmed_at,
        HatChange.kind.label("asks"),
    )
    .join(Hat, Hat.place_id == Place.id)
    .outerjoin(
        HatChange, (HatChange.person_id == Hat.person_id) & (HatChange.place_id == Hat.place_id)
    )
    .where(Hat.person_id == bindparam("person_id"))
    .order_by(Place.name)
)


@dataclass(frozen=True, slots=True)
class Mine:
    """My hat at a place."""

    place_id: int
    place: str
    picture: str
    kind: HatKind
    confirmed_at: datetime | None
    asks: HatKind | None


def mine(session: Session, viewer: Viewer) -> list[Mine]:
    """The viewer's places, with the hat they have and the one they asked for."""
    return [Mine(*row) for row in session.execute(_MINE, {"person_id": viewer.id})]


def mine_at(session: Session, viewer: Viewer, place_id: int) -> Mine:
    """The viewer's hat at one place. Raises NotFound."""
    for one in mine(session, viewer):
        if one.place_id == place_id:
            return one
    raise NotFound("You have no hat there.")
