"""A place with its advocate, links into it, browsers for more than one person, and commands."""

import pytest
from click.testing import CliRunner

from coprod.groups import services
from coprod.people.hats import HatKind
from coprod.people.models import Area


@pytest.fixture
def one_more(app, session):
    """Open one more browser that nobody is signed in on."""

    def open_one():
        client = app.test_client()
        client.session_to_commit = session
        return client

    return open_one


@pytest.fixture
def run(app, session):
    """Run a command on the site, and give its exit status and what it said."""

    def command(group, *arguments, stdin=""):
        session.commit()
        result = CliRunner().invoke(group, list(arguments), obj=lambda: app, input=stdin)
        session.expire_all()
        return result.exit_code, result.output

    return command


@pytest.fixture
def place(make):
    return make.place(name="Mill Lane")


@pytest.fixture
def area(place, session):
    return session.get(Area, place.area_id)


@pytest.fixture
def hannah(make, area):
    return make.person(area, HatKind.ADVOCATE, name="Hannah Lowe")


@pytest.fixture
def link(session, as_viewer):
    """Make an invitation and give its address."""

    def invite(by, where, kind=HatKind.USES_SERVICES):
        place_id = where.id if hasattr(where, "area_id") else None
        area_id = where.area_id if hasattr(where, "area_id") else where.id
        token = services.invite(session, as_viewer(by), (area_id, place_id), kind, "Leon")
        session.flush()
        return f"/invited/{token}"

    return invite
