"""Words go through the door in the page itself, where no row can keep them."""

import re
from functools import partial, wraps
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.drafts.models import Draft
from coprod.issues import held
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.sign_in import passphrases, services
from coprod.sign_in.door import let_go
from coprod.ways import page_above
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
        '["/say", [["a", "b"]]]',
        '["//bad.example", [["a", "b"]], ""]',
        '["/say", [["a"]], ""]',
        '["/say", [["a", " "]], ""]',
        '["/say", [["seen", "34b901c351804b4f"]], ""]',
        '["/say", [["a", "b"]], "not a mark"]',
        "[" * 5_000,
    ],
)
def test_nonsense_is_not_carried(danny, come_in, carried):
    assert come_in(carried=carried).location == "/"


@pytest.fixture
def own_issue(make, place, session, danny):
    """What Danny said without his name; its address alone would tell that it is his."""
    issue = make.issue(place, author_id=None, author_hat=None, name_held=True)
    held.hold(session, danny.id, issue.id)
    services.set_passphrase(
        session, make.person(place, slug="ann-field").id, passphrases.hashed(WORDS)
    )
    session.commit()
    return issue


@pytest.fixture
def typed_late(tabs, session, danny):
    """What an open form of Danny's sends after his sign-in ended."""
    open_tab = tabs.get("/say")
    services.end_everywhere(session, danny.id)
    session.commit()
    return fill_in(open_tab, "/say", words="Mine alone.")


def test_the_one_whose_sign_in_ended_is_given_it_back(tabs, typed_late, own_issue):
    here = f"/say/{own_issue.id}/take-back"
    door = tabs.post(here, data=typed_late)
    typed = {"name": "danny okafor", "passphrase": WORDS}
    given = tabs.post("/sign-in", data=fill_in(door, "/sign-in", **typed))
    assert given.status_code == 200 and "Mine alone." in given.text


def test_the_next_person_on_a_shared_tablet_is_not_shown_it(tabs, typed_late, own_issue):
    """They could send it as theirs: a yes to a letter, a no to joining."""
    here = f"/say/{own_issue.id}/take-back"
    door = tabs.post(here, data=typed_late)
    typed = {"name": "ann field", "passphrase": WORDS}
    given = tabs.post("/sign-in", data=fill_in(door, "/sign-in", **typed))
    assert (given.status_code, given.location) == (303, "/")
    assert "Mine alone." not in tabs.get("/").text


def test_nor_by_the_demo_door(tabs, typed_late, own_issue, make):
    make.person(make.place(make.area(is_demo=True)), HatKind.STAFF, slug="leon", is_demo=True)
    make.session.commit()
    door = tabs.post(f"/say/{own_issue.id}/take-back", data=typed_late)
    pictures = tabs.post("/demo-door", data=fill_in(door, "/demo-door"))
    given = tabs.post("/demo-door", data=fill_in(pictures, "/demo-door", person="leon"))
    assert (given.status_code, given.location) == (303, "/")


def test_what_tells_who_said_it_is_let_go_where_nobody_knows_who_sent_it(tabs, own_issue):
    here = f"/say/{own_issue.id}/take-back"
    open_tab = tabs.get("/say")
    tabs.post("/sign-out", data=fill_in(tabs.get("/"), "/sign-out"))
    late = tabs.post(here, data=fill_in(open_tab, "/say", words="Mine alone."))
    assert late.status_code == 400
    door = tabs.post(here, data=fill_in(late, here))
    assert (door.status_code, door.location) == (302, "/sign-in?next=/")


@pytest.fixture
def pressed(app):
    """Marks the view of an address as one whose late presses are let go."""
    marked = []

    def mark(endpoint):
        marked.append((endpoint, view := app.view_functions[endpoint]))
        app.view_functions[endpoint] = let_go(wraps(view)(partial(view)))

    yield mark
    app.view_functions.update(marked)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_a_late_press_is_let_go_and_the_door_leads_to_the_page_above(
    tabs, session, typed_late, own_issue, pressed, headers
):
    pressed("issues.take_back")
    pressed("issues.me_too")
    for address, back in (
        (f"/say/{own_issue.id}/take-back", f"/say/{own_issue.id}"),
        (f"/issues/{own_issue.id}/me-too", f"/issues/{own_issue.id}"),
    ):
        door = tabs.post(address, data=typed_late, headers=headers)
        to = door.headers.get("HX-Redirect") or door.location
        assert to == f"/sign-in?next={back}&late=y"
        assert "Mine alone." not in door.text
    typed = {"name": "ann field", "passphrase": WORDS}
    come = tabs.post("/sign-in", data=fill_in(tabs.get(to), "/sign-in", **typed))
    assert come.location == back
    session.expire_all()
    assert session.scalars(select(Draft)).all() == []


@pytest.mark.parametrize("address", ["/invited/abc", "/new-passphrase/abc"])
def test_what_is_let_go_leads_to_no_address_with_a_secret(app, address):
    with app.test_request_context(address, method="POST"):
        assert page_above() == "/"


def test_a_form_with_no_words_in_it_leads_to_the_door(visitor):
    for form in ({}, {"once": "a"}, {"words": " "}, {"passphrase_now": "a secret of mine"}):
        assert visitor.post("/my-settings/passphrase", data=form).status_code == 302
