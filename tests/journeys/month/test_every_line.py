"""No line of the month is forgotten: each is proved by a test, or waits for a part by name."""

from tests.journeys.month import test_week_1, test_week_2, test_week_3, test_week_4
from tests.journeys.month.scenes import PROVED, WAITING, month

WEEKS = (test_week_1, test_week_2, test_week_3, test_week_4)  # importing them notes what they prove


def test_every_line_of_the_month_is_proved_or_waits():
    lines = month()
    assert [line for line in lines if line not in PROVED and line not in WAITING] == []
    assert sorted(PROVED.keys() & WAITING.keys()) == []
    assert sorted((PROVED.keys() | WAITING.keys()) - set(lines)) == []


def test_a_line_is_proved_by_a_test_that_runs():
    there = {name for week in WEEKS for name in vars(week) if name.startswith("test_")}
    assert set(PROVED.values()) <= there
