"""One app, a fresh database on each engine, and small makers of people, places and things."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from coprod.db import Base, for_reading, open_engine
from coprod.demo.load import Demo
from coprod.people.viewer import Viewer
from coprod.seal import KEY
from coprod.sign_in import queries, services
from tests.alderbrook import LoadedDemo
from tests.audit.pressed import (  # noqa: F401
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from tests.browser import LiveSite, base_url, browser_type_launch_args  # noqa: F401
from tests.database import copy_sqlite, postgres_url
from tests.make import Make
from tests.page import Client
from tests.rows import empty_tables
from wsgi import create_app

SECRET = "a-secret-for-tests-that-is-long-enough"
ENGINES = os.environ.get("COPROD_TEST_ENGINES", "sqlite postgresql").split()


@event.listens_for(Engine, "connect")
def _in_no_order(connection, _record) -> None:
    """SQLite gives rows in no asked-for order from the last to the first.

    PostgreSQL gives them from the first on, mostly: what leans on either fails on the other.
    """
    if "sqlite" in type(connection).__module__:
        connection.execute("PRAGMA reverse_unordered_selects = ON")


@pytest.fixture(scope="session")
def _sqlite(tmp_path_factory):
    """A migrated database with nothing in it, to copy for each test."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    _tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres(tmp_path_factory, worker_id):
    url = postgres_url(tmp_path_factory, worker_id)
    _tables(url)
    return url


def _tables(url: str) -> None:
    create_app({"SECRET_KEY": SECRET, "DATABASE_URL": url, "UPLOADS": None})  # loads every model
    engine = open_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def databases(tmp_path_factory) -> Path:
    """The folder of this worker's SQLite files: each test has its own, at the same address."""
    return tmp_path_factory.mktemp("databases")


@pytest.fixture(params=ENGINES)
def database_url(request, databases) -> str:
    """A database with tables and no rows, once on each engine."""
    if request.param == "sqlite":
        return copy_sqlite(request.getfixturevalue("_sqlite"), databases / "test.sqlite")
    url = request.getfixturevalue("_postgres")
    empty_tables(url)
    return url


@pytest.fixture(scope="session")
def alderbrook_on(request, _built_app) -> Callable[[str], LoadedDemo]:
    """The demo area on an engine, loaded by the first test that asks for it."""

    @cache
    def on(engine: str) -> LoadedDemo:
        template = request.getfixturevalue({"sqlite": "_sqlite"}.get(engine, "_postgres"))
        return LoadedDemo(_built_app.extensions["features"], SECRET, template)

    return on


@pytest.fixture
def demo(alderbrook_on, app: Flask, database_url: str, session: Session) -> Demo:
    """The demo area, loaded into the database of this test."""
    assert not session.in_transaction(), "what was there before would be gone"
    engine = app.extensions["engine"]
    engine.dispose()
    alderbrook = alderbrook_on(engine.dialect.name)
    alderbrook.put_into(database_url)
    told = alderbrook.told(session)
    session.commit()
    return told


@pytest.fixture(scope="session")
def _built_app() -> Flask:
    """The app of this worker: built once, because compiling templates is most of a test's time."""
    app = create_app(
        {"SECRET_KEY": SECRET, "TESTING": True, "DATABASE_URL": "sqlite://", "UPLOADS": None}
    )
    app.test_client_class = Client
    gc.freeze()  # what lives as long as the worker need not be looked through for rubbish again
    gc.set_threshold(50_000, 20, 20)
    return app


@pytest.fixture(scope="session")
def _engines() -> Iterator[dict[str, Engine]]:
    """Engines by address, to use again: compiling statements anew is a fifth of a test's time."""
    kept: dict[str, Engine] = {}
    yield kept
    for engine in kept.values():
        engine.dispose()


@pytest.fixture
def app(_built_app, _engines, database_url, databases) -> Iterator[Flask]:
    """The app on this test's own database, with settings that end with the test."""
    app, settings = _built_app, dict(_built_app.config)
    uploads = databases / "uploads"  # tmp_path would be a folder more to make and remove a test
    shutil.rmtree(uploads, ignore_errors=True)
    app.config.update(DATABASE_URL=database_url, UPLOADS=uploads)
    engine = _engines.pop(database_url, None) or open_engine(database_url)
    app.extensions.update(engine=engine, reader=for_reading(engine))
    yield app
    at_rest = not engine.pool.checkedout()  # else something of this test is still at it
    if at_rest:
        _engines[database_url] = engine
    if not at_rest or engine.dialect.name == "sqlite":  # whose file is another at the next test
        engine.dispose()
    app.config.clear()
    app.config.update(settings)


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address of the app, served for a browser."""
    with LiveSite(app) as url:
        yield url


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Switch off pytest-flask's: it makes all requests in a test share one `g` and one sign-in."""


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Writes and reads. Clients commit it before each request, so that nobody waits for it."""
    info = {KEY: SECRET.encode()}
    with Session(app.extensions["engine"], expire_on_commit=False, info=info) as session:
        yield session
        session.rollback()


@pytest.fixture
def make(session: Session) -> Make:
    return Make(session)


@pytest.fixture
def as_viewer(session: Session) -> Callable[..., Viewer]:
    """The viewer a person is, as the rules see them."""

    def view(person, **start) -> Viewer:
        session.flush()
        token = services.start(session, person.id, **start)
        session.flush()
        return queries.by_token(session, token).viewer

    return view


@pytest.fixture
def visitor(app: Flask, session: Session) -> Client:
    """A browser that nobody is signed in on."""
    client = app.test_client()
    client.session_to_commit = session
    return client


@pytest.fixture
def sign_in(app: Flask, session: Session) -> Callable[..., Client]:
    """A browser with a person signed in, through a real sign-in on the server."""

    def enter(person, **start) -> Client:
        session.flush()
        token = services.start(session, person.id, **start)
        session.commit()
        client = app.test_client()
        client.session_to_commit = session
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return client

    return enter
