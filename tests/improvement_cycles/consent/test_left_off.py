"""Whom the team left off the list can say STOP after the start too, if they use services there."""

import re

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, NotAllowed
from improvement_cycles import goes
from improvement_cycles.consent.models import Affected
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.saying import everyone_says_yes, meet
from tests.improvement_cycles.consent.test_pages import ask_of, page_of
from tests.journeys.pages import press, words


@pytest.fixture
def started(session, tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    start(asked)
    session.flush()
    return asked


def test_their_stop_gives_it_a_pause_as_every_stop_does(session, tries, people, started):
    tries.says(started, people["Tommy"], "stop", "It is my room.", touches_me=True)
    session.flush()
    assert (started.state, started.paused_from) == (GoState.PAUSED, GoState.DOING)
    kept = select(Affected.person_id).where(Affected.cycle_id == started.id)
    assert people["Tommy"].id in session.scalars(kept).all()
    go_on = (session, tries.as_(tries.danny), tries.go(started))
    with pytest.raises(Conflict, match="STOP"):
        goes.go_on(*go_on)
    meet(tries, started, people["Tommy"])
    goes.go_on(*go_on)
    assert started.state is GoState.DOING


def test_nobody_else_joins_so(session, make, tries, people, started):
    for person in (tries.colette, tries.angela, people["Nora"]):
        with pytest.raises(NotAllowed, match="touches them too"):
            tries.says(started, person, "stop", touches_me=True)
    with pytest.raises(NotAllowed):
        tries.says(started, people["Kath"], "stop", touches_me=True)  # she is on the list
    assert started.state is GoState.DOING


def test_they_find_it_on_the_page_of_the_go(sign_in, session, visitor, tries, people, started):
    here = f"/tries/goes/{started.id}"
    tommy = sign_in(people["Tommy"])
    for client in (tommy, sign_in(people["Kath"])):
        assert ask_of(started) in client.get(here).text
    for client in (visitor, sign_in(tries.imran), sign_in(tries.angela)):
        assert ask_of(started) not in client.get(here).text
    page = tommy.get(ask_of(started)).text
    assert page.count('name="says"') == 1
    asks = press(tommy, ask_of(started), says="stop").location
    question, stop = words(tommy.get(asks).text), asks.partition("?")[0]
    assert "Does it touch you?" in question and "No, it does not" not in question
    assert tommy.get(f"{stop}/not-mine").location == stop
    late = tommy.post(f"{stop}/not-mine", data={"words": "My room.", "seen": mark_of(page)})
    assert late.status_code == 409 and "My room." in late.text
    assert "You can still say STOP if it touches you." in words(late.text)
    for _ in range(2):
        assert press(tommy, f"{stop}/mine", words="My room.").location == ask_of(started)
    session.refresh(started)
    assert started.state is GoState.PAUSED
    assert "Somebody whom it touches" in sign_in(tries.danny).get(page_of(started)).text
    assert "Tommy" not in sign_in(tries.danny).get(page_of(started)).text.split("<main")[1]


def mark_of(page):
    """The mark of the plan that a page showed."""
    return re.search(r'name="seen" value="(\w+)"', page)[1]
