"""Who says me too after the claim is affected too: asked with the others, on the same days."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.issues import services
from coprod.issues.models import Support
from coprod.issues.words import BetterSays, Status
from coprod.people.hats import HatKind
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.asked import asks_for
from coprod.promises.models import Ask


@pytest.fixture
def claimed_before(session, make, place, issue):
    """It was said to be done 10 days ago; so was something else."""
    for about in (issue, make.issue(place)):
        asking.claim(session, None, about, "It is done.", on=make.days_ago(10))
    return issue


def asks(session, person, issue):
    found = select(Ask).where(Ask.person_id == person.id, Ask.issue_id == issue.id)
    return session.scalars(found.order_by(Ask.time)).all()


def test_they_are_asked_on_the_same_days_as_the_others(
    session, make, everyone, claimed_before, as_viewer
):
    services.me_too(session, as_viewer(everyone.family), claimed_before)
    first, second = asks(session, everyone.family, claimed_before)
    raisers = session.scalars(
        select(Ask).where(Ask.issue_id == claimed_before.id, Ask.raised_it).order_by(Ask.time)
    ).all()
    assert [one.due_on for one in (first, second)] == [one.due_on for one in raisers]
    assert {one.claimed_at for one in (first, second)} == {raisers[0].claimed_at}
    assert (first.hat, first.raised_it) == (HatKind.FAMILY, False)


def test_pressing_back_and_forth_asks_once(session, everyone, claimed_before, as_viewer):
    viewer = as_viewer(everyone.family)
    for _ in range(3):
        services.me_too(session, viewer, claimed_before)
        services.me_too(session, viewer, claimed_before)
        services.withdraw_me_too(session, viewer, claimed_before)
    services.me_too(session, viewer, claimed_before)
    assert len(asks(session, everyone.family, claimed_before)) == 2


def test_their_answers_count_as_those_of_the_others(
    session, make, place, claimed_before, as_viewer
):
    for n in range(3):
        person = make.person(place)
        services.me_too(session, as_viewer(person), claimed_before)
        assert claimed_before.status is Status.CLAIMED, n
        (first, _second) = asks(session, person, claimed_before)
        asking.answer(session, NOBODY, first, BetterSays.A_BIT, "")
    assert claimed_before.status is Status.RESOLVED


def test_they_find_the_question_when_it_is_time(session, everyone, claimed_before, as_viewer):
    viewer = as_viewer(everyone.family)
    services.me_too(session, viewer, claimed_before)
    (first, _second) = asks(session, everyone.family, claimed_before)
    assert asks_for(session, viewer, on=first.due_on - timedelta(days=1)) == []
    (asked,) = asks_for(session, viewer, on=first.due_on)
    assert asked.ask.id == first.id


@pytest.mark.parametrize("status", [Status.DISCUSSION, Status.ACCEPTED, Status.IN_CYCLE])
def test_before_a_claim_nobody_is_asked_and_then_everyone(
    status, session, everyone, issue, as_viewer
):
    issue.status = status
    services.me_too(session, as_viewer(everyone.family), issue)
    assert asks(session, everyone.family, issue) == []
    asking.claim(session, None, issue, "It is done.")
    assert len(asks(session, everyone.family, issue)) == 2


def test_of_two_claims_they_are_asked_about_the_one_that_stands(
    session, everyone, claimed_before, as_viewer
):
    services.move(session, None, claimed_before, Status.ACCEPTED, "There is more to do.")
    asking.claim(session, None, claimed_before, "Now it is.")
    session.flush()
    services.me_too(session, as_viewer(everyone.family), claimed_before)
    mine = asks(session, everyone.family, claimed_before)
    raisers = select(Ask.claimed_at).where(Ask.issue_id == claimed_before.id, Ask.raised_it)
    assert {one.claimed_at for one in mine} == {max(session.scalars(raisers))}


def test_a_me_too_that_was_there_before_is_asked_by_the_claim_alone(
    session, everyone, issue, as_viewer
):
    person = everyone.family
    session.add(Support(issue_id=issue.id, person_id=person.id, hat=HatKind.FAMILY))
    session.flush()
    asking.claim(session, None, issue, "It is done.")
    services.me_too(session, as_viewer(person), issue)
    assert len(asks(session, person, issue)) == 2
