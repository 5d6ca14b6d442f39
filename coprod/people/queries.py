"""Finding people, places and areas, and who is looking."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.models import Area, Place


@dataclass(frozen=True, slots=True)
class AreaView:
    """What every page says about the area it is in."""

    id: int
    slug: str
    name: str
    about: str
    run_by: str
    help_name: str
    help_phone: str
    help_when: str
    worried_phone: str
    worried_when: str
    is_demo: bool

    @property
    def help_person(self) -> "Helpline":
        """A named person to ring, on every page."""
        return Helpline(self.help_name, self.help_phone, self.help_when)

    @property
    def says_who_to_ring(self) -> bool:
        """Whether somebody has said whom to ring, and when."""
        return all(getattr(self, name) for name in NUMBERS)


@dataclass(frozen=True, slots=True)
class Helpline:
    """Somebody to ring, and when."""

    name: str
    phone: str
    when: str


NUMBERS = ("help_name", "help_phone", "help_when", "worried_phone", "worried_when")
"""What every page must be able to say of its area: whom to ring, and when."""
AREA = tuple(getattr(Area, name) for name in AreaView.__slots__)
"""The columns of an `AreaView`, for statements that read areas beside something else."""
_AREAS = select(*AREA).order_by(Area.id)
_PLACES = (
    select(Place.id, Place.name, Place.picture, Place.kind, Place.about, Place.uses_services)
    .where(Place.area_id == bindparam("area_id"))
    .order_by(Place.name)
)


def areas(session: Session) -> list[AreaView]:
    """Every area of this deployment, oldest first."""
    return [AreaView(*row) for row in session.execute(_AREAS)]


def area_by_slug(session: Session, slug: str) -> Area:
    """One area. Raises NotFound."""
    area = session.scalar(select(Area).where(Area.slug == slug))
    if area is None:
        raise NotFound("There is no such area.")
    return area


def places_in(session: Session, area_id: int) -> list[Any]:
    """The places of an area by name: rows of id, name, picture, kind, about, uses_services."""
    return list(session.execute(_PLACES, {"area_id": area_id}))


def place(session: Session, area_id: int, place_id: int) -> Place:
    """One place of the area. Raises NotFound."""
    found = session.get(Place, place_id)
    if found is None or found.area_id != area_id:
        raise NotFound("There is no such place.")
    return found
