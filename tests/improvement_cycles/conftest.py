"""Fixtures of tries."""

import pytest

from tests.improvement_cycles.tries import Tries


@pytest.fixture
def tries(session, make, as_viewer) -> Tries:
    """A place with people, and makers of tries at every state. A try elsewhere is there too."""
    made = Tries(session, make, as_viewer)
    elsewhere = Tries(session, make, as_viewer)
    elsewhere.doing()
    session.flush()
    made.elsewhere = elsewhere
    return made
