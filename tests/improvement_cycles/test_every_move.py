"""Every move that a go cannot make is refused with a sentence: by its service and by its page."""

from datetime import timedelta
from html import unescape

import pytest

from coprod.db import today
from coprod.errors import Conflict
from improvement_cycles import goes, ramp
from improvement_cycles.go_models import Cycle
from improvement_cycles.states import FINISHED, refusal
from improvement_cycles.words import CameBy, GoState

GOES_ON = (GoState.DOING, GoState.STUDYING, GoState.DECIDING)
WHERE = [  # every state, and where each pause began
    *((state, None) for state in GoState if state is not GoState.PAUSED),
    *((GoState.PAUSED, began) for began in GOES_ON),
]
NAMES = [state if began is None else f"{state} from {began}" for state, began in WHERE]


def in_state(tries, state, began):
    """A go in this state, as people would bring it there."""
    danny = tries.as_(tries.danny)
    match state:
        case GoState.PAUSED:
            cycle = in_state(tries, began, None)
            tries.pause(tries.go(cycle))
        case GoState.CLOSED:
            cycle = tries.decided("stopped")
        case GoState.STOPPED_EARLY:
            cycle = tries.doing()
            goes.stop_early(tries.session, danny, tries.go(cycle), "It rained.")
        case _:
            cycle = getattr(tries, state.value)()
    tries.session.commit()
    assert (cycle.state, cycle.paused_from) == (state, began)
    return cycle


def by_service(tries, cycle, to):
    session, viewer, go = tries.session, tries.as_(tries.danny), tries.go(cycle)
    do = {
        GoState.DRAFT: lambda: tries.answer(cycle, "plan", "small", {"how_small": "Else"}),
        GoState.PLANNED: lambda: goes.check(session, viewer, go),
        GoState.DOING: lambda: goes.start(session, viewer, go),
        GoState.STUDYING: lambda: goes.look(viewer, go),
        GoState.DECIDING: lambda: goes.to_decide(session, viewer, go),
        GoState.CLOSED: lambda: goes.decide(session, viewer, go),
        GoState.PAUSED: lambda: tries.pause(go),
        GoState.STOPPED_EARLY: lambda: goes.stop_early(session, viewer, go, "It rained."),
    }
    return do[to]()


def by_page(browser, cycle, to):
    here = f"/tries/goes/{cycle.id}"
    later = (today() + timedelta(days=9)).isoformat()
    match to:
        case GoState.DRAFT:
            return browser.post(f"{here}/plan/small", data={"how_small": "Else"})
        case GoState.PAUSED:
            sent = {"why": "Jo is ill.", "look_again_on": later}
            return browser.post(f"{here}/pause", data=sent)
        case GoState.STOPPED_EARLY:
            return browser.post(f"{here}/stop-early", data={"learned": "It rained."})
    return browser.post(f"{here}/move", data={"to": to.value})


def may(was, began, to):
    """Whether a go moves so when it is asked to; `go_on` alone ends a pause where it began."""
    if to is GoState.DRAFT:
        return was in {GoState.DRAFT, GoState.PLANNED}  # by another plan
    if was is GoState.PAUSED and to is not GoState.STOPPED_EARLY:
        return False
    return refusal(was, to, began) is None


@pytest.mark.parametrize(("was", "began"), WHERE, ids=NAMES)
def test_what_a_go_cannot_do_is_refused_with_a_sentence_everywhere(
    session, tries, sign_in, was, began
):
    cycle, browser = in_state(tries, was, began), sign_in(tries.danny)
    refused = [to for to in GoState if not may(was, began, to)]
    assert len(refused) >= 4
    for to in refused:
        with pytest.raises(Conflict) as by:
            by_service(tries, cycle, to)
        said = str(by.value)
        assert said.endswith(".") and len(said.split()) > 3, to
        assert not session.dirty, to
        page = by_page(browser, cycle, to)
        assert page.status_code == 409, (to, page.status_code)
        shown = unescape(page.text)
        assert said in shown or "The plan is locked now." in shown, to
        session.expire_all()
        found = session.get(Cycle, cycle.id)
        assert (found.state, found.paused_from) == (was, began), to
        assert found.how_small != "Else"


@pytest.mark.parametrize(("was", "began"), WHERE, ids=NAMES)
def test_what_is_no_state_is_refused_as_well(session, tries, sign_in, was, began):
    """To go on after a pause, to plan the next go, and to begin another beside it."""
    cycle, browser = in_state(tries, was, began), sign_in(tries.danny)
    viewer, go = tries.as_(tries.danny), tries.go(cycle)
    asked = {
        "go_on": (was is GoState.PAUSED, lambda: goes.go_on(session, viewer, go)),
        "next": (was in FINISHED, lambda: goes.plan_next(session, viewer, go)),
    }
    for came_by in (CameBy.ELSE_TOO, CameBy.ELSEWHERE):
        begin = lambda how=came_by: ramp.branch(session, viewer, go, how)  # noqa: E731
        asked[came_by.value] = (was not in FINISHED, begin)
    for to, (allowed, do) in asked.items():
        if allowed:
            continue
        with pytest.raises(Conflict) as by:
            do()
        page = browser.post(f"/tries/goes/{cycle.id}/move", data={"to": to})
        assert page.status_code == 409 and str(by.value) in unescape(page.text), to
    for to in ("draft", "paused", "stopped_early", "", "best", "closed; DROP TABLE cycle"):
        assert browser.post(f"/tries/goes/{cycle.id}/move", data={"to": to}).status_code == 404
    session.expire_all()
    found = session.get(Cycle, cycle.id)
    assert (found.state, found.paused_from) == (was, began)


@pytest.mark.parametrize("began", GOES_ON)
def test_a_pause_goes_on_where_it_began_and_nowhere_else(session, tries, sign_in, began):
    cycle, browser = in_state(tries, GoState.PAUSED, began), sign_in(tries.danny)
    answer = browser.post(f"/tries/goes/{cycle.id}/move", data={"to": "go_on"})
    assert answer.status_code == 303
    session.expire_all()
    assert session.get(Cycle, cycle.id).state is began
