"""The pages of consent: one question, two steps, and for each what they may see of it."""

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from coprod.people.hats import HatKind
from improvement_cycles.consent.labels import TOO_FEW
from improvement_cycles.consent.models import Answer, Asking
from improvement_cycles.go_models import Cycle
from tests.improvement_cycles.consent.saying import reply
from tests.journeys.pages import part, press, words


def ask_of(cycle):
    return f"/tries/goes/{cycle.id}/can-we-try"


def go_of(cycle):
    return f"/tries/goes/{cycle.id}"


def page_of(cycle):
    return f"/tries/goes/{cycle.id}/consent"


def test_somebody_who_is_asked_finds_it_on_their_first_page(sign_in, people, asked):
    kath = sign_in(people["Kath"])
    turn = kath.get("/").text
    assert ask_of(asked) in turn and "Can we try this?" in part(turn, "turn")
    answered = press(kath, ask_of(asked), says="yes")
    assert (answered.status_code, answered.location) == (303, ask_of(asked))
    assert "You said Yes" in words(kath.get(ask_of(asked)).text)
    assert "Change my answer" in kath.get(page_of(asked)).text
    go = f"/tries/goes/{asked.id}"
    assert "You have answered. Thank you." in kath.get(go).text
    assert "Say if we can try this" in sign_in(people["Tommy"]).get(go).text
    assert ask_of(asked) not in kath.get("/").text
    assert ask_of(asked) not in sign_in(people["Tommy"]).get("/").text


def test_nobody_answers_for_somebody_else(session, sign_in, tries, people, asked):
    sent = {"says": "yes", "person": people["Kath"].id, "person_id": people["Kath"].id}
    press(sign_in(tries.marek), ask_of(asked), **sent)
    rows = session.scalars(select(Answer).where(Answer.cycle_id == asked.id)).all()
    assert [one.person_id for one in rows] == [tries.marek.id]


def test_after_a_change_the_first_page_asks_again_and_says_so(sign_in, tries, people, asked):
    tries.says(asked, people["Kath"], "yes")
    tries.answer(asked, "plan", "whom", {"for_whom": "All of us", "for_whom_not_yet": ""})
    tries.ready(asked)
    kath = sign_in(people["Kath"])
    assert ask_of(asked) in kath.get("/").text
    assert "The plan changed. So we ask you again." in words(kath.get(ask_of(asked)).text)


def test_a_worry_stands_beside_its_answer_and_the_worrier_is_told(sign_in, tries, people, asked):
    tries.says(asked, people["Kath"], "worry", "What if the bus is late?")
    colette = sign_in(tries.colette)
    turn, now = part(colette.get("/").text, "turn"), part(colette.get(go_of(asked)).text, "now")
    assert "A worry waits for an answer" in turn and "See if it can start" not in turn
    marek, here = sign_in(tries.marek), go_of(asked)
    assert "Answer the worry" in now and "Check the plan" not in now
    assert "Check the plan and start" not in part(marek.get(here).text, "now")
    page = colette.get(page_of(asked)).text
    assert "What if the bus is late?" in page and "No answer yet" in page
    worry = tries.asked(asked).standing.of(people["Kath"].id)
    press(colette, f"{page_of(asked)}/{worry.id}/answer", words="We wait with you.")
    assert "Check the plan and start" in part(marek.get(here).text, "now")
    kath = sign_in(people["Kath"])
    assert "Your worry has an answer" in part(kath.get("/").text, "turn")
    assert "We wait with you." in kath.get(ask_of(asked)).text
    assert "A worry waits" not in colette.get("/").text


def test_who_is_not_touched_and_not_in_the_team_sees_no_words_of_others(
    sign_in, visitor, make, tries, people, asked
):
    tries.says(asked, people["Kath"], "worry", "What if the bus is late?")
    worry = tries.asked(asked).standing.of(people["Kath"].id)
    tommy = sign_in(people["Tommy"])
    assert tommy.get(page_of(asked)).status_code == 403
    assert "late?" not in tommy.get(ask_of(asked)).text
    stranger = sign_in(make.person(make.place()))
    answer, ask = f"{page_of(asked)}/{worry.id}/answer", ask_of(asked)
    for address in (page_of(asked), ask, f"{ask}/say-more", f"{ask}/say-why", answer):
        assert stranger.get(address).status_code == 404
        assert sign_in(tries.imran).get(address).status_code == 404
        assert visitor.get(address).status_code in {302, 303}
    nowhere = sign_in(tries.marek).get(f"{page_of(asked)}/{worry.id + 10**6}/answer")
    assert nowhere.status_code == 404


def test_a_private_try_asks_only_those_it_names(session, sign_in, visitor, tries, people):
    cycle = tries.draft(title="The 42 on my own")
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    tries.touches(cycle, people["Kath"])
    tries.ready(cycle)
    kath = sign_in(people["Kath"])
    assert ask_of(cycle) in kath.get("/").text
    assert press(kath, f"{ask_of(cycle)}/say-more", words="Be safe.").status_code == 303
    assert kath.get(f"/tries/{cycle.project_id}").status_code == 404  # only the question
    assert "Be safe." in sign_in(tries.marek).get(page_of(cycle)).text  # of its team
    for person in (people["Leon"], tries.hannah, tries.imran, people["Nora"]):
        client = sign_in(person)
        assert client.get(ask_of(cycle)).status_code == 404
        assert client.get(page_of(cycle)).status_code == 404
        assert "The 42" not in client.get("/").text
    press(
        sign_in(tries.danny),
        f"/tries/{cycle.project_id}",
        f"/tries/{cycle.project_id}/hide",
        hidden="yes",
    )
    for person in (people["Kath"], tries.marek):
        assert sign_in(person).get(ask_of(cycle)).status_code == 404
        assert "The 42" not in sign_in(person).get("/").text
    assert sign_in(tries.danny).get(ask_of(cycle)).status_code == 200


