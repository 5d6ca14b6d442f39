"""An issue people talk about, those who do, and another talk that must not show."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from coprod.db import today
from coprod.issues import queries
from coprod.people.hats import HatKind
from coprod.people.models import Area
from forums import services
from forums.models import Post
from forums.said import Beside


@pytest.fixture
def place(make):
    return make.place(uses_services=20)


@pytest.fixture
def people(make, place):
    """Who talks: two who use services, family, staff, an advocate, and a stranger."""
    area = make.session.get(Area, place.area_id)
    return SimpleNamespace(
        kath=make.person(place, name="Kath"),
        leon=make.person(place, name="Leon"),
        bev=make.person(place, HatKind.FAMILY, name="Bev"),
        jo=make.person(place, HatKind.STAFF, name="Jo"),
        hannah=make.person(area, HatKind.ADVOCATE, name="Hannah"),
        stranger=make.person(make.place(), name="The stranger"),
    )


@pytest.fixture
def issue(make, place, people):
    return make.issue(place, people.jo, title="The loud door")


@pytest.fixture
def say(session, as_viewer, people, issue, make, place):
    """Say something about the issue, as somebody."""
    elsewhere = make.issue(place, people.jo, title="Another talk")

    def said(who, words="The door is loud.", about=None, **beside) -> Post:
        viewer = as_viewer(who)
        subject = queries.subject(session, viewer, (about or issue).id)
        return services.say(session, viewer, subject, words, Beside(**beside))

    said(people.leon, "This belongs to another talk.", elsewhere)
    said.elsewhere = elsewhere
    return said


@pytest.fixture
def talk(issue):
    return f"/talk/issue/{issue.id}"


@pytest.fixture
def yesterday():
    return today() - timedelta(days=1)
