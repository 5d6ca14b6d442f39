"""Loading the demo area: people and places here, and each feature its own part."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import HERE, now, today
from coprod.feature import Feature
from coprod.people.hats import BESIDE, HatKind
from coprod.people.models import Area, Hat, Organisation, Person, Place

DATA = Path(__file__).with_name("alderbrook.json")
MORE = Path(__file__).with_name("more.json")  # what the month that the data tells of has none of
_AREA_HATS = {
    "moderator": None,  # what an advocate's hat says already
    "peer moderator": HatKind.PEER_MODERATOR,
    "safeguarding contact": HatKind.SAFEGUARDING,
}
_PICTURES = {  # what each is known for, so that people can be told apart by picture
    "danny": "out-and-about",
    "maureen": "news",
    "leon": "photo",
    "tommy": "mug",
    "kath": "food",
    "shelley": "microphone",
    "priya": "respect",
    "yusuf": "tries",
    "grace": "vision",
    "iris": "home",
}


class Demo:
    """The made-up area as it is being loaded. Days are counted back from the day of loading."""

    def __init__(self) -> None:
        self.area: Area
        self.people: dict[str, Person] = {}
        self.places: dict[str, Place] = {}
        self.found: dict[str, Any] = {}  # what each feature made, by its id in the data
        self._loaded_on = today()  # also while somebody does something on a day before

    @cached_property
    def data(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
        for name, rows in json.loads(MORE.read_text(encoding="utf-8")).items():
            told[name] = told.get(name, []) + rows
        return told

    def day(self, days_ago: int) -> date:
        """The day so many days ago; negative numbers are to come."""
        return self._loaded_on - timedelta(days=days_ago)

    def at(self, days_ago: int) -> datetime:
        """Noon on the day so many days ago."""
        return datetime.combine(self.day(days_ago), time(12), HERE)

    def hat(self, slug: str) -> HatKind:
        """The hat a person wears."""
        return self._hats[slug]

    @cached_property
    def _hats(self) -> dict[str, HatKind]:
        return {person["id"]: HatKind(person["hat"]) for person in self.data["people"]}


def is_empty(session: Session) -> bool:
    """Whether the database has no area yet."""
    return session.scalar(select(Area.id).limit(1)) is None


def load_demo(session: Session, features: Iterable[Feature]) -> Demo:
    """Load the whole demo area into an empty database."""
    demo = Demo()
    _load_area(session, demo)
    _load_people(session, demo)
    for feature in features:
        if feature.demo:
            feature.demo(session, demo)
            session.flush()
    return demo


def _load_area(session: Session, demo: Demo) -> None:
    told = demo.data["area"]
    runs = {one["id"]: one["name"] for one in demo.data["organisations"]}
    demo.area = Area(
        slug=told["id"],
        name=told["name"],
        about=told["about"],
        run_by=runs[told["run_by"]],
        paid_for_by=told["paid_for_by"],
        help_name="Hannah Lowe",
        help_phone="01632 960 101",
        help_when="Monday to Friday, 9 to 5",
        worried_phone="01632 960 199",
        worried_when="Day and night",
        is_demo=True,
    )
    session.add(demo.area)
    session.flush()
    organisations = {}
    for one in demo.data["organisations"]:
        organisations[one["id"]] = Organisation(
            area_id=demo.area.id,
            slug=one["id"],
            name=one["name"],
            kind=one["kind"],
            about=one["about"],
        )
    session.add_all(organisations.values())
    session.flush()
    for one in demo.data["places"]:
        demo.places[one["id"]] = Place(
            area_id=demo.area.id,
            organisation_id=organisations[one["org"]].id,
            slug=one["id"],
            name=one["name"],
            kind=one["kind"],
            about=one["about"],
            picture=one["picture"],
            uses_services=one["uses_services"],
        )
    session.add_all(demo.places.values())
    session.flush()


def _load_people(session: Session, demo: Demo) -> None:
    for one in demo.data["people"]:
        demo.people[one["id"]] = Person(
            slug=one["id"],
            name=one["name"],
            about=one["about"],
            picture=_PICTURES.get(one["id"], "people"),
            is_demo=True,
            joined_at=demo.at(260),
        )
    session.add_all(demo.people.values())
    session.flush()
    by = demo.people["hannah"].id
    for one in demo.data["people"]:
        place = demo.places.get(one["place"])
        kinds = [HatKind(one["hat"])]
        kinds += [kind for role in one.get("extra_roles", []) if (kind := _AREA_HATS.get(role))]
        for kind in kinds:
            session.add(
                Hat(
                    person_id=demo.people[one["id"]].id,
                    area_id=demo.area.id,
                    place_id=place.id if place and kind not in BESIDE else None,
                    kind=kind,
                    asked_at=demo.at(260),
                    confirmed_at=now(),
                    confirmed_by_id=by,
                )
            )
    session.flush()
