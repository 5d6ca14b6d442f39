"""The pages on which the advocate plans a round."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from coprod.db import today
from coprod.issues.models import Issue
from coprod.people.models import Area
from coprod.rounds import queries
from coprod.rounds.models import Round
from coprod.rounds.words import RoundState
from tests.journeys.pages import words
from tests.rounds.found import at

NOTHING = "There is too little to choose from yet. People say something first."
SUMMARY = re.compile(r'<li><a href="#[a-z_]+">([^<]+)</a></li>')


def a_day(days):
    return (today() + timedelta(days=days)).isoformat()


def plan(running, **fields):
    issues = [str(one) for one in running.issues.values()]
    return {
        "title": "Spring",
        "place": "",
        "opens_on": a_day(1),
        "closes_on": a_day(20),
        "picks": "4",
        "options": issues[:4],
        "could_people": "40",
        "could_families": "22",
        "could_staff": "34",
    } | fields


def test_a_round_is_planned_once_however_often_it_is_sent(session, running, hannah):
    shown = hannah.get("/rounds/new").text
    secret = re.search(r'name="once" value="([^"]+)"', shown).group(1)
    for _ in range(5):
        answer = hannah.post("/rounds/new", data=plan(running, once=secret))
        assert answer.status_code == 303
    found = session.scalars(select(Round).where(Round.title == "Spring")).all()
    assert [one.state for one in found] == [RoundState.PLANNED]
    shown = hannah.get(f"/rounds/{found[0].id}").text
    assert "It opens on" in shown
    assert "Give a star" not in shown
    card = words(shown).partition("How this was decided : It was planned.")[2]
    assert "Who was asked Nobody was asked. The advocate looks after this." in card
    assert "Why Somebody has to choose what is put to people, and for how long." in card
    assert "How much say people had People were told. They choose from these." in card
    assert answer.location == f"/rounds/{found[0].id}/pictures?done=planned"
    assert "Your plan is saved." in hannah.get(answer.location).text
    option = queries.options(session, found[0].id)[0]
    for sent, shows in (("phone", "phone"), ("nonsense", "phone"), ("door", "door")):
        hannah.post(answer.location, data={f"picture-{option.id}": sent})
        session.expire_all()
        assert queries.options(session, found[0].id)[0].picture == shows


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": " "}, "Give it a name."),
        ({"opens_on": ""}, "Choose the first day."),
        ({"closes_on": ""}, "Choose the last day."),
        ({"opens_on": "31/31/2026"}, "Write the day like this"),
        ({"opens_on": "2020-01-01"}, "The first day has gone by. Choose today or a later day."),
        ({"closes_on": "2020-01-01"}, "The last day has gone by. Choose a later day."),
        ({"opens_on": "2999-01-01"}, "Choose a day in the next 12 months."),
        ({"closes_on": "2999-01-01"}, "Choose a day in the next 12 months."),
        ({"picks": "0"}, "Choose from 1 to 8."),
        ({"picks": "many"}, "Choose from 1 to 8."),
        ({"options": []}, "Choose at least 2 things."),
        ({"options": ["1"]}, "Choose at least 2 things."),
        ({"options": [str(n) for n in range(1, 14)]}, "Choose 12 things at most."),
        ({"options": ["1", "999999"]}, "Something here cannot be chosen any more."),
        ({"could_people": "0"}, "Write a number from"),
        ({"could_staff": "-1"}, "Write a number from"),
        ({"could_staff": "9" * 30}, "Write a number from"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_and_nothing_typed_is_lost(
    session, running, hannah, fields, says
):
    answer = hannah.post("/rounds/new", data=plan(running, **fields))
    assert answer.status_code == 422
    assert says in answer.text
    wrong = SUMMARY.findall(answer.text)
    assert len(wrong) == 1, wrong
    assert "Spring" in answer.text or "title" in fields
    assert session.scalars(select(Round).where(Round.title == "Spring")).all() == []


def test_a_round_does_not_close_before_it_opens(running, hannah):
    sent = plan(running, opens_on=a_day(9), closes_on=a_day(8))
    answer = hannah.post("/rounds/new", data=sent)
    assert answer.status_code == 422 and "It would close before it opens." in answer.text


def test_a_plan_that_somebody_else_changed_shows_what_was_written(session, running, hannah):
    address = hannah.post("/rounds/new", data=plan(running)).location.partition("/pictures")[0]
    sent = plan(running, title="Summer", edits="0")
    saved = hannah.post(f"{address}/change", data=sent)
    assert "Your plan is saved." in hannah.get(saved.location).text
    assert "Your plan is saved." not in hannah.get(f"{address}?done=nonsense").text
    late = hannah.post(f"{address}/change", data=plan(running, title="Easter", edits="0"))
    assert late.status_code == 409
    assert "Easter" in late.text
    edits = re.search(r'name="edits" value="(\d+)"', late.text).group(1)
    again = plan(running, title="Easter", edits=edits)
    assert hannah.post(f"{address}/change", data=again).status_code == 303
    assert "Easter" in hannah.get(address).text


def test_where_nothing_can_be_chosen_yet_one_sentence_says_so(session, make, running, hannah):
    empty = make.place(session.get_one(Area, running.round.area_id))
    answer = hannah.post("/rounds/new", data=plan(running, place=str(empty.id)))
    assert SUMMARY.findall(answer.text) == [NOTHING]
    assert NOTHING in hannah.get(f"/rounds/new?place={empty.id}").text


def test_a_round_of_which_nothing_is_left_says_so_and_asks_for_no_stars(session, running, danny):
    session.execute(update(Issue).values(taken_back_on=today()))
    shown = danny.get(at(running)).text
    assert "Nothing here can be chosen any more." in shown
    assert "None of these matter" not in shown and "You have 3 stars." not in shown
