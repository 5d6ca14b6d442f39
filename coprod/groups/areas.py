"""A new area, and who its people can ring. Rule first, then the change; never commits."""

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import update
from sqlalchemy.orm import Session

from coprod.db import Base
from coprod.errors import Invalid
from coprod.feature import Feature
from coprod.groups import policy
from coprod.people.models import Area
from coprod.people.queries import NUMBERS, AreaView
from coprod.people.viewer import Viewer
from coprod.people.working_days import Nation

_PHONE = re.compile(r"\+?[0-9 ()-]+")
_TYPES = {"nation": Nation}
_FEWEST_DIGITS = 3  # 111 and 999 are numbers to ring


def new_area(session: Session, name: str, slug: str, features: Iterable[Feature]) -> Area:
    """Make an area, and let each feature give it what an area starts with."""
    area = Area(slug=slug, name=name)
    session.add(area)
    session.flush()
    for feature in features:
        if feature.new_area:
            feature.new_area(session, area.id)
    return area


def set_numbers(session: Session, viewer: Viewer, area_id: int, told: Mapping[str, str]) -> None:
    """Say who people can ring, and when, and who runs the site here. Raises Invalid."""
    policy.may_say_who_to_ring.require(viewer, area_id)
    keep_numbers(session, area_id, told)


def keep_numbers(session: Session, area_id: int, told: Mapping[str, str]) -> None:
    """The same without asking a rule: for a command, run by who looks after the site."""
    wrong = {name: why for name, typed in told.items() if (why := _trouble(name, typed))}
    if wrong:
        raise Invalid(wrong)
    if told:
        values = {name: _TYPES.get(name, str)(typed) for name, typed in told.items()}
        session.execute(update(Area).where(Area.id == area_id).values(values))


def _trouble(name: str, typed: str) -> str:
    """Why this will not do for a column of the area, in one sentence, or nothing."""
    if name == "nation":
        return "" if typed in list(Nation) else "Choose a nation."
    most = longest(Area, name)
    if len(typed) > most:
        return f"Use {most:,} letters or fewer."
    if name.endswith("_phone"):
        digits = sum(letter.isdigit() for letter in typed)
        if digits < _FEWEST_DIGITS or not _PHONE.fullmatch(typed):
            return "Write a phone number, like 01632 960 199."
    return ""


def longest(table: type[Base], column: str) -> int:
    """How many letters a column holds."""
    most: int = getattr(table.__table__.c[column].type, "length", 0)
    return most


def missing_numbers(area: Area | AreaView) -> str:
    """What an area still needs before anybody can be told whom to ring. Nothing if it is whole."""
    lacks = [f"--{name.replace('_', '-')} …" for name in NUMBERS if not getattr(area, name)]
    if not lacks:
        return ""
    return (
        f"{area.name} cannot say who to ring. Run: coprod areas set {area.slug} {' '.join(lacks)}"
    )
