"""A place with somebody of each hat, and another place beside it."""

from types import SimpleNamespace

import pytest

from coprod.issues import queries
from coprod.issues.models import IssuePlace
from coprod.issues.words import AnswerSays
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.promises import answering
from coprod.promises.answering import Given
from tests.journeys.pages import part


@pytest.fixture
def place(make):
    return make.place(make.area(help_name="Ann"), name="Rose House")


@pytest.fixture
def other(make, place):
    return make.place(make.session.get_one(Area, place.area_id), name="Mill Lane")


@pytest.fixture
def people(make, place, other):
    """Somebody of each hat at Rose House, a manager of Mill Lane, and hats of the area."""
    area = make.session.get_one(Area, place.area_id)
    return SimpleNamespace(
        person=make.person(place, name="Kath"),
        family=make.person(place, HatKind.FAMILY, name="Bev"),
        staff=make.person(place, HatKind.STAFF, name="Jo"),
        manager=make.person(place, HatKind.MANAGER, name="Colette"),
        other_manager=make.person(other, HatKind.MANAGER, name="Dev"),
        commissioner=make.person(area, HatKind.COMMISSIONER, name="Imran"),
        advocate=make.person(area, HatKind.ADVOCATE, name="Hannah"),
    )


@pytest.fixture
def issue(make, place, people):
    return make.issue(place, people.person, title="A loud door")


@pytest.fixture
def shared(make, session, place, other, people):
    """Something that belongs to both places."""
    found = make.issue(place, people.person, title="A cold bus")
    session.add(IssuePlace(issue_id=found.id, place_id=other.id))
    session.flush()
    return found


@pytest.fixture
def answer(session, as_viewer):
    """Answers an issue in somebody's name."""

    def give(person, about, says=AnswerSays.NO, **given):
        standing = queries.standing(session, about.id)
        on = given.pop("on", None)
        told = Given(**{"says": says, "why": "Because."} | given)
        return answering.answer(session, as_viewer(person), about, standing, told, on=on)

    return give


@pytest.fixture
def turn(sign_in):
    """All that is somebody's turn; nothing if there is none of theirs."""

    def read(person):
        html = sign_in(person).get("/your-turn").text
        return part(html, "turn") if 'aria-labelledby="turn"' in html else ""

    return read
