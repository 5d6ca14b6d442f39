"""A week at a glance, for the person who counts."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from coprod.db import today
from improvement_cycles.measure_days import State, state_of, week_until
from improvement_cycles.measure_words import HowOften, Kind
from tests.improvement_cycles.counting import fill, new_measure

SUNDAY = date(2026, 11, 1)
DAYS = week_until(SUNDAY)
LETTER = {State.DONE: "d", State.MISSING: "m", State.NOT_EXPECTED: "-"}


def states(often, *, dots="", weekdays=0, month=None, last=None, made=date(2026, 1, 1)):
    """The week from Monday to Sunday in letters; the days of `dots` have one."""
    measure = SimpleNamespace(how_often=often, weekdays=weekdays, day_of_month=month, made_on=made)
    there = {day for day, letter in zip(DAYS, dots.ljust(7), strict=True) if letter == "x"}
    newest = max(there) if there else last
    return "".join(LETTER[state_of(measure, on, SUNDAY, there, newest)] for on in DAYS)


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (states(HowOften.DAILY), "mmmmmmm"),
        (states(HowOften.DAILY, dots="x x"), "dmdmmmm"),
        (states(HowOften.DAILY, weekdays=1 + 4), "m-m----"),
        (states(HowOften.DAILY, weekdays=1 + 4, dots=" x"), "-dm----"),
        (states(HowOften.DAILY, made=date(2026, 10, 31)), "-----mm"),
        (states(HowOften.WEEKLY), "------m"),
        (states(HowOften.WEEKLY, dots=" x"), "-d-----"),
        (states(HowOften.WEEKLY, last=date(2026, 10, 24)), "------m"),
        (states(HowOften.WEEKLY, weekdays=2), "-m-----"),
        (states(HowOften.WEEKLY, weekdays=2, dots="    x"), "----d--"),
        (states(HowOften.WEEKLY, weekdays=2, dots="x"), "dm-----"),
        (states(HowOften.MONTHLY, last=date(2026, 10, 20)), "-------"),
        (states(HowOften.MONTHLY, last=date(2026, 10, 4)), "------m"),
        (states(HowOften.MONTHLY, month=31, last=date(2026, 9, 4)), "-----m-"),
        (states(HowOften.MONTHLY, month=31, last=date(2026, 10, 4)), "-------"),
        (states(HowOften.EACH_TIME), "-------"),
    ],
)
def test_how_it_stands_with_each_day(week, said):
    assert week == said


def test_a_tap_on_a_missing_day_puts_that_dot_in(sign_in, trying, measure, session):
    measure.how_often = HowOften.DAILY
    measure.made_on = today() - timedelta(days=30)
    fill(session, measure, [3, 4], last=1, every=2)
    new_measure(session, trying.project, name="Of Danny", who_counts_id=trying.danny.id, main=False)
    maureen = sign_in(trying.maureen)
    page = maureen.get("/measures/week").text
    assert "Nights out each week" in page and "Of Danny" not in page
    taps = re.findall(rf'href="(/measures/{measure.id}/dot\?on=[0-9-]+)"', page)
    assert len(taps) == 5
    asked = maureen.get(taps[0]).text
    day = taps[0].split("=")[1]
    assert f'value="{day}"' in asked
    maureen.post(f"/measures/{measure.id}/dot", data={"on": day, "value": "6"})
    page = maureen.get("/measures/week").text
    assert taps[0] not in page and "Done: 6" in page


def test_a_week_costs_the_same_however_much_is_counted(sign_in, trying, measure, session):
    maureen = sign_in(trying.maureen)
    maureen.get("/measures/week")
    maureen.get("/measures/week")
    cost = maureen.statements
    for i in range(8):
        more = new_measure(
            session, trying.project, name=f"M{i}", who_counts_id=trying.maureen.id, main=False
        )
        fill(session, more, [1, 2, 3], every=1)
    page = maureen.get("/measures/week")
    assert maureen.statements <= cost + 1 and page.text.count("<section") == 9


def test_who_counts_nothing_has_an_empty_week(sign_in, visitor, trying, measure, session):
    assert "You do not count anything now." in sign_in(trying.danny).get("/measures/week").text
    assert visitor.get("/measures/week").status_code == 302


def test_several_events_of_a_day_are_one_cell(sign_in, trying, session):
    events = new_measure(
        session,
        trying.project,
        kind=Kind.EVENTS,
        how_often=HowOften.EACH_TIME,
        who_counts_id=trying.danny.id,
    )
    danny = sign_in(trying.danny)
    for _time in range(2):
        danny.post(f"/measures/{events.id}/dot", data={"on": today().isoformat()})
    page = danny.get("/measures/week").text
    assert "Done: it happened, it happened" in page and page.count("No dot needed") == 6
