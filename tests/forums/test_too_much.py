"""Too much, too deep, turned round or looking like somebody else: kept kindly or refused kindly."""

import re

import pytest
from sqlalchemy import select

from forums.models import Post
from tests.journeys.pages import press, words


def last(session):
    session.expire_all()
    return session.scalars(select(Post).order_by(Post.id.desc())).first()


@pytest.mark.parametrize("where", ["", "/say"])
def test_20_000_letters_are_refused_and_come_back(where, say, people, talk, sign_in, session):
    kath, much = sign_in(people.kath), "a" * 20_000
    answer = (
        press(kath, talk + where, words=much) if where else kath.post(talk, data={"words": much})
    )
    assert answer.status_code == 422
    assert "Use 5,000 letters or fewer." in words(answer.text) and much in answer.text


@pytest.mark.parametrize(
    ("words_", "kept"),
    [
        ("e" + "\u0301" * 4_999, 9),  # a letter and as many marks as any script stacks
        ("\u202eevil\u202c", 4),
        ("a\u2066b\u2069", 2),
        ("\u0000\ufffenul", 3),
    ],
)
def test_what_would_hide_or_cover_other_words_goes(
    words_, kept, say, people, talk, sign_in, session
):
    say(people.leon)
    assert sign_in(people.kath).post(talk, data={"words": words_}).status_code == 303
    assert len(last(session).words) <= kept


@pytest.mark.parametrize("blank", ["", " ", "\u200b\u200d", "\u2066\u2069", "\u3164"])
def test_what_shows_nothing_is_nothing(blank, people, talk, sign_in):
    assert sign_in(people.kath).post(talk, data={"words": blank}).status_code == 422


@pytest.mark.parametrize(
    "deep",
    [
        ">" * 5_000,
        "> " * 2_500,
        "- " * 2_400 + "a",
        "[" * 5_000,
        "*" * 5_000,
        "\n".join(" " * n + "- a" for n in range(90)),
        " ".join(f"https://example.org/{n}" for n in range(200)),
        "[a](" * 1_200,
        "`" * 4_999,
        "<" * 5_000,
        "&" * 5_000,
    ],
    ids=range(11),
)
def test_deep_quotes_and_200_links_are_shown_in_the_room_there_is(
    deep, say, people, talk, sign_in, session
):
    say(people.leon)
    kath = sign_in(people.kath)
    assert kath.post(talk, data={"words": deep}).status_code == 303
    assert len(last(session).html) <= 40_000
    assert kath.get(talk).status_code == 200


@pytest.mark.browser
def test_nothing_of_it_is_wider_than_a_phone(
    site, context, say, people, talk, sign_in, app, session
):
    for one in ("> " * 60 + "deep", "- " * 40 + "deep", "a" * 4_000, "```\n" + "a" * 400 + "\n```"):
        say(people.leon, one)
    name = app.config["SESSION_COOKIE_NAME"]
    kept = sign_in(people.kath).get_cookie(name)
    context.add_cookies([{"name": name, "value": kept.value, "url": site}])
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}{talk}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_answers_to_answers_show_one_quote_each_however_deep(say, people, talk, sign_in):
    post = say(people.leon, "Number 0.")
    for n in range(1, 20):
        post = say(people.leon, f"Number {n}.", answers=post)
    page = sign_in(people.kath).get(talk).text
    assert page.count("<blockquote") == 19
    assert not re.search(r"<blockquote(?:(?!</blockquote>).)*<blockquote", page, re.DOTALL)


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("name", "nobody"),
        ("how", "by magic"),
        ("helper", "9" * 30),
        ("helper", "-1"),
        ("helper", "'; DROP"),
        ("shows", "a" * 301),
    ],
)
def test_what_no_page_offers_is_refused_with_one_sentence(field, sent, say, people, talk, sign_in):
    chosen = {"words": "Mine.", "name": "shown", "how": "own_words", field: sent}
    answer = press(sign_in(people.kath), f"{talk}/say", **chosen)
    assert answer.status_code == 422 and "Mine." in answer.text


@pytest.mark.parametrize("number", ["-1", "0", str(10**15), str(10**20), "%00", "a", "1e9"])
def test_numbers_of_no_message_are_nowhere(number, people, sign_in):
    kath = sign_in(people.kath)
    for path in ("", "/more", "/answer", "/was", "/photo", "/recording", "/mute", "/hard"):
        assert kath.get(f"/talk/posts/{number}{path}").status_code == 404, path


@pytest.mark.parametrize("at", ["?before=x", "?after=-5", "?before=" + "9" * 40, "?after=%00"])
def test_a_page_that_is_nowhere_is_the_newest(at, say, people, talk, sign_in):
    say(people.leon, "Here I am.")
    page = sign_in(people.kath).get(talk + at)
    assert page.status_code == 200 and "Here I am." in page.text
