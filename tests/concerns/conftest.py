"""An area with two named contacts, a place that others run, and whoever must not know."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from coprod.concerns import contacts
from coprod.concerns.models import Employer
from coprod.db import HERE
from coprod.people.hats import HatKind
from coprod.people.models import Area, Organisation
from tests.at_once import at_once  # noqa: F401  a fixture

WORDS = "he hits me zebra-lantern when the door is shut"
CANARY = "zebra-lantern"


@pytest.fixture
def area(make):
    return make.area(
        slug="only",
        name="Onlytown",
        run_by="Speak Together",
        help_name="Ann Field",
        help_phone="01632 960 101",
        help_when="Monday to Friday",
        worried_phone="01632 960 199",
        worried_when="Day and night",
    )


@pytest.fixture
def place(make, area, session):
    runs = Organisation(area_id=area.id, slug="hearth", name="Hearthstone", kind="provider")
    session.add(runs)
    session.flush()
    return make.place(area, name="Rose House", organisation_id=runs.id)


@pytest.fixture
def other(make, area):
    return make.place(area, name="Mill Lane")


@pytest.fixture
def people(make, session, area, place, other):
    """The two contacts, a hat of every kind, and a contact of another area."""
    hats = {
        "resident": (place, HatKind.USES_SERVICES),
        "family": (place, HatKind.FAMILY),
        "staff": (place, HatKind.STAFF),
        "manager": (place, HatKind.MANAGER),
        "commissioner": (area, HatKind.COMMISSIONER),
        "advocate": (area, HatKind.ADVOCATE),
        "site_admin": (area, HatKind.SITE_ADMIN),
        "only_hat": (area, HatKind.SAFEGUARDING),  # nobody made them a contact
        "first": (area, HatKind.SAFEGUARDING),
        "second": (area, HatKind.SAFEGUARDING),
    }
    found = {
        who: make.person(where, hat, name=f"Somebody {who}") for who, (where, hat) in hats.items()
    }
    found["stranger"] = make.person(name="A stranger")
    elsewhere = make.session.get_one(Area, make.area(slug="far").id)
    found["far"] = make.person(elsewhere, HatKind.SAFEGUARDING, name="Somebody far")
    set_contact(session, area, found["first"], "Speak Together", Employer.ADVOCACY, 1)
    set_contact(session, area, found["second"], "The council", Employer.COUNCIL, 2)
    set_contact(session, elsewhere, found["far"], "The council", Employer.COUNCIL, 1)
    return SimpleNamespace(**found)


def set_contact(session, area, person, works_for, employer, turn):
    contacts.keep(session, (area.id, person.id), works_for, employer, turn)
    session.flush()


def london(*parts) -> datetime:
    """A time of the wall clock in London."""
    return datetime(*parts, tzinfo=HERE)
