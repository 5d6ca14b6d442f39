"""A "not now" comes back on its day, and a right that was refused goes on waiting for somebody."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from coprod.db import today
from coprod.issues.models import Doer, Issue, IssuePlace
from coprod.issues.words import AnswerSays, Job, Lane, Status
from coprod.pass_on.models import PassedOn
from coprod.people.hats import HatKind
from tests.journeys.pages import words

TIME = "It is time to look again."


@pytest.fixture
def not_now(answer, make):
    """Somebody said "not now" 40 days ago, and their day has come or is in some days."""

    def say(person, about, *, ahead=0):
        day = today() + timedelta(days=ahead)
        on = make.days_ago(40)
        return answer(person, about, AnswerSays.NOT_NOW, look_again_on=day, on=on)

    return say


@pytest.mark.parametrize("lane", [Lane.TALK, Lane.FIX, Lane.RIGHTS])
def test_on_its_day_a_not_now_comes_back_to_those_who_said_it(
    lane, make, place, people, issue, answer, not_now, turn, sign_in
):
    issue.lane = lane
    later = make.issue(place, people.person, title="Later", lane=lane)
    not_now(people.manager, issue)
    not_now(people.manager, later, ahead=1)
    day = f"{today():%A} {today().day} {today():%B %Y}"
    told = f"You said you would look again on {day}. Rose House."
    for somebody in (people.manager, people.staff):
        assert told in words(turn(somebody)) and "Later" not in turn(somebody)
        assert "Later" not in sign_in(somebody).get("/all/revisit").text
    assert told in words(sign_in(people.manager).get("/all/revisit").text)
    for somebody in (people.person, people.family, people.other_manager, people.commissioner):
        assert issue.title not in turn(somebody)
    assert (TIME in words(turn(people.advocate))) == (lane is Lane.RIGHTS)
    client, page = sign_in(people.manager), f"/issues/{issue.id}"
    shown = words(client.get(page).text)
    assert TIME in shown and "We look again on" not in shown and "Answer again" in shown
    assert "We look again on" in client.get(f"/issues/{later.id}").text
    answer(people.staff, issue, AnswerSays.NOT_NOW, look_again_on=today() + timedelta(days=9))
    shown = words(client.get(page).text)
    assert issue.title not in turn(people.manager) and TIME not in shown
    assert f"It was time to look again on {day}." in shown and "We look again on" in shown


def test_of_two_places_each_looks_again_on_its_own_day(people, shared, answer, not_now, turn):
    not_now(people.manager, shared)
    for says in (None, AnswerSays.YES, AnswerSays.NO):
        if says:
            answer(people.other_manager, shared, says)
        assert "You said you would look again" in turn(people.manager)
        assert "You said you would look again" not in turn(people.other_manager)
    answer(people.staff, shared, AnswerSays.PART)
    assert "You said you would look again" not in turn(people.manager)


def test_where_no_place_shows_and_whoever_has_to_agree_look_again_too(
    session, people, issue, shared, not_now, turn
):
    session.execute(delete(IssuePlace).where(IssuePlace.issue_id == issue.id))
    session.execute(update(Issue).where(Issue.id == issue.id).values(place_id=None))
    session.add(Doer(issue_id=shared.id, job=Job.HAS_TO_AGREE, person_id=people.commissioner.id))
    session.flush()
    not_now(people.family, issue)
    assert "look again" not in turn(people.other_manager)
    not_now(people.manager, issue)
    not_now(people.commissioner, shared)
    for somebody in (people.other_manager, people.advocate):
        assert issue.title in turn(somebody) and "look again" in turn(somebody)
    assert shared.title in turn(people.commissioner)
    assert "look again" not in turn(people.staff)


@pytest.fixture
def right(make, place, people):
    return make.issue(place, people.person, title="A locked gate", lane=Lane.RIGHTS)


@pytest.fixture
def passed(session, right, people):
    """It was passed on, by somebody with some hat; the link lasts until tomorrow."""

    def on(hat):
        one = PassedOn(area_id=right.area_id, issue_id=right.id, body="The council", reader="Pat")
        one.note, one.by_id, one.by_hat, one.asked_on = "Help.", people.advocate.id, hat, today()
        one.sent_on, one.ends_on = today(), today() + timedelta(days=1)
        session.add(one)
        session.flush()
        return one

    return on


@pytest.fixture
def waits(people, right, turn, sign_in):
    """Whether a refused right waits for the advocate: as their turn, and in their list."""

    def found():
        told = words(sign_in(people.advocate).get("/issues/lanes/refused").text)
        assert (right.title in turn(people.advocate)) == (right.title in told)
        return told if right.title in told else ""

    return found


@pytest.mark.parametrize("says", [AnswerSays.NO, AnswerSays.NOT_NOW])
def test_a_refused_right_waits_for_the_advocate_until_it_is_taken_further(
    says, make, place, people, right, answer, passed, waits, turn, sign_in
):
    assert not waits()
    for one in (right, make.issue(place, people.person, title="A small bus")):
        answer(people.manager, one, says, look_again_on=today() + timedelta(days=30))
    assert "It is still a right." in waits() and "A small bus" not in waits()
    assert "It is still a right." in turn(people.advocate)
    assert 'href="/issues/lanes/refused"' in sign_in(people.advocate).get("/group").text
    for somebody in (people.manager, people.person, people.commissioner):
        assert right.title not in turn(somebody)
    passed(HatKind.MANAGER)  # whoever refused it is not the one who takes it further
    assert waits()
    letter = passed(HatKind.ADVOCATE)
    assert not waits()
    letter.ends_on = today() - timedelta(days=1)  # and nobody there answered
    assert waits()
    letter.ends_on, letter.answered_on = None, today() - timedelta(days=1)  # and not to this "no"
    assert waits()
    letter.answered_on = today()
    assert not waits()


def test_a_refused_right_waits_no_more_once_it_is_yes_or_moved(people, right, answer, waits):
    answer(people.manager, right, AnswerSays.NO)
    assert "The answer was no." in waits()
    for change in ({"lane": Lane.FEW}, {"status": Status.RESOLVED}):
        was = right.lane, right.status
        for name, value in change.items():
            setattr(right, name, value)
        assert not waits(), change
        right.lane, right.status = was
    answer(people.manager, right, AnswerSays.YES)
    assert not waits()


def test_a_right_that_was_taken_further_comes_back_on_the_day_to_look_again(
    people, right, not_now, passed, waits
):
    passed(HatKind.ADVOCATE)
    not_now(people.manager, right, ahead=1)
    assert not waits()
    not_now(people.manager, right)
    assert TIME in waits()


def test_a_right_of_two_places_is_there_once_for_the_advocate(
    people, shared, answer, not_now, turn
):
    """One of them has not answered yet, and later says yes: the other one still looks again."""
    shared.lane, shared.answer_by = Lane.RIGHTS, today() - timedelta(days=1)
    not_now(people.manager, shared)
    told = turn(people.advocate)
    assert told.count(shared.title) == 1 and "The answer is 1 day late." in words(told)
    answer(people.other_manager, shared, AnswerSays.YES)
    told = turn(people.advocate)
    assert told.count(shared.title) == 1 and TIME in words(told)
