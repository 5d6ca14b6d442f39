"""Being named as a writer: who sees it, where the one who is named finds it, and their answer."""

import pytest

from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.vision import writing
from tests.journeys.pages import words


@pytest.fixture
def silent(session, make, place, draft):
    """Somebody who was named as a writer and has not said anything."""
    person = make.person(place, name="The Silent One")
    writing.set_writers(session, draft.writer, draft.found(), 3, [person.id, draft.writer.id])
    session.flush()
    return person


def test_until_they_say_yes_only_the_writers_see_who_was_named(sign_in, draft, silent, everyone):
    url = f"/good-life/{draft.id}"
    assert "The Silent One" not in sign_in(everyone.family).get(url).text
    page = words(sign_in(everyone.uses_services).get(url).text)
    assert "The Silent One" in page and "Asked, no answer yet." in page
    assert "Only you who write it see who was asked." in page


def test_it_is_their_turn_to_say_whether_they_wrote_it(sign_in, draft, silent, everyone):
    asked, url = sign_in(silent), f"/good-life/{draft.id}/versions/1"
    assert f'href="{url}"' in asked.get("/").text
    assert "Did you write this?" in words(asked.get("/").text)
    for somebody in (everyone.uses_services, everyone.family):
        assert "Did you write this?" not in words(sign_in(somebody).get("/").text)
    page = asked.get(url).text
    assert "Somebody says you wrote this too." in words(page)
    assert "Your name is down as a writer." in words(asked.get(f"{url}/sign-up").text)
    assert asked.post(f"{url}/sign-up", data={"says": "yes"}).status_code == 303
    assert "Did you write this?" not in words(asked.get("/").text)
    page = words(sign_in(everyone.family).get(url).text)
    wrote = page[page.index("Who wrote it") : page.index("Who signed up")]
    assert "The Silent One" in wrote


def test_not_this_is_no_yes(sign_in, draft, silent, everyone):
    asked, url = sign_in(silent), f"/good-life/{draft.id}/versions/1"
    asked.post(f"{url}/sign-up", data={"says": "not_this", "why": "Not my words."})
    assert "Did you write this?" not in words(asked.get("/").text)
    page = words(sign_in(everyone.uses_services).get(url).text)
    assert "Asked. Has not said yes." in page
    page = words(sign_in(everyone.family).get(url).text)
    assert "The Silent One" not in page[: page.index("Who signed up")]


def test_they_take_their_name_off(sign_in, draft, silent, everyone):
    asked, url = sign_in(silent), f"/good-life/{draft.id}/versions/1"
    assert "Take my name off" in asked.get(url).text
    assert asked.post(f"{url}/take-my-name-off").status_code == 303
    assert "Did you write this?" not in words(asked.get("/").text)
    assert "The Silent One" not in sign_in(everyone.uses_services).get(url).text


def test_the_first_page_asks_the_database_no_more_for_it(sign_in, session, draft, silent, everyone):
    other, asked = sign_in(everyone.family), sign_in(silent)
    other.get("/"), asked.get("/")
    other.get("/"), asked.get("/")
    assert asked.statements == other.statements <= 8


def test_the_advocate_finds_what_was_put_away(sign_in, visitor, make, place, agree, everyone):
    statement_id = agree().statement.id
    hannah = sign_in(everyone.advocate)
    assert "Put away" not in words(hannah.get("/good-life").text)
    hannah.post(f"/good-life/{statement_id}/put-away", data={"why": "Old words."})
    page = hannah.get("/good-life").text
    assert "Put away" in words(page) and f'href="/good-life/{statement_id}"' in page
    elsewhere = make.person(make.session.get(Area, make.place().area_id), HatKind.ADVOCATE)
    for client in (visitor, sign_in(everyone.uses_services), sign_in(elsewhere)):
        assert f'href="/good-life/{statement_id}"' not in client.get("/good-life").text
    hannah.post(f"/good-life/{statement_id}/bring-back")
    assert "Put away" not in words(hannah.get("/good-life").text)
