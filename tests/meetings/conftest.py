"""A place with one person of each hat, a meeting there, and others that must not show."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from coprod.db import today
from coprod.meetings import queries, room, services
from coprod.meetings.room import Added, Spoken
from coprod.meetings.services import Plan
from coprod.meetings.words import Way
from coprod.people.hats import HatKind
from coprod.people.models import Area
from tests.issues.conftest import everyone, issue, place, visitor  # noqa: F401  fixtures

PEOPLE = ["uses_services", "family", "staff", "manager", "commissioner", "advocate"]
PEOPLE += ["safeguarding", "site_admin", "neighbour", "stranger", "nobody"]


@pytest.fixture
def group(make, place, everyone):  # noqa: F811
    """Everybody, and somebody of another place of the same area."""
    area = make.session.get(Area, place.area_id)
    elsewhere = make.place(area, name="Elsewhere")
    everyone.neighbour = make.person(elsewhere, name="A Neighbour")
    everyone.elsewhere = elsewhere
    return everyone


@pytest.fixture
def meet(session, as_viewer):
    """Sets up a meeting at a place, begun or over if wanted."""

    def make_one(person, where, *, begun=False, over=False, days_ago=0, **plan):
        viewer = as_viewer(person)
        at = queries.place(session, viewer, where.id)
        on = today() if begun or over else today() + timedelta(days=3)
        told = {"title": "We meet", "on": on} | plan
        meeting = services.set_up(session, viewer, at, Plan(**told))
        if begun or over:
            services.begin(session, viewer, meeting)
        if over:
            services.end(session, viewer, meeting, None)
            on = today() - timedelta(days=days_ago)
            meeting.on = meeting.began_on = meeting.ended_on = on
        session.flush()
        return meeting

    return make_one


@pytest.fixture
def meeting(meet, group, place):  # noqa: F811
    """A meeting that goes on. Elsewhere there is another."""
    meet(group.neighbour, group.elsewhere, begun=True, title="Not ours")
    return meet(group.uses_services, place, begun=True)


@pytest.fixture
def in_the_room(session, as_viewer, group, meeting):
    """The person, the relative and the worker are on the list, Sue too, and two more people."""
    people = frozenset({group.uses_services.id, group.family.id, group.staff.id})
    more = {HatKind.USES_SERVICES: 2}
    added = Added(people=people, first_name="Sue", more=more)
    room.say_who_is_here(session, as_viewer(group.staff), meeting, added)
    return SimpleNamespace(people=people)


@pytest.fixture
def wrote(session, as_viewer, group, meeting, in_the_room):
    """What the worker wrote down in the name of somebody, or of nobody."""

    def write(words="I want my key.", by=None, **spoken):
        told = Spoken(spoken.pop("way", Way.ALOUD), words, by and by.id, **spoken)
        return room.write_down(session, as_viewer(group.staff), meeting, told)

    return write
