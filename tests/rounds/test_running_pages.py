"""The pages on which the advocate runs a round, and that nobody else does."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now, today
from coprod.people.hats import Group, HatKind
from coprod.rounds import daily, sealed
from coprod.rounds.models import Ballot, RoundSign
from coprod.rounds.words import Sign
from tests.journeys.pages import words
from tests.rounds.found import at, stars

RUNS = ("go-and-ask", "odd", "papers", "last-day", "call-off", "papers/print?first=1&last=1")
DECIDED = "Who was asked Nobody was asked. The advocate looks after this. Who decided"


@pytest.mark.parametrize(
    "hat",
    [kind for kind in HatKind if kind is not HatKind.ADVOCATE],
)
def test_only_the_advocate_runs_a_round(sign_in, make, running, area, hat):
    where = running.place if hat in {*HatKind} - {HatKind.COMMISSIONER} else area
    client = sign_in(make.person(where, hat))
    for part in RUNS:
        assert client.get(at(running, part)).status_code == 403, part
    assert client.get("/rounds/new").status_code == 403
    sent = {"closes_on": today().isoformat(), "why": "Because."}
    assert client.post(at(running, "last-day"), data=sent).status_code == 403
    assert client.post(at(running, "call-off"), data=sent).status_code == 403
    assert "Looking after this round" not in client.get(at(running)).text


def test_an_advocate_who_works_at_the_place_does_not_run_its_round(
    session, sign_in, make, running, area
):
    both = make.person(area, HatKind.ADVOCATE)
    make.hat(both, running.place, HatKind.STAFF)
    client = sign_in(both)
    assert client.get(at(running, "odd")).status_code == 403
    assert client.get("/rounds/new").status_code == 403


def test_an_open_round_has_its_last_day_moved_with_a_reason(session, running, hannah, danny):
    day = (today() + timedelta(days=9)).isoformat()
    assert hannah.post(at(running, "last-day"), data={"closes_on": day}).status_code == 422
    sent = {"closes_on": day, "why": "Two houses were ill."}
    assert hannah.post(at(running, "last-day"), data=sent).status_code == 303
    shown = words(danny.get(at(running)).text)
    assert "Two houses were ill. How this was decided : Its last day was moved." in shown
    assert DECIDED in shown
    assert hannah.get(at(running, "change")).status_code == 409


def test_a_round_that_was_not_ready_says_that_a_rule_kept_it_open(
    session, running, choose, close, hannah, danny
):
    choose(running, Group.PEOPLE, 0)
    assert not close(running)
    session.flush()
    for client in (hannah, danny):
        card = words(client.get(at(running)).text).partition("How this was decided : It was not")[2]
        assert "Too few people who use services had chosen." in card
        assert "Who decided Nobody. A rule keeps it open for a week more." in card
        assert "There is no result without enough people who use services." in card
        assert "How much say people had People were told. The rule is the same every time." in card


def test_a_round_that_is_called_off_says_why_and_keeps_no_ballot(session, running, hannah, danny):
    danny.post(at(running, "stars"), data={"option": running.options[0]})
    assert hannah.post(at(running, "call-off"), data={"why": ""}).status_code == 422
    assert hannah.post(at(running, "call-off"), data={"why": "It snowed."}).status_code == 303
    assert stars(session, running) == []
    shown = words(danny.get(at(running)).text)
    assert f"Called off How this was decided {DECIDED}" in shown
    assert "It snowed." in shown


@pytest.mark.parametrize("end", ["closed", "called off"])
def test_no_page_asks_for_what_a_round_that_is_over_would_refuse(
    session, running, hannah, choose, close, end
):
    over = {
        "closed": "This has closed. You can see what was picked.",
        "called off": "This was called off. You can read why.",
    }
    for part in ("papers", "put-in", "last-day", "call-off", "pictures"):
        assert hannah.get(at(running, part)).status_code == 200, part
    if end == "closed":
        for _ in range(3):
            choose(running, Group.PEOPLE, 0)
        assert close(running)
        session.commit()
    else:
        hannah.post(at(running, "call-off"), data={"why": "It snowed."})
    for part in ("papers", "put-in", "last-day", "call-off", "pictures", "go-and-ask"):
        shown = hannah.get(at(running, part))
        assert shown.status_code == 409, part
        assert over[end] in shown.text, part


def test_go_and_ask_names_who_had_not_chosen_when_the_day_began_and_nobody_once_it_is_ready(
    session, make, running, hannah, danny, choose
):
    """It moves once a day, for the advocate alone: so it does not tell when somebody chose."""
    make.person(running.place, name="Kath Brennan")
    make.person(make.place(), name="Somebody Elsewhere")
    stars = at(running, "stars")

    def named(days):
        daily.look(session, running.round, now() + timedelta(days=days))
        session.commit()
        shown = hannah.get(at(running, "go-and-ask")).text
        assert "Somebody Elsewhere" not in shown
        assert re.search(rf'href="{at(running, "pictures")}"[^>]*>.*?Print picture cards', shown)
        return [name for name in ("Danny", "Kath Brennan") if name in shown]

    assert named(days=0) == ["Danny", "Kath Brennan"]
    danny.post(stars, data={"option": running.options[0]})
    assert named(days=0) == ["Danny", "Kath Brennan"]
    assert named(days=1) == ["Kath Brennan"]
    danny.post(at(running, "take-back"))
    assert named(days=1) == ["Kath Brennan"]
    assert named(days=2) == ["Danny", "Kath Brennan"]
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    assert named(days=3) == []
    enough = "When today began, enough people who use services had chosen."
    assert enough in hannah.get(at(running, "go-and-ask")).text


def test_what_looks_odd_is_seen_by_the_moderator_who_writes_what_she_heard(
    session, make, running, hannah, choose, close
):
    jo = make.person(running.place, HatKind.STAFF, name="Jo Pickering")
    for _ in range(3):
        person = choose(running, Group.PEOPLE, 0, 1)
        ballot = session.scalars(select(Ballot).order_by(Ballot.id.desc())).first()
        ballot.helper = sealed.helper_mark(session, running.round, jo.id)
        assert person.id
    assert close(running)
    session.commit()
    assert "Jo Pickering helped with, or put in, 3 or more" in hannah.get(at(running, "odd")).text
    sign = session.scalars(select(RoundSign).where(RoundSign.sign == Sign.ONE_HELPER)).one()
    address = at(running, "odd", sign.id)
    assert hannah.post(address, data={"heard": ""}).status_code == 422
    assert hannah.post(address, data={"heard": "All three want the bus."}).status_code == 303
    assert "All three want the bus." in hannah.get(at(running, "odd")).text
    assert hannah.get(at(running, "odd", sign.id + 99)).status_code == 404
