"""What cannot be used is given back: the words of every refused form, and no secret among them."""

import re
from html import unescape

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from werkzeug.test import Client as Browser

from coprod.db import today
from forums.models import Post
from improvement_cycles import plan_asks
from tests.journeys.pages import words as said

HTMX = {"HX-Request": "true"}
NO_TOKEN = {"X-CSRFToken": ""}
WORDS = "The bus was late & cold.\nAgain <b>today</b>."
HERE = "Here are your words. You can copy them."
AGAIN = "Send my words again"


@pytest.fixture
def place(make):
    return make.place()


@pytest.fixture
def member(make, place, sign_in):
    """Somebody signed in who belongs here."""
    return sign_in(make.person(place))


@pytest.fixture
def gone(make, place):
    """The talk of an issue that was taken back while somebody wrote."""
    make.issue(place, title="Another one")
    return f"/talk/issue/{make.issue(place, taken_back_on=today()).id}"


@pytest.fixture
def here(make, place):
    """The talk of an issue that is there."""
    return f"/talk/issue/{make.issue(place).id}"


def copies(page):
    """The boxes of a page with words to copy: label and words of each."""
    box = r'for="(sent-\d+)">(.*?)</label>.*?<textarea[^>]* id="\1"[^>]* readonly>(.*?)</textarea>'
    found = re.findall(box, page.text, re.DOTALL)
    return [(unescape(label), unescape(text)) for _id, label, text in found]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_words_on_something_taken_back_meanwhile_come_back(member, gone, headers):
    page = member.post(gone, data={"words": WORDS, "once": "s"}, headers=headers)
    assert page.status_code == 404
    assert HERE in page.text
    assert copies(page) == [("What do you want to say?", WORDS)]
    assert ("<html" in page.text) is not bool(headers)
    assert AGAIN not in page.text, "sending it once more would not help"


def test_words_that_a_rule_refuses_come_back(make, sign_in, here):
    stranger = sign_in(make.person(make.place()))
    page = stranger.post(here, data={"words": WORDS})
    assert page.status_code in {403, 404}
    assert [text for _label, text in copies(page)] == [WORDS]


def test_only_what_was_typed_is_to_be_copied(make, place, sign_in):
    """Choices, hidden fields and empty ones are no words."""
    statement = make.statement(make.session.get(type(make.area()), place.area_id))
    client = sign_in(make.person(place))
    sent = {
        "better": "Tea is hot.",
        "same_or_worse": " ",
        "next": "A toaster.",
        "edits": "0",
        "once": "a secret of the form",
        "made_up": "x",
    }
    page = client.post(f"/good-life/{statement.id}/look-again/staff", data=sent)
    assert page.status_code == 403
    assert copies(page) == [("What is better?", "Tea is hot."), ("What next?", "A toaster.")]
    assert "of the form" not in page.text


def test_a_line_for_each_person_comes_back_though_nobody_asks_it_now(member):
    """It has no name from the form of another team, which somebody else may have open."""
    other_team = plan_asks.who([("7", "Danny")])
    assert other_team.does_7
    sent = {"does_7": "Makes the tea.", "question_1": "Is it warm?", "then": "check"}
    page = member.post("/tries/goes/99/plan/who", data=sent)
    assert page.status_code == 404
    assert copies(page) == [("Your words", "Makes the tea."), ("Your words", "Is it warm?")]


def test_a_page_that_is_only_asked_for_gives_nothing_back(member, gone):
    assert HERE not in member.get(f"{gone}?words=Hello+there").text


TOO_MANY = "That is too many words for one page. Send a shorter part first."
GO_BACK = "Your words may still be there when you go back in your browser."


def test_more_words_than_are_read_are_refused_as_words_and_never_as_a_photo(member, here):
    plain, with_files = "application/x-www-form-urlencoded", "multipart/form-data"
    led = {"Referer": "http://localhost/issues"}
    for address, kind in ((here, plain), (here, with_files), ("/say", with_files)):
        words = {"words": "a " * 150_000}
        page = member.post(address, data=words, content_type=kind, headers=led)
        assert page.status_code == 413, (address, kind)
        assert f"{TOO_MANY} {GO_BACK}" in said(page.text) and "Photos" not in page.text
        assert HERE not in page.text and "HX-Reswap" not in page.headers
        assert "Go back to where you were" not in page.text  # it would open that page anew


def test_too_many_words_stay_where_they_were_typed(member, here):
    """Where a piece of a page is asked for, the sentence stands before it, not in its place."""
    words = {"words": "a " * 150_000}
    piece = member.post(here, data=words, headers=HTMX)
    assert piece.status_code == 413
    assert TOO_MANY in piece.text and GO_BACK not in piece.text
    assert piece.headers["HX-Reswap"] == "beforebegin"
    saved = member.post("/drafts/save", data=words | {"form": here}, headers=HTMX)
    assert saved.status_code == 413 and "HX-Reswap" not in saved.headers  # nobody pressed


