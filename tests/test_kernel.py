"""The kernel: words made safe, presses counted once, writers that queue, and kind refusals."""

import threading
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from sqlalchemy import func, select, update

from coprod import once
from coprod.db import insert_new, midnight, open_engine
from coprod.people.models import Area, Person, Place
from coprod.text import BODY, as_html, clean_text, shorten
from coprod.web import open_session


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  HELP ME  ", "HELP ME"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("one\r\ntwo", "one\ntwo"),
        ("gate\u202etxt.exe", "gatetxt.exe"),
        ("مرحبا", "مرحبا"),
        ("😀", "😀"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200bunseen\u2060\ufeff ", "unseen"),
        ("\u200b \u2060\ufeff", ""),
        ("\u200d\u200f\ufe0f", ""),
        ("a" + "\u0301" * 5000, "á" + "\u0301" * 7),
    ],
)
def test_words_are_kept_as_typed_but_for_what_harms(sent, kept):
    assert clean_text(sent).startswith(kept[:1])
    assert len(clean_text(sent)) <= max(len(kept), 10)
    if len(sent) < 100:
        assert clean_text(sent) == kept


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](http://example.org/x.png)",
        "<a href='data:text/html,x'>x</a>",
        '[x](http://e.org/" onmouseover="alert(1))',
    ],
)
def test_rich_text_holds_nothing_outside_the_list(hostile):
    found = Elements(as_html(hostile)).found
    assert {tag for tag, _ in found} <= {"p", "a", "br"}
    for tag, attributes in found:
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        assert attributes.get("href", "http://").startswith("http")


class Elements(HTMLParser):
    """The elements of a piece of HTML with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_a_bare_address_becomes_a_link_that_shows_its_host():
    assert ">example.org</a>" in as_html("See https://example.org/a/b.")


def test_rich_text_refuses_what_is_too_long():
    with pytest.raises(ValueError, match="5000"):
        as_html("a" * (BODY + 1))


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("I have to be in by 10. It is not fair.", "I have to be in by 10"),
        ("One line\nand another", "One line"),
        ("Why?", "Why?"),
        ("\u200b\u200d\nA line that is seen", "A line that is seen"),
    ],
)
def test_a_title_is_the_first_sentence(words, title):
    assert shorten(words) == title


def test_a_second_press_leads_to_the_first_ones_answer(session, make):
    person = make.person()
    assert once.first_press(session, person.id, "s") is None
    once.answered(session, person.id, "s", "/issues/7")
    assert once.first_press(session, person.id, "s") == "/issues/7"
    assert once.first_press(session, make.person().id, "s") is None


def test_of_a_press_only_the_day_is_known_and_only_for_some_days(session, make):
    person, names = make.person(), ("new", "old", "older")
    for name in names:
        once.first_press(session, person.id, name)
    presses = session.scalars(select(once.Pressed).order_by(once.Pressed.id)).all()
    assert {press.at for press in presses} == {midnight()}
    for press, days in zip(presses, (2, 3, 400), strict=True):
        press.at = midnight() - timedelta(days=days)
    session.flush()
    assert once.first_press(session, person.id, "one more") is None
    left = session.scalars(select(once.Pressed.id).order_by(once.Pressed.id)).all()
    assert left[0] == presses[0].id and len(left) == 2
    assert once.first_press(session, person.id, "new") == "/"


def test_an_insert_says_whether_the_row_is_new(session):
    assert insert_new(
        session,
        Area,
        slug="a",
        name="A",
        about="",
        run_by="",
        paid_for_by="",
        help_name="",
        help_phone="",
        help_when="",
        worried_phone="",
        worried_when="",
        is_demo=False,
    )
    assert not insert_new(
        session,
        Area,
        slug="a",
        name="B",
        about="",
        run_by="",
        paid_for_by="",
        help_name="",
        help_phone="",
        help_when="",
        worried_phone="",
        worried_when="",
        is_demo=False,
    )


def test_writers_wait_their_turn_and_lose_nothing(app, session, make):
    place = make.place(uses_services=0)
    session.commit()
    errors = []

    def add_ten():
        try:
            for _ in range(10):
                with app.app_context(), open_session() as writing:
                    more = update(Place).where(Place.id == place.id)
                    writing.execute(more.values(uses_services=Place.uses_services + 1))
                    writing.commit()
        except Exception as error:  # any error at all is the finding
            errors.append(error)

    threads = [threading.Thread(target=add_ten) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert errors == []
    session.expire_all()
    assert session.scalar(select(Place.uses_services).where(Place.id == place.id)) == 80


def test_a_reader_does_not_wait_for_a_writer(app, session, make):
    make.person()
    with app.app_context(), open_session("reader") as reading:
        assert reading.scalar(select(func.count()).select_from(Person)) == 0
    session.commit()
    with app.app_context(), open_session("reader") as reading:
        assert reading.scalar(select(func.count()).select_from(Person)) == 1


def test_one_thread_writing_twice_at_once_is_told_at_once(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/x.sqlite")
    with engine.begin(), pytest.raises(RuntimeError, match="already"):
        engine.connect().begin()
    engine.dispose()


@pytest.mark.parametrize("address", ["/nowhere", f"/issues/{10**20}"])
def test_what_is_not_there_is_said_kindly(visitor, make, address):
    make.area()
    response = visitor.get(address)
    assert response.status_code == 404
    assert "nothing here" in response.text


def test_every_answer_carries_the_policy(visitor):
    for address in ("/", "/nowhere", "/static/site.css"):
        headers = visitor.get(address).headers
        assert headers["Content-Security-Policy"].startswith(
            "default-src 'none'; script-src 'self'"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_is_made_small_for_slow_phones(visitor):
    plain = visitor.get("/sign-in")
    small = visitor.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(plain.data) / 2
