"""People change their mind, are asked again after half a year, and an answer is never too late."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coprod.db import today
from coprod.issues.words import BetterSays, Status
from coprod.promises import asking
from coprod.promises.asked import asks_for
from coprod.promises.models import Ask
from tests.promises.saying import asks, say


def test_a_raiser_may_change_their_mind_for_14_days(session, claimed, make):
    ask = asks(session, claimed, raised_it=True)[0]
    say(session, ask, "better", on=make.days_ago(14))
    say(session, ask, "a_bit", on=today())
    assert claimed.status is Status.CLAIMED


@pytest.mark.parametrize(
    ("first", "then", "becomes"),
    [("better", "worse", Status.ACCEPTED), ("worse", "better", Status.RESOLVED)],
)
def test_a_raiser_says_anew_when_an_answer_stays(
    first, then, becomes, session, claimed, as_viewer, raiser, make
):
    """Between the two askings too, and again after that; the answers before stay as they are."""
    ask = asks(session, claimed, raised_it=True)[0]
    say(session, ask, first, words="At first.", on=make.days_ago(60))
    say(session, ask, "same", words="Not yours.", on=make.days_ago(41))
    anew = asking.say_better(session, as_viewer(raiser), claimed, BetterSays(then), "", on=today())
    assert anew.id != ask.id and claimed.status is becomes
    assert (ask.says, ask.words) == (first, "At first.")
    again = asking.say_better(session, as_viewer(raiser), claimed, BetterSays.A_BIT, "")
    assert again.id == anew.id
    said = select(func.count()).where(Ask.issue_id == claimed.id, Ask.says.is_not(None))
    assert session.scalar(said) == 3


def test_after_half_a_year_the_second_question_comes_whatever_was_said_between(
    session, claimed, as_viewer, raiser
):
    ask, viewer = asks(session, claimed, raised_it=True)[0], as_viewer(raiser)
    say(session, ask, "better", on=today())
    say(session, ask, "worse", on=today() + timedelta(days=30))
    (asked,) = asks_for(session, viewer, on=today() + timedelta(days=181))
    assert (asked.ask.says, asked.ask.time) == ("worse", 3)
    (asked,) = asks_for(session, viewer, on=today() + timedelta(days=182))
    assert (asked.ask.says, asked.ask.time) == (None, 2)


def test_somebody_who_said_me_too_changes_their_mind_later(session, claimed, make):
    theirs = asks(session, claimed)[:3]
    for ask in theirs:
        say(session, ask, "better", on=make.days_ago(30))
    assert claimed.status is Status.RESOLVED
    for ask in theirs[:2]:
        say(session, ask, "worse")
    assert claimed.status is Status.ACCEPTED
    assert {ask.says for ask in theirs} == {"better"}


def test_no_after_yes_opens_it_again_and_yes_after_no_settles_it(session, claimed):
    for ask in asks(session, claimed)[:3]:
        say(session, ask, "better")
    assert claimed.status is Status.RESOLVED
    ask = asks(session, claimed, raised_it=True)[0]
    say(session, ask, "worse")
    assert claimed.status is Status.ACCEPTED
    for other in asks(session, claimed)[3:4]:
        say(session, other, "better")
    assert claimed.status is Status.ACCEPTED  # many do not outvote the one it is about
    say(session, ask, "better")
    assert claimed.status is Status.RESOLVED


def test_after_half_a_year_the_newer_answer_counts(session, claimed):
    say(session, asks(session, claimed, raised_it=True)[0], "better")
    say(session, asks(session, claimed, raised_it=True, time=2)[0], "worse")
    assert claimed.status is Status.ACCEPTED


def test_a_new_claim_asks_anew_and_old_links_go_on_working(session, claimed):
    old = asks(session, claimed, raised_it=True)[0]
    say(session, old, "same", words="No bus came.")
    asking.claim(session, None, claimed, "Now it is.")
    assert (old.says, old.words) == (BetterSays.SAME, "No bus came.")
    live = asking.by_link(session, old.id, asking.link_mark(session, old.id))
    assert live.id != old.id and live.says is None
    say(session, live, "better")
    assert claimed.status is Status.RESOLVED


@pytest.mark.parametrize(
    ("after", "time"), [(27, 1), (28, 1), (181, 1), (182, 2), (400, 2), (4_000, 2)]
)
def test_an_answer_is_never_too_late(after, time, session, claimed, visitor):
    """The first link goes on working; after half a year it answers the second question."""
    on = today() + timedelta(days=after)
    ask = asks(session, claimed)[0]
    live = asking.by_link(session, ask.id, asking.link_mark(session, ask.id), on=on)
    assert (live.person_id, live.time) == (ask.person_id, time)
    say(session, live, "better", on=on)
    raisers = asks(session, claimed, raised_it=True)[0]
    say(session, raisers, "worse", on=on + timedelta(days=900))
    assert claimed.status is Status.ACCEPTED


@pytest.mark.parametrize("says", ["same", "worse"])
def test_the_second_asking_opens_again_what_many_called_better(says, session, claimed):
    half = today() + timedelta(days=182)
    for ask in asks(session, claimed)[:3]:
        say(session, ask, "better", on=today() + timedelta(days=28))
    assert claimed.status is Status.RESOLVED
    for ask in asks(session, claimed, time=2)[:2]:
        say(session, ask, says, on=half)
    assert claimed.status is Status.ACCEPTED  # 2 of 3 say that it is not better
    say(session, asks(session, claimed, raised_it=True, time=2)[0], says, on=half)
    assert claimed.status is Status.ACCEPTED
