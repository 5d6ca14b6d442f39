"""Whose dot is due, and when: asked once, quietly."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from coprod.db import HERE, now, today
from improvement_cycles.measure_days import asked_on
from improvement_cycles.measure_due import asked_day
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_words import HowOften
from improvement_cycles.words import TryStatus
from tests.improvement_cycles.counting import due, fill


@pytest.mark.parametrize(
    ("how_often", "last", "is_due"),
    [
        (HowOften.DAILY, 0, False),
        (HowOften.DAILY, 1, True),
        (HowOften.WEEKLY, 6, False),
        (HowOften.WEEKLY, 7, True),
        (HowOften.MONTHLY, 27, False),
        (HowOften.MONTHLY, 28, True),
        (HowOften.EACH_TIME, 90, False),
    ],
)
def test_whose_dot_is_due(session, trying, measure, as_viewer, how_often, last, is_due):
    measure.how_often = how_often
    fill(session, measure, [1], last=last)
    assert [one.part_id for one in due(session, as_viewer(trying.maureen))] == (
        [measure.id] if is_due else []
    )
    assert not due(session, as_viewer(trying.danny))


def test_what_is_stopped_or_over_is_not_due(session, trying, measure, as_viewer):
    maureen = as_viewer(trying.maureen)
    assert due(session, maureen)  # no dot at all
    trying.project.status = TryStatus.KEPT
    session.flush()
    assert not due(session, maureen)
    trying.project.status, measure.stopped_on = TryStatus.HAPPENING, today()
    session.flush()
    assert not due(session, maureen)


def bit(on):
    return 2 ** on.weekday()


@pytest.mark.parametrize(
    ("hour", "asked"),
    [(0, date(2026, 11, 2)), (7, date(2026, 11, 2)), (8, date(2026, 11, 3))],
)
def test_the_night_is_quiet(hour, asked):
    assert asked_on(datetime(2026, 11, 3, hour, 59, tzinfo=HERE)) == asked


@pytest.mark.parametrize(
    ("expected_ago", "last", "is_due"),
    [(0, 1, True), (0, 0, False), (2, 3, True), (2, 2, False), (2, 1, False), (6, 7, True)],
)
@pytest.mark.parametrize("often", [HowOften.DAILY, HowOften.WEEKLY])
def test_a_dot_of_a_weekday_is_asked_for_once_until_it_is_there(
    session, trying, measure, as_viewer, often, expected_ago, last, is_due
):
    day = asked_on(now().astimezone(HERE))
    expected = day - timedelta(days=expected_ago)
    measure.how_often, measure.weekdays = often, bit(expected)
    measure.made_on = day - timedelta(days=60)
    fill(session, measure, [1, 1], last=last + (today() - day).days)
    rows = due(session, as_viewer(trying.maureen))
    assert [asked_day(row) for row in rows] == ([expected] if is_due else [])


def test_nothing_is_asked_for_from_before_it_was_counted(session, trying, measure, as_viewer):
    measure.weekdays, measure.made_on = bit(today() - timedelta(days=3)), today()
    session.flush()
    assert not due(session, as_viewer(trying.maureen))


def test_a_month_is_asked_for_from_its_day_on(session, trying, measure, as_viewer):
    day = asked_on(now().astimezone(HERE))
    measure.how_often, measure.made_on = HowOften.MONTHLY, day - timedelta(days=90)
    measure.day_of_month = day.day
    first = day.replace(day=1)
    session.add(Point(measure_id=measure.id, on=first - timedelta(days=1), entered_on=today()))
    session.flush()
    [row] = due(session, as_viewer(trying.maureen))
    assert asked_day(row) == day
    if day.day < 28:
        measure.day_of_month = day.day + 1
        session.flush()
        assert not due(session, as_viewer(trying.maureen))
    measure.day_of_month = day.day
    session.add(Point(measure_id=measure.id, on=first, value=1, entered_on=today()))
    session.flush()
    assert not due(session, as_viewer(trying.maureen))


def test_that_nobody_could_count_is_one_press(sign_in, trying, measure, session):
    maureen = sign_in(trying.maureen)
    page = maureen.get("/").text
    url = f"/measures/{measure.id}/nobody"
    assert f'action="{url}"' in page and "Nobody could count" in page
    sent = {"on": today().isoformat(), "once": "this-card"}
    answers = [maureen.post(url, data=sent) for _press in range(2)]
    answers.append(maureen.post(url, data=sent | {"once": "another-tab"}))
    assert [answer.location for answer in answers] == ["/measures/week"] * 3
    [dot] = session.scalars(select(Point).where(Point.measure_id == measure.id))
    assert (dot.value, dot.note, dot.on) == (None, "Nobody could count.", today())
    assert f'action="{url}"' not in maureen.get("/").text
    assert "no number" in maureen.get("/measures/week").text


@pytest.mark.parametrize("on", ["", "soon", "2999-01-01"])
def test_nobody_could_count_on_a_day_that_is_none(sign_in, trying, measure, session, on):
    answer = sign_in(trying.maureen).post(f"/measures/{measure.id}/nobody", data={"on": on})
    assert answer.status_code == 422
    assert not session.scalars(select(Point).where(Point.measure_id == measure.id)).all()


def test_others_do_not_answer_for_who_counts(sign_in, trying, measure):
    sent = {"on": today().isoformat()}
    for other in (trying.colette, trying.stranger):
        answer = sign_in(other).post(f"/measures/{measure.id}/nobody", data=sent)
        assert answer.status_code == 403
