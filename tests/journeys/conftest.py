"""Alderbrook, copied for each test; its people, and browsers for them."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from coprod.db import for_reading, open_engine, today
from coprod.issues.models import Issue
from coprod.people.models import Person as PersonRow
from tests.conftest import ENGINES, SECRET
from tests.database import fresh_database
from tests.journeys.people import Person
from wsgi import create_app


def pytest_collection_modifyitems(items):
    """A journey in a browser is lived once for each engine, and once with scripts and without.

    Which of the two a browser has is nothing to the engine: of all four pairs two say as much.
    """
    items[:] = [one for one in items if _is_lived(getattr(one, "callspec", None))]


def _is_lived(callspec) -> bool:
    told = callspec.params if callspec else {}
    if len(ENGINES) == 1 or not {"scripts", "another_alderbrook"} <= told.keys():
        return True
    return told["scripts"] == (told["another_alderbrook"] == ENGINES[0])


@pytest.fixture(scope="session")
def _copies() -> set[tuple[str, date]]:
    """The databases on PostgreSQL that are there to be filled again."""
    return set()


@pytest.fixture(params=ENGINES)
def another_alderbrook(request, alderbrook_on, databases, _copies) -> Callable[[], str]:
    """Makes a copy of Alderbrook to change at will; all of a test's are on one engine."""
    numbers = count(1)
    alderbrook = alderbrook_on(request.param)

    def copy() -> str:
        name = f"copy_{next(numbers)}"
        if request.param == "sqlite":
            url = f"sqlite:///{databases / name}.sqlite"
        else:
            url = _postgres_copy(request.getfixturevalue("_postgres"), name)
        alderbrook.put_into(url)
        return url

    def _postgres_copy(template: str, name: str) -> str:
        there = make_url(template)
        there = there.set(database=f"{there.database}_{name}")
        url = there.render_as_string(hide_password=False)
        if (url, today()) not in _copies:
            alderbrook.put_into(template)
            fresh_database(url, like=template)
            _copies.add((url, today()))
        return url

    return copy


@pytest.fixture(scope="session")
def _more_apps() -> list[Flask]:
    """Apps to use again: making one reads every template anew, which takes 2 seconds."""
    return []


@pytest.fixture
def another_town(another_alderbrook, _more_apps, tmp_path) -> Iterator[Callable[[], Flask]]:
    """Makes an app on a copy of Alderbrook of its own."""
    made: list[Flask] = []

    def town() -> Flask:
        url, uploads = another_alderbrook(), tmp_path / f"uploads_{len(made)}"
        if len(made) == len(_more_apps):
            settings = {"SECRET_KEY": SECRET, "TESTING": True, "DATABASE_URL": "sqlite://"}
            _more_apps.append(create_app(settings | {"UPLOADS": None}))
        app = _more_apps[len(made)]
        app.config.update(DATABASE_URL=url, UPLOADS=uploads)
        engine = open_engine(url)
        app.extensions.update(engine=engine, reader=for_reading(engine))
        made.append(app)
        return app

    yield town
    for app in made:
        app.extensions["engine"].dispose()


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
