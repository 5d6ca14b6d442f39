"""A STOP holds whatever others do: only who said it, or an advocate with them, ends it."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid, NotAllowed
from improvement_cycles import goes
from improvement_cycles.consent import advocate, services
from improvement_cycles.consent.models import Affected
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.saying import everyone_says_yes, meet, open_again, reply


def test_a_stop_is_not_outvoted(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Leon"], "stop", "That is my only night.")
    with pytest.raises(goes.NotReady) as refused:
        start(asked)
    assert str(refused.value) == "Somebody has said STOP. It cannot start now."
    tries.says(asked, people["Leon"], "ok")
    start(asked)


def test_nothing_that_others_do_takes_a_stop_away(session, tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Leon"], "stop")
    tries.answer(asked, "plan", "whom", {"for_whom": "Kath", "for_whom_not_yet": "Leon"})
    with pytest.raises(Invalid):
        tries.touches(asked, tries.danny, people["Kath"])
    tries.ready(asked)
    for person in (tries.danny, people["Kath"]):
        tries.says(asked, person, "yes")
    with pytest.raises(goes.NotReady, match="STOP"):
        start(asked)
    kept = select(Affected.person_id).where(Affected.cycle_id == asked.id)
    assert people["Leon"].id in session.scalars(kept).all()


def test_a_stop_by_somebody_whom_it_does_not_touch_is_a_worry(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Tommy"], "stop", "I do not like it.")
    with pytest.raises(goes.NotReady, match=r"^A worry has no answer yet\.$"):
        start(asked)
    reply(tries, asked, people["Tommy"], tries.danny)
    start(asked)


def test_who_uses_services_there_can_say_that_it_touches_them(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Tommy"], "stop", "It is my room.", touches_me=True)
    with pytest.raises(goes.NotReady, match="STOP"):
        start(asked)
    with pytest.raises(NotAllowed, match="touches them too"):
        tries.says(asked, tries.colette, "stop", touches_me=True)


def test_an_advocate_with_them_writes_down_that_a_stop_is_met(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Kath"], "stop", "It is my night.")
    for person in (tries.danny, tries.marek, tries.colette, people["Nora"]):
        around = tries.asked(asked, person)
        stop = around.standing.of(people["Kath"].id)
        with pytest.raises(NotAllowed, match="Only the advocate"):
            advocate.meet(tries.session, tries.as_(person), around, stop, "It is fine.")
    meet(tries, asked, people["Kath"])
    start(asked)


def test_who_said_stop_undoes_that_it_is_met_and_a_go_that_started_has_a_pause(
    tries, people, asked, start
):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Kath"], "stop")
    meet(tries, asked, people["Kath"])
    start(asked)
    around = tries.asked(asked, tries.danny)
    with pytest.raises(NotAllowed, match="Only the person who said STOP"):
        services.open_again(tries.as_(tries.danny), around, around.standing.of(people["Kath"].id))
    open_again(tries, asked, people["Kath"])
    tries.session.flush()
    assert asked.state is GoState.PAUSED
    with pytest.raises(Conflict, match="STOP"):
        goes.go_on(tries.session, tries.as_(tries.danny), tries.go(asked))
    tries.says(asked, people["Kath"], "ok")
    goes.go_on(tries.session, tries.as_(tries.danny), tries.go(asked))
    assert asked.state is GoState.DOING


def test_after_the_start_only_stop_can_be_said_and_the_go_has_a_pause(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    start(asked)
    with pytest.raises(Conflict, match="It has started already"):
        tries.says(asked, people["Kath"], "worry", "Late.")
    for says in ("yes", "ok", "worry"):
        with pytest.raises(Conflict, match="It has started already"):
            tries.says(asked, people["Tommy"], says, "Late.", touches_me=True)
    tries.says(asked, people["Kath"], "stop")
    tries.session.flush()
    assert (asked.state, asked.paused_from) == (GoState.PAUSED, GoState.DOING)
