"""Shelley tells what she is worried about. Two people read it, and nobody else learns of it."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from coprod.concerns.models import Concern, ConcernStep, ConcernWords
from tests.journeys.crawl import crawl
from tests.journeys.month.scenes import proves

SCENE = "Shelley tells"
CANARY = "quillfeather"
WORDS = f"somebody who helps me keeps my bank card in there pocket. {CANARY}"
SENT = "Thank you for telling us"


@pytest.fixture
def told(meet):
    """Shelley tells it in two steps from the first page, as it comes to her."""
    shelley = meet("Shelley Dodd")
    shelley.starts_at()
    shelley.follows("I am worried")
    shelley.writes("Tell us what is wrong", WORDS)
    shelley.presses("Send it")
    shelley.sees_page(SENT)
    assert shelley.steps == 2
    return shelley


def _opens_the_newest(contact):
    contact.starts_at("/concerns")
    contact.follows(re.compile("^Told at .* today"), contact.part("Wait to be read"))
    return contact.where


@proves(
    SCENE,
    "The words are kept just as written, with the time. Nobody can edit or delete them.",
)
def test_the_words_are_kept_just_as_written(told, meet, session):
    hannah = meet("Hannah Lowe")
    hannah.starts_at()
    hannah.follows("Something waits for you to read it", hannah.part("Your turn"))
    _opens_the_newest(hannah)
    hannah.sees(WORDS)
    assert re.search(r"Told at \d\d:\d\d today", hannah.reads())
    hannah.presses("I have read it")
    hannah.sees("Read", hannah.page.get_by_role("main"))
    assert not re.search("Change|Edit|Delete|Take it away", hannah.reads())
    for kind in (Concern, ConcernWords, ConcernStep):
        table = kind.__tablename__
        for verb in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1000"):
            with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
                session.execute(text(verb))
    session.rollback()


@proves(SCENE, "The manager of the place cannot open it.")
def test_the_manager_of_the_place_cannot_open_it(told, meet, session):
    here = _opens_the_newest(meet("Hannah Lowe"))
    colette = meet("Colette Ward")
    for path in ("/concerns", here, f"{here}/passed", f"{here}/close"):
        assert not colette.may_open(path)
    colette.starts_at()
    assert colette.forges(f"{here}/close")[0] == 404
    assert session.get(Concern, int(here.rsplit("/", 1)[-1])) is not None


@proves(
    SCENE,
    "No page, feed, count, export or email shows that the post exists, except to two "
    "safeguarding contacts.",
)
def test_only_two_contacts_learn_that_it_exists(told, meet, enter, visitor, scripts):
    for contact in (meet("Hannah Lowe"), meet("Rosa Bell")):
        _opens_the_newest(contact)
        contact.sees(CANARY)
    others = ("colette", "imran", "owen", "bev") if scripts else ("maureen", "")
    for slug in others:
        found = crawl(enter(slug) if slug else visitor, alike=3)
        assert len(found) > 50
        assert [path for path, answer in found.items() if CANARY in answer.text] == []
        assert [path for path, answer in found.items() if "/concerns" in answer.text] == []
