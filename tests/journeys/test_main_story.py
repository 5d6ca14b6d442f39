"""The whole story of one cold flat: said, backed, answered, tried, looked at, and really better."""

from datetime import timedelta

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
BEFORE = (2, 1, 3, 2, 2, 1, 2)  # warm evenings a week, oldest first
AFTER = (5, 6, 5, 6, 7, 6)
LAST = 6


def test_say_it_back_it_answer_it_try_it_and_see_if_life_is_better(meet):
    kath, maureen, colette = meet("Kath Brennan"), meet("Maureen Tully"), meet("Colette Ward")
    jo, angela = meet("Jo Pickering"), meet("Angela Okafor")

    kath.says(WORDS)
    assert kath.steps <= 4
    kath.follows("Change Part of our good life")
    kath.chooses(STATEMENT)
    kath.presses("Carry on")
    kath.sees_page("Choose a picture")

    maureen.starts_at()
    maureen.follows(TITLE, maureen.part("New"))
    maureen.sees_page(TITLE)
    maureen.steps = 0
    maureen.says_me_too(TITLE)
    assert maureen.steps == 1

    colette.starts_at()
    colette.follows(TITLE, colette.part("Your turn"))
    colette.answers_yes(
        "It is her home.", "A switch that Kath can use", by=today() + timedelta(days=21)
    )
    issue = colette.where.partition("#")[0]

    kath.starts_at(issue)
    plan_a_try(
        kath,
        "Warm until bed",
        STATEMENT,
        team={"Jo Pickering": "Helps", "Angela Okafor": "Helps"},
    )
    lock_and_start(kath)
    go = kath.where
    kath.follows("Warm until bed")
    begin_to_count(kath, "Warm evenings each week")

    kath.starts_at()
    kath.follows("Put in this week's dot", kath.part("Your turn"))
    kath.writes("How many?", str(LAST))
    kath.presses("Save")
    kath.sees_page("Thank you. The dot is in.")
    assert kath.steps == 2
    weeks = [*BEFORE, *AFTER]
    put_in_earlier_dots(
        kath, [(today() - timedelta(weeks=13 - n), dots) for n, dots in enumerate(weeks)]
    )
    kath.follows("Warm evenings each week")
    kath.page.get_by_text("Show the numbers").click()
    assert kath.page.get_by_role("table").get_by_role("row").count() == 1 + 14

    kath.starts_at(go)
    look_together(
        kath,
        {jo: "I do not have to come and do it.", angela: "She rang me from a warm room."},
        "I was warm. I did it on my own.",
    )
    kath.starts_at(go)
    decide_together(
        kath, "Change it", "Now for Leon too.", agree=["Kath Brennan", "Jo Pickering"]
    )
    kath.sees_page("Go 2: One switch, three weeks")
    kath.sees("No guess yet.")

    colette.starts_at(issue)
    colette.kept_the_promise()
    colette.sees("We think it is done")

    kath.starts_at("/my-things")
    asked = kath.part("Is it really better?").get_by_role("link", name=TITLE)
    link = asked.get_attribute("href")
    raiser = meet()
    raiser.starts_at(link)  # as it comes by post or by e-mail
    raiser.says_how_it_is("Better", "I am warm now.")
    assert 1 + raiser.steps <= 2

    kath.starts_at()
    kath.follows(TITLE, kath.part("Things that got better"))
    kath.sees("I am warm now.", kath.part("Is it really better?"))
    kath.starts_at("/my-things")
    kath.sees("Better", kath.part("Is it really better?").get_by_role("article"))
    kath.sees("Warm until bed", kath.part("My tries"))
    kath.follows("Our good life")
    kath.follows(STATEMENT)
    kath.sees("I am warm now.", kath.part("Got better"))
    kath.sees("Warm until bed", kath.part("Being tried now"))
    for person in (kath, maureen, colette, jo, angela, raiser):
        assert person.troubles == []
