"""A right needs no votes: said, moved by Hannah with a reason, answered by a day."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from coprod.db import today
from coprod.issues.models import Issue, Support
from tests.journeys.month.scenes import proves
from tests.journeys.pages import words

TITLE = "I was told I can only visit from 2 to 4"
WORDS = f"{TITLE}. It is my brother's home."


@pytest.fixture
def bev(meet):
    return meet("Bev Ashworth")


@proves(
    "Hannah does the rounds",
    "A vote on a rights issue is refused by the server with a plain reason.",
)
def test_hannah_moves_it_to_your_rights_and_the_me_too_button_goes(session, meet, bev, somebody):
    bev.says(WORDS)
    bev.follows("See it")
    here = bev.where
    kath = meet("Kath Brennan")
    kath.starts_at(here)
    kath.says_me_too(TITLE)
    danny = meet("Danny Okafor")
    danny.starts_at(here)
    danny.sees("Me too: " + TITLE)

    hannah = meet("Hannah Lowe")
    hannah.sees("The words sound like a right. Nobody has said if it is one.")
    hannah.follows(TITLE, hannah.part("Your turn"))
    hannah.follows("Say where it goes: to a vote, or to an answer")
    expect(hannah.page.get_by_role("radio", checked=True)).to_have_count(0)
    hannah.chooses("Your rights")
    hannah.writes("Why?", "Being with family is a right.")
    hannah.presses("Put it there")
    hannah.sees_page(TITLE)
    hannah.sees("This is a right. It does not need votes.")
    hannah.sees("Being with family is a right.", hannah.part("What happened so far"))

    with danny.page.expect_response(lambda answer: answer.request.method == "POST") as pressed:
        danny.presses(f"Me too: {TITLE}")  # on the page from before
    assert pressed.value.status == 409
    danny.sees("This is a right. It does not need votes.")
    danny.starts_at(here)
    danny.sees("Who must answer")
    danny.sees("Colette Ward, Mill Lane")
    expect(danny.page.get_by_role("button", name=re.compile("Me too"))).to_have_count(0)
    kath.starts_at(here)
    kath.sees("You said me too. You stand with this.")

    colette = meet("Colette Ward")
    colette.sees(TITLE, colette.part("Your turn"))
    colette.sees("It needs an answer by", colette.part("Your turn"))
    colette.follows(TITLE, colette.part("Your turn"))
    status, refused = colette.forges(f"{here}/me-too")
    assert status == 409
    assert "This is a right. It does not need votes." in words(refused)
    said_me_too = select(Support.person_id).where(Support.issue_id == int(here.split("/")[-1]))
    assert session.scalars(said_me_too).all() == [somebody("kath").id]
    assert not (danny.surprises or hannah.surprises or kath.surprises or colette.surprises)


def test_a_right_is_answered_late_and_with_no(session, meet, bev):
    bev.says(WORDS)
    bev.follows("See it")
    here = bev.where
    hannah = meet("Hannah Lowe")
    hannah.starts_at(f"{here}/lane")
    hannah.chooses("Your rights")
    hannah.writes("Why?", "Being with family is a right.")
    hannah.presses("Put it there")
    hannah.sees_page(TITLE)
    late = session.get(Issue, int(here.rpartition("/")[2]))
    late.answer_by = today() - timedelta(days=2)
    session.commit()

    colette = meet("Colette Ward")
    colette.sees("2 days late.", colette.part("Your turn"))
    bev.starts_at(here)
    bev.sees("The answer is 2 days late.")
    bev.sees("Colette Ward, Mill Lane")
    colette.starts_at(here)
    colette.follows("Answer this")
    colette.chooses("No")
    colette.presses("Next")
    colette.writes("Why?", "The nights are short of staff.")
    colette.presses("Next")
    colette.presses("Next")
    colette.sees_page("Check your answer")
    colette.presses("Send my answer")

    bev.starts_at(here)
    bev.sees("The nights are short of staff.", bev.part("What was answered"))
    bev.sees("It is still a right.")
    bev.sees("Hannah Lowe can take it further with you.")
    bev.does_not_see("Who must answer")
    assert not (bev.surprises or hannah.surprises or colette.surprises)


def test_one_question_to_whoever_said_it_takes_two_presses(bev):
    bev.says("They lock the fridge at night")
    bev.follows("Say a bit more")
    bev.sees_page("Which is it most like?")
    bev.sees("Your words sound like this one: “lock”.")
    expect(bev.page.get_by_role("radio", checked=True)).to_have_count(0)
    bev.steps = 0
    bev.chooses("It is about my rights")
    bev.presses("Carry on")
    assert bev.steps + 1 <= 2  # a card and a button
    bev.sees_page("Which place is it about?")
    bev.follows("Stop here. That is enough.")
    bev.sees("Your rights")
    bev.follows("See it")
    bev.sees("This is a right. It does not need votes.")
