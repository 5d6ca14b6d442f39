"""Something that the manager passes on, and the link for it."""

import pytest

from coprod.issues import queries
from coprod.pass_on import services
from coprod.pass_on.services import ToPass
from tests.issues.conftest import everyone, issue, place, visitor  # noqa: F401  fixtures

TO = {"body": "The bus company", "reader": "Ticket team", "note": "Please sell a cheap ticket."}


@pytest.fixture
def pass_on(session, as_viewer, issue):  # noqa: F811
    """Passes the issue on in somebody's name."""

    def to_them(person, about=None, **wanted):
        about = about or issue
        standing = queries.standing(session, about.id)
        wanted = ToPass(**TO | wanted)
        return services.pass_on(session, as_viewer(person), about, standing, wanted)

    return to_them


@pytest.fixture
def passed(everyone, pass_on):  # noqa: F811
    return pass_on(everyone.manager)


@pytest.fixture
def new_link(session, as_viewer, issue):  # noqa: F811
    """Makes a link, and gives its address."""

    def make_one(person, of, about=None):
        about = about or issue
        standing = queries.standing(session, about.id)
        token = services.new_link(session, as_viewer(person), of, about, standing)
        session.flush()
        return f"/passed-on/answer/{token}"

    return make_one


@pytest.fixture
def link(everyone, passed, new_link):  # noqa: F811
    return new_link(everyone.manager, passed)
