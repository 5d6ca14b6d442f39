"""Things that happen: entered by their day alone, and put right like every dot."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from improvement_cycles import measure_queries
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_words import HowOften, Kind
from improvement_cycles.points import read_dots
from tests.improvement_cycles.counting import fill, new_measure


@pytest.fixture
def falls(session, trying):
    """Falls at home; and another measure with a dot on the same day."""
    fill(session, new_measure(session, trying.project, name="Other", main=False), [9])
    return new_measure(
        session,
        trying.project,
        name="A fall",
        kind=Kind.EVENTS,
        how_often=HowOften.EACH_TIME,
        who_counts_id=trying.maureen.id,
    )


@pytest.fixture
def days_between(session, trying, falls, as_viewer):
    def read():
        session.expire_all()
        seen = measure_queries.one(session, as_viewer(trying.danny), falls.id)
        return read_dots(seen.head, seen.counted).values

    return read


def ago(days):
    return (today() - timedelta(days=days)).isoformat()


def standing(session, falls):
    wanted = select(Point).where(Point.measure_id == falls.id, measure_queries.CURRENT)
    return session.scalars(wanted.order_by(Point.on)).all()


def test_it_happened_today_is_one_press(sign_in, trying, falls, session):
    maureen, url = sign_in(trying.maureen), f"/measures/{falls.id}/dot"
    page = maureen.get(url).text
    assert "It happened today" in page and "How many?" not in page and "Nobody" not in page
    sent = {"today": "yes", "on": ago(9), "once": "this-form"}  # the day in the field is no matter
    answers = [maureen.post(url, data=sent) for _press in range(2)]
    assert answers[0].location == answers[1].location
    assert [one.on for one in standing(session, falls)] == [today()]
    assert "Thank you. The dot is in." in maureen.get(answers[0].location).text


@pytest.mark.parametrize(("on", "says"), [("2999-01-01", "Choose today"), ("", "Choose a day.")])
def test_it_cannot_have_happened_on_a_day_that_is_none(sign_in, trying, falls, session, on, says):
    answer = sign_in(trying.maureen).post(f"/measures/{falls.id}/dot", data={"on": on})
    assert answer.status_code == 422 and says in answer.text
    assert not standing(session, falls)


def test_nobody_could_count_is_no_answer_to_what_happens(sign_in, trying, falls, session):
    sent = {"on": ago(0), "odd": "no_count", "note": "Nobody was in"}
    answer = sign_in(trying.maureen).post(f"/measures/{falls.id}/dot", data=sent)
    assert answer.status_code == 422 and not standing(session, falls)
    answer = sign_in(trying.maureen).post(f"/measures/{falls.id}/nobody", data={"on": ago(0)})
    assert answer.status_code == 422 and not standing(session, falls)


def test_a_wrong_day_is_put_right_and_moves_its_neighbours(
    sign_in, trying, falls, session, days_between
):
    dots = fill(session, falls, [1, 1, 1], every=10)
    assert days_between() == [None, 10, 10]
    maureen, url = sign_in(trying.maureen), f"/measures/{falls.id}/dots/{dots[1].id}"
    assert f'value="{ago(10)}"' in maureen.get(url).text
    assert maureen.post(url, data={"on": ago(13)}).status_code == 422  # no reason
    refused = maureen.post(url, data={"on": "2999-01-01", "reason": "slip"})
    assert refused.status_code == 422 and "2999-01-01" in refused.text
    right = {"on": ago(13), "reason": "It was on the Friday"}
    assert maureen.post(url, data=right).status_code == 303
    assert days_between() == [None, 7, 13]
    page = maureen.get(f"/measures/{falls.id}").text
    assert "It was on the Friday" in page
    assert maureen.post(url, data=right).status_code == 409
    assert days_between() == [None, 7, 13]


def test_moving_onto_a_day_that_has_one_makes_two(sign_in, trying, falls, session, days_between):
    dots = fill(session, falls, [1, 1], every=4)
    url = f"/measures/{falls.id}/dots/{dots[0].id}"
    sent = {"on": ago(0), "reason": "both today"}
    assert sign_in(trying.maureen).post(url, data=sent).status_code == 303
    assert days_between() == [None, 0]


def test_one_that_did_not_happen_is_taken_away(sign_in, trying, falls, session, days_between):
    dots = fill(session, falls, [1, 1, 1], every=5)
    sent = {"take_away": "yes", "reason": "a near miss", "on": ago(5)}
    sign_in(trying.maureen).post(f"/measures/{falls.id}/dots/{dots[1].id}", data=sent)
    assert days_between() == [None, 10]


def test_a_number_keeps_its_day_whatever_is_sent(sign_in, trying, measure, session):
    [dot] = fill(session, measure, [3])
    sent = {"on": ago(3), "value": "4", "reason": "slip"}
    sign_in(trying.maureen).post(f"/measures/{measure.id}/dots/{dot.id}", data=sent)
    assert {one.on for one in standing(session, measure)} == {today()}
