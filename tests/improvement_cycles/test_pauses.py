"""A pause says why, and when to look again; on that day the team is asked what becomes of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.first_page import ask
from improvement_cycles import goes, turns
from improvement_cycles.go_models import PlanNote
from improvement_cycles.words import GoState


def waits(session, tries, person):
    found = turns.turns(ask(session, tries.as_(person), 0, [turns.ASKS]))
    return [(one.waits, one.cycle_id) for one in found]


@pytest.fixture
def doing(session, tries):
    """A go that is tried. Another has a pause that is not over."""
    tries.pause(tries.go(tries.doing(title="Another")))
    cycle = tries.doing()
    session.commit()
    return cycle


def later(days=30):
    return (today() + timedelta(days)).isoformat()


def test_a_pause_says_why_and_when_to_look_again(session, tries, doing, sign_in, visitor):
    danny, go = sign_in(tries.danny), f"/tries/goes/{doing.id}"
    assert f'href="{go}/pause"' in danny.get(go).text
    assert "We remind the team on that day." in danny.get(f"{go}/pause").text
    sent = {"why": "Jo is ill.", "look_again_on": later(), "once": "one-press"}
    assert {danny.post(f"{go}/pause", data=sent).location for _ in "12345"} == {go}
    session.refresh(doing)
    assert (doing.state, doing.paused_from) == (GoState.PAUSED, GoState.DOING)
    assert (doing.paused_why, doing.look_again_on.isoformat()) == ("Jo is ill.", later())
    page = danny.get(go).text
    assert "Jo is ill." in page and "Look again on" in page
    note = session.scalars(select(PlanNote).where(PlanNote.cycle_id == doing.id)).one()
    assert note.words == "We have a pause. Jo is ill."


def test_the_team_is_reminded_on_that_day_and_until_somebody_has_looked(
    session, tries, doing, sign_in
):
    tries.pause(tries.go(doing))
    session.commit()
    assert waits(session, tries, tries.marek) == []
    doing.look_again_on = today()
    session.commit()
    for person in (tries.danny, tries.angela, tries.marek):
        assert waits(session, tries, person) == [("pause", doing.id)]
    assert waits(session, tries, tries.hannah) == waits(session, tries, tries.imran) == []
    browser = sign_in(tries.danny)
    assert "Look again: go on, or stop?" in browser.get("/").text
    assert "It is time to look again." in browser.get(f"/tries/goes/{doing.id}").text
    goes.go_on(session, tries.as_(tries.danny), tries.go(doing))
    assert (doing.paused_why, doing.look_again_on) == (None, None)
    assert waits(session, tries, tries.danny) == []


def test_a_pause_may_end_by_stopping(session, tries, doing):
    tries.pause(tries.go(doing))
    goes.stop_early(session, tries.as_(tries.danny), tries.go(doing), "Jo stays away.")
    assert (doing.state, doing.look_again_on) == (GoState.STOPPED_EARLY, None)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"why": ""}, "Say why. A few words will do."),
        ({"why": "a" * 1001}, "Use 1,000 letters or fewer."),
        ({"look_again_on": ""}, "Choose a day to look again."),
        ({"look_again_on": "soon"}, "Write the day like this"),
        ({"look_again_on": "9999-12-31"}, "Choose a day in the next 12 months."),
        ({"look_again_on": "2020-01-01"}, "Choose a day that is still to come."),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(session, tries, doing, sign_in, sent, says):
    whole = {"why": "Jo is ill.", "look_again_on": later()} | sent
    page = sign_in(tries.danny).post(f"/tries/goes/{doing.id}/pause", data=whole)
    assert page.status_code == 422 and says in page.text and whole["why"] in page.text
    session.refresh(doing)
    assert doing.state is GoState.DOING


def test_a_pause_needs_a_day_to_come(session, tries, doing):
    with pytest.raises(Invalid):
        tries.pause(tries.go(doing), days=0)


@pytest.mark.parametrize("state", ["draft", "planned", "decided"])
def test_what_is_not_going_on_has_no_pause(session, tries, sign_in, state):
    cycle = getattr(tries, state)()
    session.commit()
    with pytest.raises(Conflict):
        tries.pause(tries.go(cycle))
    browser, url = sign_in(tries.danny), f"/tries/goes/{cycle.id}/pause"
    assert browser.get(url).status_code == 409
    sent = {"why": "Jo is ill.", "look_again_on": later()}
    assert browser.post(url, data=sent).status_code == 409


@pytest.mark.parametrize("who", ["colette", "imran"])
def test_only_the_team_has_a_pause(tries, doing, sign_in, who):
    browser, url = sign_in(getattr(tries, who)), f"/tries/goes/{doing.id}/pause"
    assert browser.get(url).status_code == 403
    sent = {"why": "No.", "look_again_on": later()}
    assert browser.post(url, data=sent).status_code == 403
