"""A plan that nobody starts is put away, and what goes on beside it goes on."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict
from improvement_cycles import goes, ramp
from improvement_cycles.consent import aside
from improvement_cycles.consent.asking import of_go
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import CameBy, GoState, Outcome, TryStatus
from tests.journeys.pages import words

ELSE_TOO, ELSEWHERE = CameBy.ELSE_TOO, CameBy.ELSEWHERE


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


def project_of(session, cycle):
    return session.get(ImprovementProject, cycle.project_id)


def test_a_plan_beside_it_is_put_away_and_the_try_goes_on(session, tries, danny, sign_in):
    first = tries.doing()
    second = ramp.branch(session, danny, tries.go(first), ELSE_TOO)
    session.commit()
    browser, url = sign_in(tries.danny), f"/tries/goes/{second.id}"
    assert "Put this plan away" in browser.get(url).text
    assert browser.post(f"{url}/put-away", data={"why": ""}).status_code == 422
    sent = {"why": "One is enough.", "once": "one-press"}
    assert {browser.post(f"{url}/put-away", data=sent).status_code for _ in "123"} == {303}
    session.expire_all()
    assert (second.state, second.decision) == (GoState.STOPPED_EARLY, Outcome.STOPPED)
    assert project_of(session, first).status is TryStatus.HAPPENING
    page = words(browser.get(url).text)
    assert "The team put the plan away." in page and "One is enough." in page
    assert "We did not start it." in words(browser.get(f"/tries/{first.project_id}").text)


def test_putting_the_last_plan_away_ends_the_try(session, tries, danny):
    first = tries.decided("changed")
    after = session.scalars(select(Cycle).where(Cycle.next_of_id == first.id)).one()
    goes.put_away(session, danny, tries.go(after), "We have what we need.")
    assert project_of(session, first).status is TryStatus.STOPPED


@pytest.mark.parametrize(("state", "says"), [("draft", "whole try"), ("doing", "started already")])
def test_what_is_not_put_away(session, tries, danny, state, says):
    cycle = getattr(tries, state)()
    with pytest.raises(Conflict, match=says):
        goes.put_away(session, danny, tries.go(cycle), "No.")


def test_dropping_one_go_after_21_days_does_not_drop_a_try_that_has_another(session, tries, danny):
    first = tries.draft()
    second = ramp.branch(session, danny, tries.go(first), ELSEWHERE)
    tries.answer(second, "plan", "guess", {"question_1": "Will it work?", "guess_1": "Yes."})
    tries.ready(second)
    of_go(session, second.id).asked_on = tries.make.days_ago(30)
    session.flush()
    aside.drop(session, danny, tries.asked(second), "Not now.")
    assert second.state is GoState.STOPPED_EARLY
    assert project_of(session, first).status is TryStatus.DRAFT
