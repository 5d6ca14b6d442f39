"""The made-up people of a demo area. Nobody real is ever found here."""

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import case, exists, select
from sqlalchemy.orm import Session

from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat, Person, Place

_real = (
    exists()
    .where(Hat.person_id == Person.id, Area.id == Hat.area_id, Area.is_demo.is_(False))
    .correlate(Person)
)
_MADE_UP = (
    select(
        Person.id,
        Person.slug,
        Person.name,
        Person.about,
        Person.picture,
        Hat.kind,
        Area.name.label("area"),
        Place.name.label("place"),
        Place.picture.label("place_picture"),
    )
    .join(Hat, Hat.person_id == Person.id)
    .join(Area, Area.id == Hat.area_id)
    .outerjoin(Place, Place.id == Hat.place_id)
    .where(Person.is_demo, Area.is_demo, Hat.confirmed_at.is_not(None), ~_real)
    .order_by(
        case({kind.value: at for at, kind in enumerate(HatKind)}, value=Hat.kind),
        Place.id,
        Person.id,
    )
)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One made-up person, with the hat they are known by."""

    id: int
    slug: str
    name: str
    about: str
    picture: str
    hat: HatKind
    where: str
    where_picture: str


def made_up(session: Session) -> list[tuple[HatKind, list[MadeUp]]]:
    """The people of the demo area by hat, each once. Nothing where there is no demo area."""
    each: dict[int, MadeUp] = {}
    for row in session.execute(_MADE_UP):
        where, its_picture = row.place or row.area, row.place_picture or "place"
        one = (row.id, row.slug, row.name, row.about, row.picture, row.kind, where, its_picture)
        each.setdefault(row.id, MadeUp(*one))
    by_hat = groupby(each.values(), key=lambda one: one.hat)
    return [(hat, list(people)) for hat, people in by_hat]


def there_is_a_demo(session: Session) -> bool:
    """Whether this deployment shows the made-up area."""
    return session.scalar(select(Area.id).where(Area.is_demo).limit(1)) is not None