@pytest.mark.parametrize("token", ["", "not the token"])
def test_a_form_without_its_token_is_refused_and_loses_nothing(member, here, session, token):
    headers = {"X-CSRFToken": token}
    page = member.post(here, data={"words": WORDS, "once": "s"}, headers=headers)
    assert page.status_code == 400
    assert session.scalars(select(Post)).all() == []
    assert "We kept your words" in page.text
    assert [text for _label, text in copies(page)] == [WORDS]
    again = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text)
    sent = {name: unescape(value) for name, value in again}
    assert (sent["words"], sent["once"]) == (WORDS, "s")
    assert member.post(here, data=sent, headers=NO_TOKEN).status_code == 303
    session.rollback()
    assert session.scalars(select(Post.words)).all() == [WORDS]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("headers", [{}, NO_TOKEN, HTMX], ids=["with", "without", "htmx"])
def test_another_site_sends_nothing_and_gets_no_words(member, here, session, site, headers):
    sent_by = headers | {"Sec-Fetch-Site": site}
    page = member.post(here, data={"words": WORDS}, headers=sent_by)
    assert page.status_code == 403
    assert "another site" in page.text
    assert "cold" not in page.text
    assert AGAIN not in page.text
    assert session.scalars(select(Post)).all() == []


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_this_site_sends_what_it_likes(member, here, site):
    page = member.post(here, data={"words": WORDS}, headers={"Sec-Fetch-Site": site})
    assert page.status_code == 303


SECRET_WORDS = "purple kettle sings at noon"


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/sign-in", ["passphrase"]),
        ("/my-settings/passphrase", ["passphrase_now", "passphrase", "passphrase_again"]),
        ("/nowhere", ["Passphrase", "the_passphrase"]),
    ],
)
def test_a_passphrase_is_never_written_into_a_page(member, address, names):
    sent = {"name": "Danny"} | dict.fromkeys(names, SECRET_WORDS)
    page = member.post(address, data=sent, headers=NO_TOKEN)
    assert page.status_code in {400, 404}
    assert "kettle" not in page.text


@pytest.fixture
def ill(app):
    """Makes a page of the app fail with an error, as a database or we ourselves may."""
    changed = {}

    def fail(endpoint, error):
        def view(**_address):
            raise error

        changed[endpoint] = app.view_functions[endpoint]
        view.__module__ = changed[endpoint].__module__
        view.public = getattr(changed[endpoint], "public", False)
        app.view_functions[endpoint] = view

    yield fail
    app.view_functions.update(changed)


def _locked():
    import sqlite3

    return OperationalError("INSERT", {"words": WORDS}, sqlite3.OperationalError(WORDS))


def test_a_busy_site_gives_the_words_back_and_logs_no_word(member, here, ill, caplog):
    ill("forums.say", _locked())
    page = member.post(here, data={"words": WORDS, "passphrase": SECRET_WORDS})
    assert page.status_code == 503
    assert AGAIN in page.text
    assert [text for _label, text in copies(page)] == [WORDS]
    assert "kettle" not in page.text
    assert "OperationalError in forums.say" in caplog.text
    assert "cold" not in caplog.text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_database_that_cannot_be_read_loses_no_words(app, member, here, headers):
    def cannot(_conn, _cursor, *_rest):
        raise _locked()

    event.listen(app.extensions["engine"], "before_cursor_execute", cannot)
    try:
        page = member.post(here, data={"words": WORDS}, headers=headers)
        asked, nowhere = member.get("/my-things"), member.get("/nowhere")
    finally:
        event.remove(app.extensions["engine"], "before_cursor_execute", cannot)
    assert (page.status_code, asked.status_code, nowhere.status_code) == (503, 503, 404)
    assert AGAIN in page.text
    assert [text for _label, text in copies(page)] == [WORDS]
    assert "The site is busy." in asked.text


def test_a_broken_site_gives_the_words_back_and_logs_no_word(app, member, here, ill, caplog):
    ill("forums.say", ZeroDivisionError(WORDS))
    app.testing = False
    page = member.post(here, data={"words": WORDS})
    assert page.status_code == 500
    assert AGAIN in page.text
    assert "ZeroDivisionError in forums.say" in caplog.text
    assert "cold" not in caplog.text


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/site.css", "/talk/issue/1"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_name_is_refused_in_plain_words(app, make, path, method):
    """Nobody is led to a site that is not ours: no address is made for that name."""
    make.area()
    app.config["TRUSTED_HOSTS"] = ["coprod.example.org"]
    refused = Browser(app).open(path, method=method, headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert refused.mimetype == "text/plain"
    assert "evil" not in refused.text
    assert refused.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert refused.headers["Cache-Control"] == "no-store"


def test_its_own_name_is_answered(app, visitor, make):
    make.area()
    app.config["TRUSTED_HOSTS"] = ["coprod.example.org"]
    there = visitor.get("/", headers={"Host": "coprod.example.org"})
    assert there.status_code == 200
    assert "coprod" in said(there.text)
