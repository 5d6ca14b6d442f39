"""Changing a message while it is fresh, what it said before, taking it back and putting it back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now, today
from coprod.issues import queries
from forums import changing
from forums.models import Post, PostWas, SayAgain
from forums.moderation.models import Waiting
from forums.words import PostState, Why
from tests.journeys.pages import press, words


@pytest.fixture
def post(say, people):
    return say(people.kath, "The dor is loud.")


def path(post, what="change"):
    return f"/talk/posts/{post.id}/{what}"


def test_new_words_stand_and_the_old_ones_are_read_by_whoever_reads_it(
    post, people, talk, sign_in, session
):
    assert press(sign_in(people.kath), path(post), words="The door is loud.").status_code == 303
    page = sign_in(people.leon).get(talk).text
    assert "The door is loud." in page and "The dor" not in page
    assert "Changed. See what it said before" in page
    assert "The dor is loud." in sign_in(people.leon).get(path(post, "was")).text
    assert sign_in(people.stranger).get(path(post, "was")).status_code == 404
    post.state = PostState.TAKEN_DOWN
    assert sign_in(people.leon).get(path(post, "was")).status_code == 404


def test_the_same_words_are_no_change(post, people, sign_in, session):
    press(sign_in(people.kath), path(post), words="The dor is loud.")
    assert session.scalars(select(PostWas)).all() == []


def test_only_its_author_can_change_it(post, people, sign_in):
    for who in (people.leon, people.hannah, people.stranger):
        assert sign_in(who).get(path(post)).status_code == 404
        assert sign_in(who).post(path(post), data={"words": "Mine."}).status_code == 404


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 409)])
def test_there_are_30_minutes(minutes, status, post, people, sign_in, session):
    post.posted_at = now() - timedelta(minutes=minutes)
    answer = sign_in(people.kath).get(path(post))
    assert answer.status_code == status
    late = sign_in(people.kath).post(path(post), data={"words": "Better so.", "edits": "0"})
    assert late.status_code == (303 if status == 200 else 409)
    if status == 409:
        assert "30 minutes" in words(late.text) and "Better so." in late.text


def test_without_a_name_there_is_the_rest_of_the_day(say, people, sign_in, session):
    post = say(people.kath, "Quietly.", unnamed=True)
    assert sign_in(people.kath).get(path(post)).status_code == 200
    post.posted_on = today() - timedelta(days=1)
    assert sign_in(people.kath).get(path(post)).status_code == 409


@pytest.mark.parametrize("state", [PostState.HIDDEN, PostState.TAKEN_DOWN])
def test_what_somebody_looks_at_is_not_changed_meanwhile(state, post, people, sign_in):
    post.state = state
    assert sign_in(people.kath).get(path(post)).status_code == 409


def test_what_came_back_can_be_changed_later_and_is_read_first_again(
    post, people, sign_in, session
):
    post.state, post.posted_at = PostState.SENT_BACK, now() - timedelta(days=3)
    assert press(sign_in(people.kath), path(post), words="Kinder.").status_code == 303
    session.refresh(post)
    assert post.state is PostState.WAITING


def test_changed_words_are_looked_at_like_new_ones(post, people, session, as_viewer, issue):
    viewer = as_viewer(people.kath)
    slow = replace(queries.subject(session, viewer, issue.id), slow=True)
    changing.change(session, viewer, slow, post, "Slower.")
    assert (post.words, post.state) == ("Slower.", PostState.WAITING)
    assert session.scalars(select(Waiting.why)).all() == [Why.SLOW]


def test_its_author_reads_which_computer_rule_paused_it(post, people, talk, sign_in, session):
    post.state = PostState.WAITING
    told = {"why": Why.COMPUTER, "rule_says": "A computer rule paused this.", "since": now()}
    session.add(Waiting(kind="post", key=post.id, area_id=post.area_id, hides=True, **told))
    page = words(sign_in(people.kath).get(talk).text)
    assert "A computer rule paused this. A person reads it first." in page


def test_a_second_window_sees_both_texts(post, people, sign_in, session):
    kath = sign_in(people.kath)
    press(kath, path(post), words="First.")
    late = kath.post(path(post), data={"words": "Second.", "edits": "0"})
    assert late.status_code == 409
    assert "First." in late.text and "Second." in late.text
    session.refresh(post)
    assert post.words == "First."


def test_who_found_it_hard_meant_the_old_words(post, people, sign_in, session):
    sign_in(people.leon).post(path(post, "hard/1"))
    press(sign_in(people.kath), path(post), words="The door bangs.")
    assert session.scalars(select(SayAgain)).all() == []


@pytest.mark.parametrize("unnamed", [False, True])
def test_taking_back_and_putting_back_for_14_days(unnamed, say, people, talk, sign_in, session):
    post = say(people.kath, "I said this.", unnamed=unnamed)
    kath = sign_in(people.kath)
    assert sign_in(people.leon).post(path(post, "take-back")).status_code == 404
    assert kath.post(path(post, "take-back")).status_code == 303
    assert "I said this." not in sign_in(people.leon).get(talk).text
    assert kath.post(path(post, "put-back")).status_code == 303
    assert "I said this." in sign_in(people.leon).get(talk).text
    session.expire_all()
    session.get_one(Post, post.id).taken_back_on = today() - timedelta(days=15)
    late = kath.post(path(post, "put-back"))
    assert late.status_code == 403 and "14 days" in words(late.text)


def test_what_was_taken_down_stays_down_when_it_is_put_back(post, people, sign_in, session, talk):
    post.state = PostState.TAKEN_DOWN
    kath = sign_in(people.kath)
    kath.post(path(post, "take-back"))
    kath.post(path(post, "put-back"))
    assert "The dor" not in sign_in(people.leon).get(talk).text
