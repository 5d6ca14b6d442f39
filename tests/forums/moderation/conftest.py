"""A place with people of every hat, two moderators, and messages to look after."""

from types import SimpleNamespace

import pytest

from coprod import written
from coprod.concerns.contacts import keep
from coprod.concerns.models import Employer
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.subjects import Subject
from forums import services as talk
from forums.said import Beside
from tests.at_once import at_once  # noqa: F401  a fixture


@pytest.fixture
def place(make):
    return make.place()


@pytest.fixture
def area(make, place):
    return make.session.get(Area, place.area_id)


@pytest.fixture
def people(make, place, area):
    """One of each hat, a second advocate, a peer, and moderators who work at the place."""
    wide = {"commissioner": HatKind.COMMISSIONER, "advocate": HatKind.ADVOCATE}
    here = {
        "uses_services": HatKind.USES_SERVICES,
        "family": HatKind.FAMILY,
        "staff": HatKind.STAFF,
        "manager": HatKind.MANAGER,
    }
    found = {name: make.person(place, hat, name=f"Our {name}") for name, hat in here.items()}
    found |= {name: make.person(area, hat, name=f"Our {name}") for name, hat in wide.items()}
    found["other"] = make.person(area, HatKind.ADVOCATE, name="Other Advocate")
    found["peer"] = make.person(make.place(area), name="Our Peer")
    make.hat(found["peer"], area, HatKind.PEER_MODERATOR)
    found["employed"] = make.person(area, HatKind.ADVOCATE, name="Paid Advocate")
    make.hat(found["employed"], place, HatKind.STAFF)
    found["peer_employed"] = make.person(place, HatKind.STAFF, name="Paid Peer")
    make.hat(found["peer_employed"], area, HatKind.PEER_MODERATOR)
    found["stranger"] = make.person(make.place(), HatKind.ADVOCATE, name="From Elsewhere")
    found["contact"] = make.person(area, HatKind.SAFEGUARDING, name="Our Contact")
    keep(make.session, (area.id, found["contact"].id), "Speak Together", Employer.ADVOCACY, 1)
    found["author"] = make.person(place, name="The Author")
    found["new"] = make.person(place, name="New Nell", newcomer=True)
    return SimpleNamespace(**found)


@pytest.fixture
def issue(make, place):
    return make.issue(place, make.person(place, name="The Raiser"))


@pytest.fixture
def about(issue):
    """The issue as something to talk about."""
    return Subject("issue", issue.id, issue.title, issue.area_id, issue.place_id)


@pytest.fixture
def say(session, as_viewer, about):
    """Somebody says something about the issue."""

    def said(who, words="You are all so slow here."):
        post = talk.say(session, as_viewer(who), about, words)
        session.flush()
        return post

    return said


@pytest.fixture
def post(say, people):
    return say(people.author)


@pytest.fixture
def look(session):
    """A thing as whoever looks after it finds it now."""

    def found(row, kind="post"):
        session.flush()
        return written.look(session, kind, row.id)

    return found


@pytest.fixture
def find(app, session, as_viewer):
    """A thing as somebody may read it."""

    def found(who, row, kind="post"):
        session.flush()
        with app.test_request_context():
            return written.find(session, as_viewer(who), kind, row.id)

    return found


@pytest.fixture
def unnamed(session, people, as_viewer, about):
    """Words of the author without their name."""
    beside = Beside(unnamed=True)
    post = talk.say(session, as_viewer(people.author), about, "You are all so slow here.", beside)
    session.flush()
    return post
