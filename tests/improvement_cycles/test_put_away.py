"""A plan that nobody starts is put away, and what goes on beside it goes on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict
from improvement_cycles import checks, goes, ramp
from improvement_cycles.consent import aside
from improvement_cycles.consent.asking import of_go
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import CameBy, GoState, Outcome, TryStatus
from tests.journeys.pages import words

TO_CHECK = "Time to check on it"
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


@pytest.fixture
def kept(session, tries, danny):
    """A go that was kept, to be checked on today."""
    go = tries.deciding()
    tries.say_what_was_decided(go, "kept")
    tries.answer(go, "decide", "upkeep", {"upkeep": str(tries.danny.id)})
    tomorrow = (today() + timedelta(1)).isoformat()
    tries.answer(go, "decide", "check_on", {"check_on": tomorrow})
    tries.counts_what_gets_worse(go)
    tries.answer(go, "decide", "worse", {"looked": True, "worse": ""})
    goes.decide(session, danny, tries.go(go))
    go.check_on = today()
    session.flush()
    return go


def test_what_was_kept_stays_kept_and_is_checked_on_when_the_plan_after_it_is_put_away(
    session, tries, danny, sign_in, kept
):
    project = project_of(session, kept)
    project.ended_on = tries.make.days_ago(30)
    after = goes.plan_next(session, danny, tries.go(kept))
    assert TO_CHECK not in words(sign_in(tries.danny).get("/your-turn").text)
    goes.put_away(session, danny, tries.go(after), "It is good as it is.")
    session.commit()
    assert (project.status, project.ended_on) == (TryStatus.KEPT, tries.make.days_ago(30))
    browser = sign_in(tries.danny)
    assert TO_CHECK in words(browser.get("/your-turn").text)
    page = words(browser.get(f"/tries/goes/{kept.id}").text)
    assert "It is time to check on it." in page and "Plan the next go" in page
    checks.still_there(session, danny, tries.go(kept), today() + timedelta(90))


def test_the_next_go_is_planned_from_the_one_that_began(session, tries, danny, sign_in, kept):
    after = goes.plan_next(session, danny, tries.go(kept))
    goes.put_away(session, danny, tries.go(after), "Not now.")
    session.commit()
    assert "Plan the next go" not in sign_in(tries.danny).get(f"/tries/goes/{after.id}").text
    with pytest.raises(Conflict, match="from the one before it"):
        goes.plan_next(session, danny, tries.go(after))
    third = goes.plan_next(session, danny, tries.go(kept))
    assert (third.number, third.next_of_id) == (3, kept.id)


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
