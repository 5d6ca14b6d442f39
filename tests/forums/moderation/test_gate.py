"""What is read first, by whom and by when. Nothing is refused, and nothing is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now, today
from forums.models import Post
from forums.moderation import acts, queue
from forums.moderation import people as looked_after
from forums.moderation.gate import OPEN, Signed, gate, read_by
from forums.moderation.models import Vouch, Waiting
from forums.words import PostState, Why
from tests.journeys.pages import words as words_of


def waits(session, post):
    return session.scalars(select(Waiting).where(Waiting.key == post.id)).one()


def test_the_first_three_are_read_first_and_then_they_show(session, say, people, look, as_viewer):
    for _ in range(3):
        post = say(people.new, "Hello.")
        assert post.state is PostState.WAITING
        assert waits(session, post).why is Why.FIRST_POSTS
        acts.let_be(session, as_viewer(people.advocate), look(post))
        assert (post.state, post.read_first) == (PostState.SHOWN, True)
    assert say(people.new, "Hello.").state is PostState.SHOWN


def test_three_that_nobody_read_do_not_open_the_gate(say, people):
    assert {say(people.new, f"Hello {n}.").state for n in range(5)} == {PostState.WAITING}


def test_somebody_whom_the_advocate_knows_is_shown_at_once(session, say, people, as_viewer, area):
    looked_after.vouch(session, as_viewer(people.peer), area.id, people.new.id)
    assert say(people.new, "Hello.").state is PostState.SHOWN


def test_the_promise_is_shown_before_and_after(sign_in, people, issue, session):
    nell, promise = sign_in(people.new), "person reads your first 3 messages first."
    assert f"You are new here. A {promise}" in nell.get(f"/issues/{issue.id}").text
    sign_in(people.family).post(f"/talk/issue/{issue.id}", data={"words": "Welcome."})
    assert f"You are new here. A {promise}" in nell.get(f"/issues/{issue.id}").text
    nell.post(f"/talk/issue/{issue.id}", data={"words": "Hello from Nell."})
    mine = nell.get("/my-things").text
    assert "A person reads it first." in mine and "A person reads it by" in mine
    assert "Hello from Nell." in mine
    others = sign_in(people.family).get(f"/talk/issue/{issue.id}").text
    assert "Hello from Nell." not in others and "You are new here" not in others


def test_a_person_reads_it_within_a_day():
    at = now()
    assert read_by(at) == at + timedelta(hours=24)


def test_a_moderators_own_words_pass(say, people):
    assert say(people.advocate, "Ring 07700 900123.").state is PostState.SHOWN
    assert say(people.employed, "Ring 07700 900123.").state is PostState.WAITING


WORRY = "He hits me every night. I am scared."


def test_a_worry_of_a_peer_is_read_by_another_and_an_advocate_may_name_one(
    session, people, as_viewer, about
):
    for who, signed, opens in (
        (people.peer, Signed(), False),
        (people.peer, Signed(as_moderator=True), True),
        (people.advocate, Signed(), True),
        (people.advocate, Signed(unnamed=True), False),
    ):
        found = gate(session, as_viewer(who), about, WORRY, signed=signed)
        assert (found.why is None) == opens, (who.name, signed)
        assert opens or found.why is Why.WORRY


@pytest.mark.parametrize("words", ["Ring 07700 900123.", "Hello."])
def test_unnamed_words_of_who_looks_after_the_talk_wait_like_anybodys(
    words, session, people, as_viewer, about
):
    signed = Signed(unnamed=True)
    found = {
        gate(session, as_viewer(who), about, words, signed=signed)
        for who in (people.advocate, people.peer, people.author)
    }
    assert len(found) == 1


def test_a_computer_rule_pauses_and_says_which(session, say, people, sign_in):
    post = say(people.author, "Ring me: 07700 900123.")
    row = waits(session, post)
    assert (post.state, row.why) == (PostState.WAITING, Why.COMPUTER)
    mine = sign_in(people.author).get("/moderation/mine").text
    assert "A computer rule paused this. A person will look." in mine
    assert "It looks like there is a phone number in it." in mine


def test_what_somebody_new_says_waits_for_a_person_whatever_a_rule_says(
    session, say, people, sign_in
):
    """What a rule paused shows again after 72 hours. First messages do not."""
    row = waits(session, say(people.new, "Ring me: 07700 900123."))
    assert row.why is Why.FIRST_POSTS
    mine = words_of(sign_in(people.new).get("/moderation/mine").text)
    assert "A computer rule says: It looks like there is a phone number in it." in mine


def test_the_names_are_those_of_the_place(say, people):
    people.staff.name = "Jo Smith"
    assert say(people.author, "Jo is rude.").state is PostState.WAITING
    assert say(people.author, "Ann is rude.").state is PostState.SHOWN


def test_words_that_sound_like_worry_come_first(session, say, people, as_viewer):
    old = say(people.new, "Hello.")
    waits(session, old).since = now() - timedelta(days=3)
    post = say(people.author, "he hits me")
    assert (post.state, waits(session, post).why) == (PostState.WAITING, Why.WORRY)
    found = queue.page(session, as_viewer(people.advocate))
    assert [line.about.key for line in found] == [post.id, old.id]


def test_a_slow_talk(session, as_viewer, people, about):
    from dataclasses import replace

    slow = replace(about, slow=True)
    assert gate(session, as_viewer(people.author), slow, "Hello.").why is Why.SLOW
    assert gate(session, as_viewer(people.advocate), slow, "Hello.").why is None


@pytest.mark.parametrize("days", looked_after.PAUSE_DAYS)
def test_somebody_is_read_first_for_some_days(session, say, people, look, as_viewer, days, area):
    act = looked_after.pause(
        session, as_viewer(people.advocate), look(say(people.author)), days, "Be kind."
    )
    assert say(people.author, "Hi.").state is PostState.WAITING
    assert say(people.family, "Hi.").state is PostState.SHOWN
    assert (act.until - now()).days in {days, days - 1}
    pause = session.scalars(select(looked_after.Pause)).one()
    pause.until = now() - timedelta(minutes=1)
    assert say(people.author, "Hi.").state is PostState.SHOWN


def test_nothing_is_dropped(session, say, people):
    for words in ("See www.x.com", "x" * 5_000, "07700 900123", "SK4 3NP"):
        say(people.new, words)
    assert len(session.scalars(select(Post)).all()) == 4
    assert len(session.scalars(select(Waiting)).all()) == 4


def test_a_vouch_is_of_one_area(session, people, make, as_viewer):
    elsewhere = make.place()
    known = Vouch(person_id=people.new.id, area_id=elsewhere.area_id, by_id=people.new.id)
    known.on = today()
    session.add(known)
    session.flush()
    from forums.moderation.newcomers import is_new

    assert is_new(session, as_viewer(people.new), make.place().area_id)


def test_what_is_private_is_read_by_nobody_first(session, people, as_viewer, about):
    private = replace(about, private=True)
    for words in ("Hello.", "Ring me on 07700 900123.", "He hits me."):
        assert gate(session, as_viewer(people.new), private, words) == OPEN
        assert gate(session, as_viewer(people.new), about, words) != OPEN
