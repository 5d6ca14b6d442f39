"""Finding people, places and areas, and who is looking."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from coprod.db import columns
from coprod.errors import NotFound
from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat, Place
from coprod.people.viewer import Viewer, Wears
from coprod.people.working_days import Nation


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
    nation: Nation

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


def wearing(session: Session, person_id: int) -> Viewer:
    """Somebody who need not be looking, with their hats: for rules about what they are."""
    hats = select(Hat).where(Hat.person_id == person_id).order_by(Hat.id)
    worn = (
        Wears(hat.kind, hat.area_id, hat.place_id, hat.confirmed_at is not None)
        for hat in session.scalars(hats)
    )
    return Viewer(id=person_id, wears=tuple(worn))


def areas(session: Session) -> list[AreaView]:
    """Every area of this deployment, oldest first."""
    return [AreaView(*row) for row in columns(session, _AREAS, {})]


def area_by_slug(session: Session, slug: str) -> Area:
    """One area. Raises NotFound."""
    area = session.scalar(select(Area).where(Area.slug == slug))
    if area is None:
        raise NotFound("There is no such area.")
    return area


def places_in(session: Session, area_id: int) -> list[Any]:
    """The places of an area by name: rows of id, name, picture, kind, about, uses_services."""
    return list(session.execute(_PLACES, {"area_id": area_id}))


_WIDE = (HatKind.COMMISSIONER, HatKind.ADVOCATE)


def may_be_asked(
    viewer: Viewer, area_id: int, places: Collection[int] = (), already: Collection[int] = ()
) -> ColumnElement[bool]:
    """Whether a row of `Hat` is of somebody this viewer can choose for a job, a team or a draft.

    There is no directory: offered are people of the places where the viewer has a hat, as far as
    what it is about belongs to them; those `already` in it; and the hats of the whole area. An
    advocate says which hat is whose, so an advocate knows everybody of the places.
    """
    own = {hat.place_id for hat in viewer.hats if hat.area_id == area_id and hat.place_id}
    if viewer.moderates(area_id):
        here = Hat.place_id.in_(sorted(places)) if places else Hat.place_id.is_not(None)
    else:
        here = Hat.place_id.in_(sorted(own & set(places) if places else own))
    return and_(
        Hat.area_id == area_id,
        Hat.confirmed_at.is_not(None),
        or_(
            here,
            and_(Hat.place_id.is_(None), Hat.kind.in_(_WIDE)),
            Hat.person_id.in_(sorted({*already, viewer.id})),
        ),
    )


def place(session: Session, area_id: int, place_id: int) -> Place:
    """One place of the area. Raises NotFound."""
    found = session.get(Place, place_id)
    if found is None or found.area_id != area_id:
        raise NotFound("There is no such place.")
    return found