def test_the_go_and_ask_list_is_for_the_advocate_alone(sign_in, tries, people, asked):
    tries.says(asked, people["Kath"], "yes")
    hannah = part(sign_in(tries.hannah).get(page_of(asked)).text, "asked")
    assert "Go and ask" in hannah and "Leon" in hannah and "Kath" not in hannah
    for person in (tries.danny, tries.colette, people["Leon"]):
        page = sign_in(person).get(page_of(asked)).text.split("<main")[1].split("</main>")[0]
        assert "Go and ask" not in page and "Leon" not in page
        assert "It is not ready yet. The advocate is looking at it." in page


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_costs_the_same_however_many_spoke(sign_in, make, tries, rows):
    cycle = tries.draft()
    everybody = [make.person(tries.place) for _ in range(rows)]
    tries.touches(cycle, *everybody)
    tries.ready(cycle)
    for person in everybody:
        tries.says(cycle, person, "worry", "The bus?")
        reply(tries, cycle, person, tries.marek)
    client = sign_in(tries.marek)
    assert client.get(page_of(cycle)).status_code == 200
    assert client.statements <= 13, client.asked


def test_a_started_go_says_how_it_was_decided(
    session, sign_in, visitor, tries, people, asked, start
):
    for person in (tries.danny, people["Kath"]):
        tries.says(asked, person, "yes")
    tries.says(asked, people["Leon"], "worry", "My private worry.", alone=True)
    tries.says(asked, tries.marek, "worry", "I may be late home.")
    reply(tries, asked, people["Leon"], tries.hannah)
    reply(tries, asked, tries.marek, tries.danny)
    start(asked)
    card = words(visitor.get(f"/tries/goes/{asked.id}").text)
    assert "How this was decided" in card
    assert "We asked those whom it touches: people who use services, staff." in card
    assert "People who use services: Some said yes." in card
    assert f"Staff: {TOO_FEW}" in card and "Some had a worry" not in card  # Marek is the only one
    assert "late home" not in card and "private worry" not in card
    assert words(sign_in(tries.danny).get(go_of(asked)).text).count(TOO_FEW) == 1


@pytest.mark.parametrize("old", [False, True])
def test_no_card_tells_what_one_or_two_of_a_group_said(
    session, visitor, make, tries, people, asked, start, old
):
    """Also where it was kept before groups were too small to be told; and whoever comes later."""
    beside = [make.person(tries.place, HatKind.FAMILY) for _ in range(2)]
    cycle = tries.draft(title="Later")
    tries.touches(cycle, tries.danny, people["Kath"], tries.marek, tries.angela, *beside)
    tries.ready(cycle)
    for person in (tries.danny, people["Kath"], tries.angela):
        tries.says(cycle, person, "ok")
    tries.says(cycle, tries.marek, "worry", "I may be late home.")
    reply(tries, cycle, tries.marek, tries.danny)
    start(cycle)
    asking = session.scalars(select(Asking).where(Asking.cycle_id == cycle.id)).one()
    if old:
        asking.at_start = {"people": ["ok"], "families": ["ok"], "staff": ["worry"]}
    session.flush()
    tries.says(cycle, people["Leon"], "stop", touches_me=True)
    for person in beside:
        tries.says(cycle, person, "stop")
    card = words(visitor.get(go_of(cycle)).text)
    groups = "People who use services, Families and friends, Staff"
    assert f"{groups}: {TOO_FEW}" in card and "Some said" not in card
    assert ("Some had a worry. It got an answer." in card) is not old  # of 4, so of nobody


def test_a_decision_says_who_agreed_group_by_group(sign_in, visitor, tries):
    cycle = tries.decided("changed")
    page = words(sign_in(tries.danny).get(f"/tries/goes/{cycle.id}").text)
    assert "People who use services agreed: Danny." in page and "Staff agreed: Marek." in page
    assert "Why People want more." in page and "Danny wrote it down." in page
    outside = words(visitor.get(f"/tries/goes/{cycle.id}").text)
    assert "services agreed" not in outside and "Staff agreed" not in outside  # 1 of each
    assert "Some of the team agreed. We do not show who." in outside and "Danny" not in outside


def test_history_of_what_was_said_cannot_be_changed(session, tries, people, asked):
    tries.says(asked, people["Kath"], "stop")
    session.commit()
    for change in (update(Answer).values(says="yes"), delete(Answer)):
        with pytest.raises(DatabaseError, match="append-only"):
            session.execute(change)
        session.rollback()


def test_every_go_of_the_demo_was_agreed_to_first(demo, session, visitor):
    visitor.choose_area(demo.area.slug)
    session.commit()
    for cycle in session.scalars(select(Cycle).where(Cycle.started_on.is_not(None))):
        assert "How this was decided" in visitor.get(f"/tries/goes/{cycle.id}").text


def test_in_the_demo_danny_is_asked_and_hannah_sees_whom_to_ask(demo, session, sign_in):
    quiet = demo.found["consents"]["a_quiet_night_go"]
    session.commit()
    danny = sign_in(demo.people["danny"])
    assert ask_of(quiet) in danny.get("/your-turn").text
    form = danny.get(ask_of(quiet)).text
    assert all(says in form for says in ("OK with me", "I have a worry", "STOP"))
    hannah = words(sign_in(demo.people["hannah"]).get(page_of(quiet)).text)
    assert "Go and ask" in hannah and "Danny Okafor" in hannah and "No answer yet" in hannah
    assert press(danny, ask_of(quiet), says="ok").status_code == 303
