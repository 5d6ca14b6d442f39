"""*Is it really better?* at 4 weeks and again after half a year, with scripts and without."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from coprod.db import today
from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.promises.models import Ask
from tests.journeys.month.scenes import proves

TITLE = "Please ring before you come"
HALF_A_YEAR = timedelta(days=182)


@pytest.fixture
def stan(meet):
    return meet("Stan Cole")


@pytest.fixture
def fiona(meet):
    return meet("Fiona Bell")


@proves(
    "Is it really better?",
    "'No' puts it back to 'We are looking at it' and tells Fiona, kindly.",
)
def test_it_was_better_and_after_half_a_year_it_is_not(session, meet, stan, fiona):
    stan.says(TITLE)
    issue = session.scalars(select(Issue).where(Issue.title == TITLE)).one()
    session.commit()  # the site may write again
    here = f"/issues/{issue.id}"
    fiona_rings_and_says_so(fiona, here)
    link = stans_link(stan)
    answer(meet(), link, "Better", "The phone rings first.")
    fiona.starts_at(here)
    better = fiona.part("Is it really better?")
    fiona.sees("The phone rings first.", better)
    reads_how(better, "Their own word is enough.")

    half_a_year_on(session, issue)
    stan.starts_at("/my-things")
    stan.sees("Your turn", stan.part("Is it really better?"))
    answer(meet(), link, "Worse", "Nobody rings any more.")  # the link of then goes on working
    session.refresh(issue)
    session.commit()
    assert issue.status is Status.ACCEPTED
    fiona_is_told_kindly(fiona, here)
    assert not (stan.troubles or fiona.troubles)


def fiona_rings_and_says_so(fiona, here):
    fiona.starts_at(here)
    fiona.answers_yes("It is his home.", "Ring from the car", by=today() + timedelta(days=7))
    fiona.kept_the_promise()
    fiona.sees("We think it is done. Nobody has said it is better.")


def stans_link(stan):
    """The link on Stan's own page, as it would be sent to him."""
    stan.starts_at("/my-things")
    asked = stan.part("Is it really better?").get_by_role(
        "link", name=f"Is it really better? {TITLE}"
    )
    return asked.get_attribute("href")


def answer(somebody, link, how, words):
    """Two steps in a browser where nobody is signed in."""
    somebody.starts_at(link)
    somebody.sees("You decide. It happens as people say.")
    somebody.says_how_it_is(how, words)
    assert 1 + somebody.steps <= 2
    assert not somebody.troubles


def reads_how(part, words):
    """Open the card *How this was decided*: it needs no scripts."""
    card = part.locator("details")
    card.locator("summary").click()
    expect(card.get_by_text(words)).to_be_visible()


def half_a_year_on(session, issue):
    """As if all of it had been asked and answered half a year ago."""
    for ask in session.scalars(select(Ask).where(Ask.issue_id == issue.id)):
        ask.due_on -= HALF_A_YEAR
        ask.claimed_at -= HALF_A_YEAR
        ask.answered_on = ask.answered_on and ask.answered_on - HALF_A_YEAR
    session.commit()


def fiona_is_told_kindly(fiona, here):
    fiona.starts_at()
    fiona.sees("It is not better yet. Thank you for trying.", fiona.part("Your turn"))
    fiona.follows(TITLE, fiona.part("Your turn"))
    assert fiona.where.startswith(here)
    better = fiona.part("Is it really better?")
    fiona.sees("Nobody rings any more.", better)
    fiona.sees("The phone rings first.", better)  # what was said before stays
    reads_how(better, "Their own “no” opens it again.")
    fiona.sees("We are looking at it", fiona.part("What happened so far"))
