"""Whoever raised or backed what was joined with another says there whether it is better."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.errors import NotFound
from coprod.issues import held
from coprod.issues.words import BetterSays, Status
from coprod.joining import queries, supports
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.asked import asks_for
from coprod.promises.models import Ask


def asks(session, about):
    session.flush()
    return session.scalars(select(Ask).where(Ask.issue_id == about.id).order_by(Ask.id)).all()


def asked(session, person, about):
    return [one.time for one in asks(session, about) if one.person_id == person.id]


@pytest.fixture
def done(session, make):
    def claim(about):
        asking.claim(session, None, about, "It is done.", on=make.days_ago(30))

    return claim


def test_who_raised_what_joined_is_asked_with_the_others(session, joined, into, anna, ben, done):
    done(into)
    found = [(one.person_id, one.raised_it, one.time) for one in asks(session, into)]
    assert found == [(ben.id, True, 1), (ben.id, True, 2), (anna.id, False, 1), (anna.id, False, 2)]


def test_who_backs_the_other_too_is_asked_once(session, back, anna, into, request, done):
    back(anna, into)
    request.getfixturevalue("joined")
    done(into)
    assert asked(session, anna, into) == [1, 2]


def test_who_joins_after_the_claim_is_asked_about_it_until_it_is_undone(
    session, into, done, request, anna, undo, sign_in
):
    done(into)
    joined = request.getfixturevalue("joined")
    assert asked(session, anna, into) == [1, 2]
    assert "Is it really better? Cold tea" in sign_in(anna).get("/").text
    undo(anna, joined)
    assert asked(session, anna, into) == []


def test_a_link_of_who_is_asked_no_more_is_nobody_elses(
    session, into, done, request, anna, undo, back, everyone
):
    done(into)
    joined = request.getfixturevalue("joined")
    links = [(one.id, asking.link_mark(session, one.id)) for one in asks(session, into)]
    undo(anna, joined)
    back(everyone.uses_services, into)  # asked, in new rows
    for ask_id, mark in links[2:]:
        with pytest.raises(NotFound):
            asking.by_link(session, ask_id, mark)


def test_what_they_answered_stays_when_it_is_undone_and_joined_again(
    session, into, done, request, anna, ben, undo, as_viewer, suggest, say, everyone
):
    done(into)
    joined = request.getfixturevalue("joined")
    (first, _second) = [one for one in asks(session, into) if one.person_id == anna.id]
    asking.answer(session, as_viewer(anna), first, BetterSays.SAME, "")
    assert into.status is Status.CLAIMED, "it is not theirs alone to say"
    undo(anna, joined)
    assert asked(session, anna, into) == [1]
    again = suggest(everyone.advocate)
    say(anna, again)
    say(ben, again)
    assert sorted(asked(session, anna, into)) == [1, 2]


def test_a_me_too_that_follows_is_asked_and_goes_back(
    session, make, place, back, issue, into, done, request, as_viewer, undo, anna
):
    cara = make.person(place)
    back(cara, issue)
    done(issue)
    done(into)
    joined = request.getfixturevalue("joined")
    ask = queries.ask_of(session, as_viewer(cara), joined.id)
    assert asked(session, cara, into) == []
    supports.say_if_it_follows(session, as_viewer(cara), ask, joined, follows=True)
    assert asked(session, cara, into) == [1, 2]
    undo(anna, joined)
    assert asked(session, cara, issue) == [1, 2]


@pytest.fixture
def unnamed(make, place, session):
    """Two things said without a name, by two people."""
    made = []
    for n in range(2):
        person = make.person(place, name=f"Zebedee {n}")
        issue = make.issue(place, title=f"Tea {n}", author_id=None, author_hat=None, name_held=True)
        held.hold(session, person.id, issue.id)
        made.append((person, issue))
    return made


def test_who_keeps_their_name_back_answers_and_no_row_says_who(
    session, unnamed, into, ben, suggest, say, done, as_viewer, everyone
):
    for person, about in unnamed:
        joining = suggest(everyone.advocate, (about, into))
        say(person, joining)
        say(ben, joining)
    done(into)
    rows = [one for one in asks(session, into) if not one.raised_it]
    assert [one.person_id for one in rows] == [None] * 4
    for (person, about), says in zip(unnamed, ("better", "worse"), strict=True):
        (mine,) = asks_for(session, as_viewer(person))
        assert mine.ask.joined_id == about.id
        asking.answer(session, as_viewer(person), mine.ask, BetterSays(says), "")
        assert mine.ask.sealed and mine.ask.person_id is None
    heard = asking._heard(session, into)
    assert sorted(one.says for one in heard) == ["better", "worse"]
    assert all(one.hat for one in heard), "their word counts"
    other = as_viewer(unnamed[1][0])
    (first, _) = unnamed[0]
    (theirs,) = asks_for(session, as_viewer(first))
    asking.answer(session, NOBODY, theirs.ask, BetterSays.SAME, "")
    assert asks_for(session, other)[0].ask.says == "worse"


def test_who_backs_the_other_by_name_has_one_voice_and_no_row_says_so(
    session, unnamed, into, ben, back, suggest, say, done, sign_in, everyone, as_viewer
):
    """Once by their account, once as who keeps their name back: only they could tell."""
    (person, about), (_, second) = unnamed
    held.let_go(session, second.id)  # both are the same person's
    held.hold(session, person.id, second.id)
    back(person, into)
    for one in (about, second):
        joining = suggest(everyone.advocate, (one, into))
        say(person, joining)
        say(ben, joining)
    done(into)
    mine = [one for one in asks(session, into) if not one.raised_it and one.time == 1]
    assert [(one.person_id, one.joined_id) for one in mine] == [
        (person.id, None),
        (None, about.id),
        (None, second.id),
    ]
    assert sign_in(person).get("/").text.count("Is it really better? Cold tea") == 1
    for says in (None, "same"):
        if says:
            asking.answer(session, as_viewer(person), mine[0], BetterSays(says), "")
        (shown,) = asks_for(session, as_viewer(person), on=mine[0].due_on + timedelta(days=200))
        assert shown.ask.person_id == person.id, "what was made first"
    asking.answer(session, NOBODY, mine[1], BetterSays.WORSE, "")  # by a link from before
    assert [one.says for one in asking._heard(session, into)] == [BetterSays.WORSE]
    assert Status.CLAIMED is into.status
