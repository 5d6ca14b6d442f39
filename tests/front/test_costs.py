"""However much was ever said, the first page looks at as much of it."""

import pytest

from bench import seed
from bench.inside import browser
from bench.visitors import sign_in
from coprod.db import Base
from coprod.front import queries, turns
from tests.database import copy_sqlite

PERSON, STAFF, ADVOCATE = 1, 16, 19  # of the bench's people
STEPS = 100  # of SQLite's own machine, for each count


@pytest.fixture
def database_url(databases, request):
    """Only SQLite counts its steps."""
    return copy_sqlite(request.getfixturevalue("_sqlite"), databases / "test.sqlite")


def steps(app, visitor):
    """How many hundreds of steps the database takes for the first page."""
    client = browser(app, visitor)
    client.get("/")
    raw = app.extensions["engine"].raw_connection()
    counted = 0

    def count():
        nonlocal counted
        counted += 1

    raw.driver_connection.set_progress_handler(count, STEPS)
    raw.close()
    assert client.get("/").status_code == 200
    return counted


@pytest.fixture
def look(monkeypatch):
    """Look through fewer, so that a small database shows what a big one would."""
    monkeypatch.setattr(turns, "LOOK", 20)
    queries._first_page.cache_clear()
    yield
    queries._first_page.cache_clear()


@pytest.mark.usefixtures("look")
def test_the_first_page_takes_as_many_steps_with_four_times_as_much(app):
    engine, taken = app.extensions["engine"], []
    for size in (600, 2_400):
        Base.metadata.drop_all(engine)  # histories are not to be emptied
        Base.metadata.create_all(engine)
        seed.fill(engine, size)
        visitors = sign_in(app, [PERSON, STAFF, ADVOCATE])
        taken.append([steps(app, one) for one in visitors])
        engine.dispose()
    few, many = taken
    assert max(few) > 0
    assert not [grown for grown in zip(few, many, strict=True) if grown[1] > 1.5 * grown[0] + 5]
