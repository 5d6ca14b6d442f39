"""Words go through the door in the page itself, where no row can keep them."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.sign_in import services
from tests.sign_in.conftest import WORDS


@pytest.fixture
def tabs(app, session, danny):
    """A browser that proves itself only by what its pages hold, with Danny signed in on it."""
    client = FlaskClient(app, app.response_class)
    token = services.start(session, danny.id)
    session.commit()
    with client.session_transaction() as cookie:
        cookie.update(_user_id=token, _fresh=True)
    return client


def fill_in(page, to: str, **typed) -> dict:
    """What a form of this page sends: its hidden fields and what somebody typed."""
    form = re.search(rf'<form[^>]* action="{to}".*?</form>', page.text, re.DOTALL)
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form.group())
    sent: dict = {}
    for name, value in pairs:
        sent.setdefault(name, []).append(unescape(value))
    return sent | typed


@pytest.fixture
def late(tabs):
    """The page after Danny signed out in one tab and sent what another tab held."""
    open_tab = tabs.get("/say")
    tabs.post("/sign-out", data=fill_in(tabs.get("/"), "/sign-out"))
    words = 'They said: "wait". <b>Carried!</b>'
    return tabs.post("/say", data=fill_in(open_tab, "/say", words=words))


def test_words_of_another_tab_come_back_after_signing_in(tabs, late):
    assert late.status_code == 400 and "We kept your words. Press to send them." in late.text
    door = tabs.post("/say", data=fill_in(late, "/say"))
    assert "You are signed out. We kept your words." in door.text
    typed = {"name": "danny okafor", "passphrase": "not the right one"}
    door = tabs.post("/sign-in", data=fill_in(door, "/sign-in", **typed))
    assert door.status_code == 422 and "We kept your words." in door.text
    given = tabs.post("/sign-in", data=fill_in(door, "/sign-in", **typed | {"passphrase": WORDS}))
    assert given.status_code == 200 and "Press to carry on." in given.text
    sent = tabs.post("/say", data=fill_in(given, "/say"))
    assert (sent.status_code, sent.location) == (303, "/say/check")
    page = tabs.get("/say/check").text
    assert "Carried!" in page and "<b>Carried" not in page


def test_the_page_that_gives_words_back_says_whom_to_ring_in_their_own_area(
    make, session, place, late, tabs
):
    session.get_one(Area, place.area_id).help_name = "Ann Field"
    make.area(slug="brook", help_name="Bo Lane")
    session.commit()
    tabs.get("/?area=brook")
    door = tabs.post("/say", data=fill_in(late, "/say"))
    typed = {"name": "danny okafor", "passphrase": WORDS}
    given = tabs.post("/sign-in", data=fill_in(door, "/sign-in", **typed))
    assert "We kept your words safe" in given.text
    assert "You can ring Ann Field." in given.text and "Bo Lane" not in given.text


def test_words_come_through_the_demo_door_too(tabs, late, make):
    make.person(make.place(make.area(is_demo=True)), HatKind.STAFF, slug="leon", is_demo=True)
    make.session.commit()
    door = tabs.post("/say", data=fill_in(late, "/say"))
    pictures = tabs.post("/demo-door", data=fill_in(door, "/demo-door"))
    assert pictures.status_code == 200 and "Who would you like to be?" in pictures.text
    given = tabs.post("/demo-door", data=fill_in(pictures, "/demo-door", person="leon"))
    assert "We kept your words safe" in given.text
    assert tabs.post("/say", data=fill_in(given, "/say")).location == "/say/check"


@pytest.mark.parametrize(
    "carried",
    [
        "",
        "x",
        "[]",
        "null",
        "7",
        '["/say"]',
        '["//bad.example", [["a", "b"]]]',
        '["/say", [["a"]]]',
        '["/say", [["a", " "]]]',
        "[" * 5_000,
    ],
)
def test_nonsense_is_not_carried(danny, come_in, carried):
    assert come_in(carried=carried).location == "/"


def test_a_form_with_no_words_in_it_leads_to_the_door(visitor):
    for form in ({}, {"once": "a"}, {"words": " "}, {"passphrase_now": "a secret of mine"}):
        assert visitor.post("/my-settings/passphrase", data=form).status_code == 302
