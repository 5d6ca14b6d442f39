"""Say that again: a hard sentence, marked by nobody anybody knows, and told the next day."""

import pytest
from sqlalchemy import select, update

from coprod.db import today
from forums import hard
from forums.models import SayAgain
from forums.moderation import posts
from tests.journeys.pages import part, press, words

SAID = "The door bangs. It impairs nocturnal wellbeing! Can we oil it?"


@pytest.fixture
def post(say, people):
    return say(people.leon, SAID)


@pytest.fixture
def next_day(session, yesterday):
    def passes():
        session.execute(update(SayAgain).values(on=yesterday))
        session.commit()

    return passes


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (SAID, ["The door bangs.", "It impairs nocturnal wellbeing!", "Can we oil it?"]),
        ("One line\nand another", ["One line", "and another"]),
        ("- first\n- second", ["first", "second"]),
        ("Wait… what? “Yes.” No.", ["Wait…", "what?", "“Yes.", "No."]),
        ("", []),
        ("a" * 5_000, ["a" * 5_000]),
    ],
)
def test_a_message_is_cut_into_sentences(said, parts):
    assert hard.sentences(said) == parts


def test_a_press_marks_one_sentence_once_for_each_person(post, people, sign_in, session):
    path = f"/talk/posts/{post.id}/hard"
    for who in (people.kath, people.kath, people.bev):
        assert sign_in(who).post(f"{path}/2").status_code == 303
    rows = session.scalars(select(SayAgain)).all()
    assert [row.sentence for row in rows] == [2, 2] and len({row.mark for row in rows}) == 2
    page = words(sign_in(people.kath).get(path).text)
    assert "You said that this is hard." in page
    assert "You said that" not in words(sign_in(people.jo).get(path).text)


@pytest.mark.parametrize(("number", "status"), [(0, 404), (4, 404), (10**12, 404)])
def test_a_sentence_that_is_not_there_is_not_marked(number, status, post, people, sign_in):
    answer = sign_in(people.kath).post(f"/talk/posts/{post.id}/hard/{number}")
    assert answer.status_code == status


def test_ones_own_words_and_those_of_another_area_are_not_marked(post, people, sign_in):
    assert sign_in(people.leon).post(f"/talk/posts/{post.id}/hard/1").status_code == 403
    assert sign_in(people.stranger).post(f"/talk/posts/{post.id}/hard/1").status_code == 404


@pytest.mark.parametrize("unnamed", [False, True])
def test_its_author_is_told_the_next_day_without_who_or_how_many(
    unnamed, say, people, talk, sign_in, next_day
):
    post = say(people.leon, SAID, unnamed=unnamed)
    leon = sign_in(people.leon)
    for who in (people.kath, people.bev):
        sign_in(who).post(f"/talk/posts/{post.id}/hard/2")
    assert "hard" not in words(leon.get(talk).text)
    next_day()
    assert "Somebody found a sentence here hard." in words(leon.get(talk).text)
    assert "found a sentence here hard" not in words(sign_in(people.kath).get(talk).text)
    mine = part(leon.get("/my-things").text, "my-talk")
    assert "Can you say it in other words?" in mine
    told = words(leon.get(f"/talk/posts/{post.id}/easier").text)
    assert told.count("It impairs nocturnal wellbeing!") == 1
    assert not [one for one in ("Kath", "Bev", "2 people", "The door bangs.") if one in told]
    assert sign_in(people.kath).get(f"/talk/posts/{post.id}/easier").status_code == 404


def test_an_easier_version_is_an_answer_to_it_and_ends_the_asking(
    post, people, talk, sign_in, next_day
):
    leon = sign_in(people.leon)
    sign_in(people.kath).post(f"/talk/posts/{post.id}/hard/2")
    next_day()
    press(leon, f"/talk/posts/{post.id}/answer", words="We sleep badly.")
    assert "An answer to Leon:" in words(sign_in(people.kath).get(talk).text)
    assert "Can you say it in other words?" not in leon.get("/my-things").text
    assert "found a sentence here hard" not in leon.get(talk).text
    assert today()


def test_other_words_of_a_moderator_are_not_those_that_were_hard(
    post, people, talk, sign_in, next_day, session, as_viewer
):
    sign_in(people.kath).post(f"/talk/posts/{post.id}/hard/2")
    next_day()
    posts.edit(session, as_viewer(people.hannah), post.id, "It impairs sleep! Can we oil it?")
    assert session.scalars(select(SayAgain)).all() == []
    assert "found a sentence here hard" not in sign_in(people.leon).get(talk).text
