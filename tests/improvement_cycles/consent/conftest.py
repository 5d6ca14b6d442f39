"""Fixtures of consent: a plan that people are asked about, and what else goes on beside it."""

import pytest

from coprod.people.hats import HatKind
from coprod.people.models import Area
from improvement_cycles import goes


@pytest.fixture
def people(tries, make):
    """More people of the place, by name; and an advocate who works at it."""
    here = {
        name: make.person(tries.place, name=name) for name in ("Kath", "Leon", "Maureen", "Tommy")
    }
    area = make.session.get(Area, tries.place.area_id)
    here["Nora"] = make.person(area, HatKind.ADVOCATE, name="Nora")
    make.hat(here["Nora"], tries.place, HatKind.STAFF)
    return here


@pytest.fixture
def asked(tries, people):
    """A go whose plan is ready. Danny, Kath, Leon and Marek are asked; nobody has answered."""
    other = tries.draft(title="Another")  # what is said to it is not said here
    tries.ready(other)
    tries.says(other, tries.danny, "stop", "Not this.")
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, people["Kath"], people["Leon"], tries.marek)
    tries.ready(cycle)
    return cycle


@pytest.fixture
def start(tries):
    """Try to start a go."""
    return lambda cycle: goes.start(tries.session, tries.as_(tries.danny), tries.go(cycle))
