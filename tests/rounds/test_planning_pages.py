"""The pages on which the advocate plans a round."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.rounds import queries
from coprod.rounds.models import Round
from coprod.rounds.words import RoundState


def plan(running, **fields):
    issues = [str(one) for one in running.issues.values()]
    return {
        "title": "Spring",
        "place": "",
        "opens_on": (today() + timedelta(days=1)).isoformat(),
        "closes_on": (today() + timedelta(days=20)).isoformat(),
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
    assert answer.location == f"/rounds/{found[0].id}/pictures"
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
        ({"opens_on": "2020-01-01"}, "Choose a later day."),
        ({"closes_on": "2020-01-01"}, "Choose a later day."),
        ({"closes_on": "2999-01-01"}, "Choose a day in the next 12 months."),
        ({"picks": "0"}, "Choose from 1 to 8."),
        ({"picks": "many"}, "Choose from 1 to 8."),
        ({"options": []}, "Choose from 2 to 12 things."),
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
    assert "Spring" in answer.text or "title" in fields
    assert session.scalars(select(Round).where(Round.title == "Spring")).all() == []


def test_a_plan_that_somebody_else_changed_shows_what_was_written(session, running, hannah):
    address = hannah.post("/rounds/new", data=plan(running)).location.removesuffix("/pictures")
    sent = plan(running, title="Summer", edits="0")
    assert hannah.post(f"{address}/change", data=sent).status_code == 303
    late = hannah.post(f"{address}/change", data=plan(running, title="Easter", edits="0"))
    assert late.status_code == 409
    assert "Easter" in late.text
    edits = re.search(r'name="edits" value="(\d+)"', late.text).group(1)
    again = plan(running, title="Easter", edits=edits)
    assert hannah.post(f"{address}/change", data=again).status_code == 303
    assert "Easter" in hannah.get(address).text
