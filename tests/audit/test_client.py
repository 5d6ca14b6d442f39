"""What holds every press to the chain sees what was changed, however it was said, and what was not.

So that a route which changes rows in silence, or commits twice, fails the first test that presses.
"""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from coprod import once
from coprod.db import insert_new, midnight
from tests.audit.chain import renamed
from tests.audit.changed import Changed
from tests.audit.client import Chain
from tests.audit.pressed import KEEPS_NOTHING, troubles
from tests.browser import LiveSite

WAYS = {  # what is said to the database, and whether that changes a row
    "UPDATE place SET about = 'new'": True,
    "WITH one AS (SELECT 1) UPDATE place SET about = 'new'": True,
    "/* quietly */ DELETE FROM place": True,
    "UPDATE place SET about = 'new' WHERE id = -1": False,
    "SELECT count(*) FROM place": False,
}


@pytest.fixture
def place(make, session):
    place = make.place()
    session.commit()
    return place


@pytest.fixture
def silent(app):
    """A session of which the chain is told nothing."""
    with Session(app.extensions["engine"]) as session:
        yield session


@pytest.mark.parametrize(("said", "changes"), WAYS.items(), ids=range(len(WAYS)))
def test_it_sees_what_was_changed(app, place, silent, said, changes):
    with Changed(app.extensions["engine"]) as seen:
        silent.execute(text(said))
        silent.rollback()
        assert seen.tables == []
        silent.execute(text(said))
        silent.commit()
    assert bool(seen.tables) is changes


def test_a_press_that_is_there_already_is_no_change(app, silent, place):
    for is_new in (True, False):
        with Changed(app.extensions["engine"]) as seen:
            insert_new(silent, once.Pressed, mark="m", at=midnight(), went_to="")
            silent.commit()
        assert seen.tables == ([{"pressed"}] if is_new else [])


@pytest.mark.parametrize("said", ["UPDATE place SET about = 'x'", "DELETE FROM place"])
def test_a_change_without_a_row_is_caught(app, visitor, silent, place, said):
    answer = visitor.get("/no-page")
    chain = Chain(app)
    with chain.changed:
        silent.execute(text(said))
        silent.commit()
    with pytest.raises(AssertionError, match="place"):
        chain.check(answer)


@pytest.mark.parametrize("times", [1, 2])
def test_two_rows_are_caught_and_so_is_one_for_nothing(app, visitor, place, times):
    answer = visitor.get("/no-page")
    chain = Chain(app)
    with chain.changed:
        renamed(app, place.id, times=times)
    if times == 1:
        chain.check(answer)
        chain.changed.tables = []
    with pytest.raises(AssertionError, match="a page"):
        chain.check(answer)


def test_a_button_that_no_test_saw_is_told_of():
    quiet = next(iter(KEEPS_NOTHING))
    buttons = {"a.b", "a.c", *KEEPS_NOTHING}
    told = troubles({"a.b": True, "a.c": False, quiet: True}, buttons)
    assert [one.split(" leaves")[0] for one in told] == ["No test saw that a.c", quiet]
    assert troubles({"a.b": True, "a.c": True}, buttons) == []
    assert len(troubles({}, set())) == len(KEEPS_NOTHING)


@pytest.mark.browser
def test_a_browser_that_was_open_hides_no_press_that_comes_after(app, browser, place):
    assert browser.is_connected() and Chain(app).end is not None
    with LiveSite(app):
        assert Chain(app).end is None, "others may press"
    assert Chain(app).end is not None
