"""The whole story of one cold flat: said, backed, answered, tried, looked at, and really better."""

import re
from datetime import timedelta

import pytest

from coprod.db import today
from tests.journeys.group import (
    begin_to_count,
    decide_together,
    lock_and_start,
    look_together,
    plan_a_try,
    put_in_earlier_dots,
)

WORDS = "The heating goes off at 9. I sit in bed with my coat on."
TITLE = "The heating goes off at 9"
STATEMENT = "My home is mine."
TRY, COUNTED = "Warm until bed", "Warm evenings each week"
EARLIER = (2, 1, 3, 2, 2, 1, 2, 5, 6, 5, 6, 7, 6)  # warm evenings, in each week before this one
NOW = 6


@pytest.fixture
def kath(meet):
    return meet("Kath Brennan")


@pytest.fixture
def colette(meet):
    return meet("Colette Ward")


def test_say_it_back_it_answer_it_try_it_and_see_if_life_is_better(meet, kath, colette):
    kath.says(WORDS)
    assert kath.steps <= 4
    kath.follows("Change Part of our good life")
    kath.chooses(STATEMENT)
    kath.presses("Carry on")

    back_it(meet("Maureen Tully"))
    issue = answer_it(colette)
    try_it(kath, issue, meet("Jo Pickering"), meet("Angela Okafor"))
    colette.starts_at(issue)
    colette.kept_the_promise()
    colette.sees("We think it is done")
    raiser = say_that_it_is_better(kath, meet())
    look_round(kath)
    assert not (kath.troubles or colette.troubles or raiser.troubles)


def back_it(maureen):
    maureen.starts_at()
    maureen.follows(TITLE, maureen.part("New"))
    maureen.sees_page(TITLE)
    maureen.steps = 0
    maureen.says_me_too(TITLE)
    assert maureen.steps == 1
    assert not maureen.troubles


def answer_it(colette):
    """Answer it from the first page; where the issue is comes back."""
    colette.starts_at()
    colette.follows("See all that waits for you")
    colette.follows(TITLE, colette.part("What waits for you"))
    day = today() + timedelta(days=21)
    colette.answers_yes("It is her home.", "A switch that Kath can use", by=day)
    return colette.where.partition("#")[0]


def try_it(kath, issue, jo, angela):
    kath.starts_at(issue)
    plan_a_try(kath, TRY, STATEMENT, {"Jo Pickering": "Helps", "Angela Okafor": "Helps"})
    lock_and_start(kath)
    go = kath.where
    kath.follows(TRY)
    begin_to_count(kath, COUNTED)
    put_in_dots(kath)

    kath.starts_at(go)
    others = {jo: "I do not have to come and do it.", angela: "She rang me from a warm room."}
    look_together(kath, others, learned="I was warm. I did it on my own.")
    decide_together(kath, "Change it", "Now for Leon too.", ["Kath Brennan", "Jo Pickering"])
    kath.sees_page("Go 2: One switch, three weeks")
    kath.sees("No guess yet.")
    assert not (jo.troubles or angela.troubles)


def put_in_dots(kath):
    """This week's in two steps from the first page; then the weeks before."""
    kath.starts_at()
    kath.follows(re.compile("Put in this week's dot"), kath.part("Your turn"))
    kath.writes("How many?", str(NOW))
    kath.presses("Save")
    kath.sees_page("Thank you. The dot is in.")
    assert kath.steps == 2
    weeks = [today() - timedelta(weeks=n) for n in range(len(EARLIER), 0, -1)]
    put_in_earlier_dots(kath, zip(weeks, EARLIER, strict=True))
    kath.follows(COUNTED)
    kath.opens("Show the numbers")
    rows = kath.page.get_by_role("table").get_by_role("row")
    assert rows.count() == 1 + len(EARLIER) + 1


def say_that_it_is_better(kath, raiser):
    """The link on Kath's own page works in a browser where nobody is signed in."""
    kath.starts_at("/my-things")
    asked = kath.part("Is it really better?").get_by_role(
        "link", name=f"Is it really better? {TITLE}"
    )
    raiser.starts_at(asked.get_attribute("href"))
    raiser.says_how_it_is("Better", "I am warm now.")
    assert 1 + raiser.steps <= 2
    return raiser


def look_round(kath):
    """What came of it is on the first page, on the issue's, on Kath's own and the statement's."""
    kath.starts_at()
    kath.follows(TITLE, kath.part("Things that got better"))
    kath.sees("I am warm now.", kath.part("Is it really better?"))
    kath.follows("My things")
    kath.sees("Better", kath.part("Is it really better?").get_by_role("article"))
    kath.sees(TRY, kath.part("My tries"))
    kath.follows("Our good life")
    kath.follows(STATEMENT)
    kath.sees("I am warm now.", kath.part("Got better, and the person said so"))
    kath.sees(TRY, kath.part("Being tried now, and kept"))
