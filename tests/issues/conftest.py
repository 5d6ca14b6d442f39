"""A place with one person of each hat, an issue there, and others that must not show."""

from types import SimpleNamespace

import pytest

from coprod.people.hats import HatKind
from coprod.people.models import Area


@pytest.fixture
def place(make):
    return make.place()


@pytest.fixture
def everyone(make, place):
    """One person of each hat: at the place, or in the whole area for the advocate."""
    area = make.session.get(Area, place.area_id)
    wide = {HatKind.ADVOCATE, HatKind.COMMISSIONER}
    people = {
        kind.value: make.person(area if kind in wide else place, kind, name=f"Our {kind.value}")
        for kind in HatKind
    }
    return SimpleNamespace(**people, stranger=make.person(make.place()), nobody=make.person())


@pytest.fixture
def issue(make, place):
    """An issue that everyone may read; elsewhere is one that only its own area may."""
    make.issue(make.place(), title="Somewhere else")
    return make.issue(place, make.person(place, name="The Raiser"), published=True)


@pytest.fixture
def visitor(visitor, place, session):
    """A browser that nobody is signed in on, and that chose the area of the place."""
    visitor.choose_area(session.get(Area, place.area_id).slug)
    return visitor
