"""What a try does to what it is about: moved when it starts, let go when it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.issues.models import StatusChange
from coprod.issues.words import Status
from improvement_cycles import goes
from improvement_cycles.models import ProjectIssue
from tests.improvement_cycles.tries import NO_GUESS


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


def test_starting_moves_its_issues_along(session, make, tries):
    issue = make.issue(tries.place, status=Status.ACCEPTED)
    declined = make.issue(tries.place, status=Status.DECLINED)
    tries.doing(issue_id=issue.id)
    tries.doing(issue_id=declined.id)
    session.refresh(issue)
    assert issue.status is Status.IN_CYCLE
    steps = select(StatusChange.why).where(StatusChange.issue_id == issue.id)
    why = session.scalars(steps.order_by(StatusChange.id)).all()
    assert why[-1] == "We are trying something: Home when I like."
    assert declined.status is Status.DECLINED


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        ("kept", "We keep what we tried: Home when I like."),
        ("stopped", "We stopped trying: Home when I like."),
    ],
)
def test_when_a_try_ends_its_issues_are_looked_at_again(session, make, tries, outcome, why):
    issue = make.issue(tries.place, status=Status.ACCEPTED)
    cycle = tries.deciding(issue_id=issue.id)
    tries.say_what_was_decided(cycle, outcome)
    if outcome == "kept":
        tries.counts_what_gets_worse(cycle)
        later = (today() + timedelta(days=180)).isoformat()
        tries.answer(cycle, "decide", "upkeep", {"upkeep": str(tries.danny.id)})
        tries.answer(cycle, "decide", "check_on", {"check_on": later})
        tries.answer(cycle, "decide", "worse", {"looked": True, "worse": ""})
    goes.decide(session, tries.as_(tries.danny), tries.go(cycle))
    session.refresh(issue)
    assert issue.status is Status.ACCEPTED
    said = select(StatusChange.why).where(StatusChange.issue_id == issue.id)
    assert session.scalars(said.order_by(StatusChange.id)).all()[-1] == why


def test_an_issue_is_tried_as_long_as_one_of_its_tries_goes_on(session, make, tries, danny):
    issue = make.issue(tries.place, status=Status.ACCEPTED)
    first, second = (tries.doing(issue_id=issue.id) for _ in "12")
    for cycle, became in ((first, Status.IN_CYCLE), (second, Status.ACCEPTED)):
        goes.stop_early(session, danny, tries.go(cycle), "The bus does not run.")
        session.refresh(issue)
        assert issue.status is became
    again = goes.plan_next(session, danny, tries.go(second))
    tries.answer(again, "plan", "guess", {"question_1": "Now?", "guess_1": "Yes."} | NO_GUESS)
    tries.agree(again)
    goes.start(session, danny, tries.go(again))
    session.refresh(issue)
    assert issue.status is Status.IN_CYCLE


def test_nothing_said_in_another_area_is_tried_here(session, make, tries, danny, sign_in):
    elsewhere = make.issue(make.place(), status=Status.ACCEPTED, published=True)
    sent = {"title": "A seat", "issue": str(elsewhere.id), "place": str(tries.place.id)}
    answer = sign_in(tries.danny).post("/tries/new", data=sent)
    assert answer.status_code == 422 and "in the area where it was said" in answer.text
    cycle = tries.planned()  # begun before that was refused
    session.add(ProjectIssue(project_id=cycle.project_id, issue_id=elsewhere.id))
    session.flush()
    goes.start(session, danny, tries.go(cycle))
    assert elsewhere.status is Status.ACCEPTED


def test_a_private_try_says_nothing_on_its_issue(session, make, tries, danny):
    issue = make.issue(tries.place, status=Status.ACCEPTED)
    cycle = tries.draft(issue_id=issue.id)
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    tries.agree(cycle)
    goes.start(session, danny, tries.go(cycle))
    assert issue.status is Status.ACCEPTED
