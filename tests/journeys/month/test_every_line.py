"""No line of the month is forgotten: each is proved by a test, or waits for a part by name."""

from inspect import signature

from tests.journeys import (
    test_choosing_together,
    test_lanes,
    test_looking_after,
    test_worried,
)
from tests.journeys.month import (
    test_half_a_year,
    test_week_1,
    test_week_2,
    test_week_3,
    test_week_4,
)
from tests.journeys.month.scenes import PROVED, WAITING, month

STORIES = (  # importing them notes what they prove
    *(test_week_1, test_week_2, test_week_3, test_week_4),
    *(test_choosing_together, test_half_a_year, test_lanes),
    *(test_looking_after, test_worried),
)
WITHOUT_A_BROWSER = {"Danny says something", "Looking together"}  # scenes
CRAWLED = "There is no address, export or query that gives places side by side, or staff by name."


def test_every_line_of_the_month_is_proved_or_waits():
    lines = month()
    assert [line for line in lines if line not in PROVED and line not in WAITING] == []
    assert sorted(PROVED.keys() & WAITING.keys()) == []
    assert sorted((PROVED.keys() | WAITING.keys()) - set(lines)) == []


def test_a_line_is_proved_by_a_test_that_runs():
    there = {test for story in STORIES for name, test in vars(story).items() if is_test(name)}
    assert set(PROVED.values()) <= there


def is_test(name: str) -> bool:
    return name.startswith("test_")


def test_what_people_choose_answer_and_promise_is_proved_with_scripts_and_without():
    """`meet` gives each a browser, once with JavaScript and once without."""
    by_the_client = {
        line for line, test in PROVED.items() if "meet" not in signature(test).parameters
    }
    assert {line for scene, line in by_the_client if scene not in WITHOUT_A_BROWSER} == {CRAWLED}
