"""Whom the team left off the list can say STOP after the start too, if they use services there."""

import re

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, NotAllowed
from improvement_cycles import goes, ramp
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
    sent = {"words": "My room.", "alone": "n", "seen": mark_of(page)}
    late = tommy.post(f"{stop}/not-mine", data=sent)
    assert late.status_code == 409 and "My room." in late.text
    assert "You can still say STOP if it touches you." in words(late.text)
    for _ in range(2):
        joined = press(tommy, f"{stop}/mine", words="My room.", alone="n")
        assert joined.location == ask_of(started)
    session.refresh(started)
    assert started.state is GoState.PAUSED
    assert "Somebody whom it touches" in sign_in(tries.danny).get(page_of(started)).text
    assert "Tommy" not in sign_in(tries.danny).get(page_of(started)).text.split("<main")[1]
    unseen = words(sign_in(people["Maureen"]).get(here).text)
    assert "It has a pause. The advocate is looking at it." in unseen and "ready yet" not in unseen


def mark_of(page):
    """The mark of the plan that a page showed."""
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def told(readers, cycle):
    """What pages tell each reader of whom a go touches; of a page with a form, every letter."""
    go, found = f"/tries/goes/{cycle.id}", []
    for client in readers:
        form = client.get(f"{go}/plan/touches").text.partition(f'action="{go}/plan/touches"')[2]
        found.append(re.sub(r'name="(csrf_token|once)" value="[^"]*"', "", form))
        found.append(re.findall(r"<li>\w+</li>", client.get(f"{go}/check").text))
        consent = words(client.get(page_of(cycle)).text.partition("<main")[2])
        found.append(consent.partition("Who is asked")[2])
        others = (go, f"/tries/{cycle.project_id}", "/tries")
        found.append(["Tommy" in client.get(here).text for here in others])
        assert "Tommy" not in consent
    return found


@pytest.mark.parametrize("started", [False, True])
@pytest.mark.parametrize("chosen", [("Kath", "Leon"), ()])
def test_no_list_of_names_tells_who_joined_with_their_stop(
    sign_in, visitor, session, tries, people, chosen, started
):
    """Beside a new unnamed STOP a new name would be its name, in this go and in the next."""
    cycle = tries.draft()
    tries.touches(cycle, tries.marek, *(people[name] for name in chosen))
    tries.ready(cycle)
    readers = [*map(sign_in, (tries.danny, tries.marek, tries.colette, tries.imran)), visitor]
    listed = [f"<li>{name}</li>" for name in (*chosen, "Marek")]
    assert told(readers, cycle)[1] == listed
    if started:
        tries.agree(cycle)
        goes.start(session, tries.as_(tries.danny), tries.go(cycle))
    before = told(readers, cycle)
    stop = f"{ask_of(cycle)}/say-why/mine"
    press(sign_in(people["Tommy"]), stop, words="My room.")
    assert tries.asked(cycle).standing.stop
    assert told(readers, cycle) == before
    assert "Tommy" in sign_in(tries.hannah).get(page_of(cycle)).text
    new = ramp.next_go(session, tries.go(cycle))
    assert told(readers, new)[1] == listed


def test_a_team_that_saves_its_list_neither_finds_nor_loses_who_joined(
    sign_in, session, tries, people, asked
):
    """Nobody is asked about the next go yet, so there everybody can be taken off the list."""
    tries.says(asked, people["Tommy"], "yes", touches_me=True)
    new = ramp.next_go(session, tries.go(asked))
    danny, lists = sign_in(tries.danny), f"/tries/goes/{new.id}/plan/touches"
    for chosen in (("Kath",), (), ("Kath", "Tommy"), ("Kath",)):
        sent = press(danny, lists, people=[people[name].id for name in chosen])
        assert (sent.status_code, sent.location) == (303, lists.replace("touches", "off-site"))
        shown = danny.get(lists).text
        ticked = [name for name in people if f'value="{people[name].id}" checked' in shown]
        assert ticked == list(chosen)
        missing = "Say who this touches" in danny.get(f"/tries/goes/{new.id}/check").text
        assert missing == (not chosen)
        session.expire_all()
        there = tries.asked(new).standing.touched.keys() & {one.id for one in people.values()}
        assert there == {people[name].id for name in {*chosen, "Tommy"}}
