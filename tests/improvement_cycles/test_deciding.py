"""How a go ends, and how it does not: decisions taken back, pauses, and whom nobody told."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict
from improvement_cycles import goes, team
from improvement_cycles.go_models import Agreed
from improvement_cycles.words import GoState, Outcome


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


KEEP = {
    "upkeep": lambda tries: {"upkeep": str(tries.danny.id)},
    "check_on": lambda _: {"check_on": (today() + timedelta(days=1)).isoformat()},
}


def to_be_kept(tries):
    """A go whose team has said to keep it, with who and when, and has not ended it."""
    cycle = tries.deciding()
    tries.say_what_was_decided(cycle, "kept")
    for name, values in KEEP.items():
        tries.answer(cycle, "decide", name, values(tries))
    return cycle


def test_stopping_early_loses_nothing_that_the_team_wrote(session, tries, danny, sign_in):
    cycle = tries.studying()
    tries.answer(cycle, "look", "learned", {"what_we_learned": "People like it."})
    url, browser = f"/tries/goes/{cycle.id}/stop-early", sign_in(tries.danny)
    page = browser.get(url).text
    assert "People like it." in page
    seen = re.search(r'name="was" value="(\w+)"', page).group(1)
    tries.answer(cycle, "look", "learned", {"what_we_learned": "Most people like it."})
    browser.post(url, data={"learned": "No time.", "was": seen})
    session.refresh(cycle)
    assert cycle.what_we_learned == "Most people like it.\n\nNo time."


def test_looking_again_takes_back_what_was_decided_and_keeps_the_words(session, tries, danny):
    cycle = to_be_kept(tries)
    cycle.balance_looked_on = today()
    goes.look(danny, tries.go(cycle))
    session.flush()
    taken_back = (cycle.decision, cycle.check_on, cycle.owner_of_upkeep_id, cycle.balance_looked_on)
    assert taken_back == (None, None, None, None)
    goes.to_decide(session, danny, tries.go(cycle))
    tries.answer(cycle, "decide", "outcome", {"outcome": "kept"})
    assert cycle.why == "People want more."
    assert session.scalars(select(Agreed).where(Agreed.cycle_id == cycle.id)).all() == []


def test_going_on_after_a_pause_keeps_what_was_decided(session, tries, danny):
    cycle = to_be_kept(tries)
    tries.pause(tries.go(cycle))
    goes.go_on(session, danny, tries.go(cycle))
    assert (cycle.decision, cycle.owner_of_upkeep_id) == (Outcome.KEPT, tries.danny.id)


@pytest.mark.parametrize(
    "state", [GoState.DOING, GoState.PAUSED, GoState.STOPPED_EARLY, GoState.STUDYING]
)
def test_the_front_page_opens_whatever_became_of_a_go_that_was_to_be_kept(
    session, tries, sign_in, state
):
    cycle = to_be_kept(tries)
    cycle.state, cycle.check_on = state, today() - timedelta(days=1)
    session.commit()
    page = sign_in(tries.marek).get("/")
    assert page.status_code == 200 and "Time to check on it" not in page.text


def test_another_decision_is_nobodys_until_they_agree_to_it(session, tries):
    cycle = to_be_kept(tries)
    tries.answer(cycle, "decide", "outcome", {"outcome": "kept"})
    agreed = select(Agreed.person_id).where(Agreed.cycle_id == cycle.id)
    assert len(session.scalars(agreed).all()) == 2 and cycle.why
    tries.answer(cycle, "decide", "outcome", {"outcome": "stopped"})
    assert session.scalars(agreed).all() == [] and cycle.why == ""
    assert (cycle.owner_of_upkeep_id, cycle.check_on) == (None, None)


def test_a_pause_before_deciding_is_no_way_round_the_agreement(session, tries, sign_in, danny):
    cycle = tries.deciding()
    tries.pause(tries.go(cycle))
    with pytest.raises(Conflict, match="Go on with it first"):
        goes.stop_early(session, danny, tries.go(cycle), "It did not work.")
    session.commit()
    browser, go = sign_in(tries.danny), f"/tries/goes/{cycle.id}"
    assert "stop-early" not in browser.get(go).text
    assert browser.get(f"{go}/stop-early").status_code == 409
    other = tries.studying()
    tries.pause(tries.go(other))
    session.commit()
    assert "stop-early" in browser.get(f"/tries/goes/{other.id}").text
    goes.stop_early(session, danny, tries.go(other), "It did not work.")
    assert other.state is GoState.STOPPED_EARLY


def test_a_private_try_tells_no_place(session, make, tries, sign_in, danny):
    other = make.place(session.get(type(make.area()), tries.place.area_id), name="Rose House")
    cycle = tries.draft()
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    tries.agree(cycle)
    goes.start(session, danny, tries.go(cycle))
    goes.look(danny, tries.go(cycle))
    tries.answer(cycle, "look", "result", {"result_1": "Three.", "lesson_1": "It works."})
    session.commit()
    browser, go = sign_in(tries.danny), f"/tries/goes/{cycle.id}"
    assert "Rose House" not in browser.get(f"{go}/look/knock-on").text
    landed = {"landed": "yes", "knock_on": "They stayed late.", "place": str(other.id)}
    tries.answer(cycle, "look", "knock_on", landed)
    goes.to_decide(session, danny, tries.go(cycle))
    assert (cycle.knock_on, cycle.knock_on_place_id) == ("They stayed late.", None)
    cycle.knock_on_place_id = other.id  # as it was written before
    goes.look(danny, tries.go(cycle))
    goes.to_decide(session, danny, tries.go(cycle))
    session.commit()
    assert cycle.knock_on_told_on is None
    page = browser.get(go).text
    assert "They stayed late." in page and "Rose House" not in page


def test_whoever_was_to_keep_it_going_and_left_keeps_it_going_no_more(
    session, tries, danny, sign_in
):
    cycle = to_be_kept(tries)
    tries.counts_what_gets_worse(cycle)
    tries.answer(cycle, "decide", "worse", {"looked": True, "worse": ""})
    tries.answer(cycle, "decide", "upkeep", {"upkeep": str(tries.marek.id)})
    marek = tries.as_(tries.marek)
    team.take_out(session, marek, tries.go(cycle, tries.marek), tries.marek.id)
    with pytest.raises(goes.NotReady) as refused:
        goes.decide(session, danny, tries.go(cycle))
    assert [one.page for one in refused.value.missing] == ["upkeep"]
    tries.answer(cycle, "decide", "upkeep", {"upkeep": str(tries.angela.id)})
    goes.decide(session, danny, tries.go(cycle))
    session.commit()
    browser, url = sign_in(tries.danny), f"/tries/goes/{cycle.id}"
    assert "Angela keeps it going." in browser.get(url).text
    angela = tries.as_(tries.angela)
    team.take_out(session, angela, tries.go(cycle, tries.angela), tries.angela.id)
    session.commit()
    assert "Nobody keeps it going now." in browser.get(url).text
