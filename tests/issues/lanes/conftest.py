"""An issue that its author said, and the two who say which lane it is in."""

import pytest

from coprod.issues import lanes, queries
from coprod.issues.words import Lane
from coprod.people.models import Person


@pytest.fixture
def author(session, issue):
    return session.get(Person, issue.author_id)


@pytest.fixture
def move(session, everyone, issue, as_viewer):
    """The advocate moves it."""

    def do(lane=Lane.RIGHTS, why="It is a right.", *, who=None, seen=None):
        viewer = as_viewer(who or everyone.advocate)
        standing = queries.standing(session, issue.id)
        seen = issue.lane_steps if seen is None else seen
        lanes.move(session, viewer, issue, standing, lane, why, seen=seen)

    return do


@pytest.fixture
def say(session, issue, author, as_viewer):
    """Its author says which it is most like."""

    def do(lane, who=None):
        lanes.say(session, as_viewer(who or author), issue, lane)

    return do
