"""Fixtures of tries."""

import pytest

from coprod.people.models import Area
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryStatus
from tests.improvement_cycles.tries import Tries


@pytest.fixture
def tries(session, make, as_viewer) -> Tries:
    """A place with people, and makers of tries at every state. A try elsewhere is there too."""
    made = Tries(session, make, as_viewer)
    elsewhere = Tries(session, make, as_viewer)
    other = session.get(ImprovementProject, elsewhere.begun().project_id)
    other.status = TryStatus.HAPPENING
    session.flush()
    made.elsewhere = elsewhere
    return made


@pytest.fixture
def visitor(visitor, request):
    """A browser that nobody is signed in on. It chose the area of the tries, if there are any."""
    if "tries" in request.fixturenames:
        tries = request.getfixturevalue("tries")
        visitor.choose_area(tries.session.get(Area, tries.place.area_id).slug)
    return visitor
