"""*I am worried*, whole: told by somebody who is not signed in, read, passed on and answered."""

import re

import pytest
from sqlalchemy import func, select

from coprod.concerns.models import Concern
from tests.journeys.crawl import crawl
from tests.journeys.test_keyboard import Keys

WORDS = "zebra lantern he hits me when nobody looks"


def test_it_is_told_in_two_steps_and_answered(meet):
    nobody = meet()
    nobody.starts_at("/tries")
    nobody.follows("I am worried")
    nobody.writes("Tell us what is wrong", WORDS)
    nobody.presses("Send it")
    assert nobody.steps == 2
    nobody.sees_page("Thank you for telling us")
    code = nobody.page.locator("#code").inner_text()
    nobody.page.reload()
    nobody.sees("Your code was shown once.")

    hannah = meet("Hannah Lowe")
    hannah.follows("Something waits for you to read it")
    hannah.follows(re.compile("^Told at .* today"))
    hannah.sees(WORDS)
    hannah.presses("I have read it")
    hannah.follows("I passed it on")
    hannah.presses("Write it down")
    hannah.sees("Write who you passed it on to.")
    hannah.writes("Who did you pass it on to?", "The safety team")
    hannah.writes("What does the person want?", "They did not say.")
    hannah.chooses("I could not ask them")
    hannah.writes("If not: why did you pass it on?", "You may not be safe.")
    hannah.presses("Write it down")
    hannah.follows("Write to the person")
    hannah.writes("Write to the person", "We are glad that you told us.")
    hannah.presses("Send it")
    hannah.sees_page(re.compile("^Told at"))
    hannah.starts_at()
    hannah.does_not_see("Something waits for you to read it")

    nobody.starts_at()
    nobody.follows("I am worried")
    nobody.follows("I told you before. I have a code.")
    nobody.writes("Type your code", code.lower())
    nobody.presses("Next")
    nobody.sees_page("What happened")
    nobody.sees("We are glad that you told us.")
    nobody.sees("The safety team")
    nobody.writes("Do you want to say more?", "thank you")
    nobody.presses("Send it")
    nobody.sees("We keep what you added with the rest.")
    nobody.does_not_see("zebra lantern")
    hannah.starts_at()
    hannah.sees("Something waits for you to read it")
    assert not [*nobody.surprises, *hannah.surprises]


def test_shelley_finds_her_answer_and_nobody_finds_hers(meet):
    shelley = meet("Shelley Dodd")
    shelley.starts_at("/my-things")
    shelley.follows("Notes for me")
    shelley.does_not_see("bank card")
    shelley.presses("I am by myself. Open it.")
    shelley.sees("You were right to say.")
    shelley.sees("Card is back with Shelley.")
    shelley.page.keyboard.press("Tab")
    shelley.follows("Leave quickly")


def test_it_is_told_with_the_keyboard_alone(meet, session):
    before = session.scalar(select(func.count(Concern.id)))
    session.commit()
    nobody = meet()
    nobody.starts_at("/worried")
    keys = Keys(nobody)
    keys.write("Tell us what is wrong", WORDS)
    keys.press("button", "Send it")
    nobody.sees_page("Thank you for telling us")
    session.rollback()
    assert session.scalar(select(func.count(Concern.id))) == before + 1


CANARY = "asked for it for singing"
READERS = {"hannah", "rosa"}


@pytest.mark.parametrize(
    "who", ["", "shelley", "danny", "angela", "jo", "colette", "imran", "owen", "hannah", "rosa"]
)
def test_the_disclosure_of_the_demo_is_found_by_no_crawl(enter, visitor, who):
    client = enter(who) if who else visitor
    start = ("/", "/concerns", "/my-things", "/group", "/what-the-site-does", "/talk/mine")
    found = crawl(client, start=start, alike=8)
    with_it = [path for path, answer in found.items() if CANARY in answer.text]
    assert with_it == (["/concerns/1"] if who in READERS else [])
