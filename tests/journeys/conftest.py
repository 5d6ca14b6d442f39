"""Alderbrook as `coprod demo load` makes it: loaded once on each engine, copied for each test."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from coprod.demo.load import load_demo
from coprod.issues.models import Issue
from coprod.people.models import Person as PersonRow
from coprod.web import open_session
from tests.conftest import ENGINES, SECRET
from tests.database import copy_sqlite, empty_tables, fresh_database
from tests.journeys.people import Person
from wsgi import create_app


@pytest.fixture(scope="session")
def _sqlite_alderbrook(_sqlite_template, tmp_path_factory):
    path = tmp_path_factory.mktemp("alderbrook") / "demo.sqlite"
    _load(copy_sqlite(_sqlite_template, path))
    return path


@pytest.fixture(scope="session")
def _postgres_alderbrook(_postgres) -> str:
    url = _beside(_postgres, "alderbrook")
    fresh_database(url, like=_postgres)
    empty_tables(url)  # of what the test before this one left
    _load(url)
    return url


def _beside(url: str, name: str) -> str:
    """The address of another database on the same server."""
    there = make_url(url)
    return there.set(database=f"{there.database}_{name}").render_as_string(hide_password=False)


def _load(url: str) -> None:
    app = create_app({"SECRET_KEY": SECRET, "DATABASE_URL": url, "UPLOADS": None})
    with open_session(app=app) as session:
        load_demo(session, app.extensions["features"])
        session.commit()
    app.extensions["engine"].dispose()


@pytest.fixture(params=ENGINES)
def another_alderbrook(request, databases) -> Callable[[], str]:
    """Makes a copy of Alderbrook to change at will; all of a test's are on one engine."""
    numbers = count(1)

    def copy() -> str:
        name = f"copy_{next(numbers)}"
        if request.param == "sqlite":
            alderbrook = request.getfixturevalue("_sqlite_alderbrook")
            return copy_sqlite(alderbrook, databases / f"{name}.sqlite")
        alderbrook = request.getfixturevalue("_postgres_alderbrook")
        url = _beside(alderbrook, name)
        fresh_database(url, like=alderbrook)
        return url

    return copy


@pytest.fixture
def database_url(another_alderbrook) -> str:
    """A copy of Alderbrook for the app, once on each engine."""
    return another_alderbrook()


@pytest.fixture
def somebody(session: Session) -> Callable[[str], PersonRow]:
    """A made-up person's row, by the name they type to sign in."""

    def find(slug: str) -> PersonRow:
        return session.scalars(select(PersonRow).where(PersonRow.slug == slug)).one()

    return find


@pytest.fixture
def enter(sign_in, somebody):
    """Sign somebody in, by the name they type."""
    return lambda slug: sign_in(somebody(slug))


@pytest.fixture
def issue(session):
    """An issue of the demo, by its title."""
    return lambda title: session.scalars(select(Issue).where(Issue.title == title)).one()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request) -> bool:
    """Whether the browsers of a journey run JavaScript."""
    return bool(request.param)


@pytest.fixture
def meet(browser, site, scripts) -> Iterator[Callable[..., Person]]:
    """Meet somebody: by name, they come in through the demo door; without one, they are nobody."""
    met = []

    def introduce(name: str = "") -> Person:
        person = Person(browser, site, name, scripts=scripts)
        met.append(person)
        if name:
            person.comes_in()
        return person

    yield introduce
    for person in met:
        person.context.close()
