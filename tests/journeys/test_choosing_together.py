"""What shall we work on? A star by keyboard alone, and a paper that two people put in."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from coprod.db import now
from coprod.people.hats import Group
from coprod.rounds import closing, queries, sealed
from coprod.rounds.models import Ballot, Round
from coprod.rounds.words import How, RoundState
from tests.journeys.month.scenes import proves
from tests.journeys.paper import sheets
from tests.journeys.test_keyboard import Keys

WINTER, HELPER = "What shall we work on? Winter", "Jo Pickering"


@pytest.fixture
def winter(session):
    """The open round, which one more person who uses services will make ready."""
    found = session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
    chose = select(func.count(Ballot.id)).where(
        Ballot.round_id == found.id, Ballot.group == Group.PEOPLE
    )
    found.could_people = 3 * session.scalar(chose) + 1
    session.commit()
    return found


def test_each_star_takes_two_steps_at_most_by_keyboard_alone(meet, scripts):
    danny = meet("Danny Okafor")
    keys, main = Keys(danny), danny.page.get_by_role("main")
    danny.starts_at()
    keys.press("link", WINTER)
    danny.sees_page(WINTER)
    stars = main.get_by_role("button", name=re.compile("^Give a star: "))
    order = [star.get_attribute("aria-label") for star in stars.all()]
    first = [words.removeprefix("Give a star: ") for words in order[:3]]
    for n, title in enumerate(first):  # the first star takes a link and a button; then a button
        keys.press("button", f"Give a star: {title}")
        left = ("You have 2 stars left.", "You have 1 star left.", "You gave all 3 stars.")[n]
        danny.sees(left, main)
        pressed = main.get_by_role("button", name=f"Your star: {title}", pressed=True)
        expect(pressed).to_have_count(1)
        if scripts:  # whoever hears it hears it, and goes on from where they were
            keys.hears("You gave a star.")
            expect(pressed).to_be_focused()
    expect(stars).to_have_count(0)
    keys.press("button", f"Your star: {first[1]}")
    danny.sees("You have 1 star left.", main)
    seen = main.get_by_role("button", name=re.compile("^(Give a|Your) star: ")).all()
    titles = [one.get_attribute("aria-label").partition(": ")[2] for one in seen]
    assert titles == [words.partition(": ")[2] for words in order]  # nothing has moved
    assert not danny.troubles


@proves(
    "Not enough people yet",
    "Paper choices are put in with 'who helped' and 'how they chose'.",
)
def test_a_paper_is_printed_put_in_by_two_settled_and_counted(session, meet, winter, somebody):
    hannah, angela = meet("Hannah Lowe"), meet("Angela Okafor")
    code, titles = print_one(hannah)
    read_off(angela, code, titles[:2])
    angela.sees("a second person")
    read_off(hannah, code, titles[1:3])
    hannah.sees("Another person put in something else. Look at the paper again.")
    both = hannah.page.get_by_text(titles[0], exact=True)
    expect(both).to_have_count(2)  # to choose, and in what Angela put in
    assert not is_ready(session, winter)
    hannah.page.get_by_label(titles[0], exact=True).check()  # Angela read it right
    hannah.page.get_by_label(titles[2], exact=True).uncheck()
    hannah.presses("Put it in")
    hannah.sees("Two people put in the same. This paper counts now.")
    assert is_ready(session, winter)
    kept = session.scalars(select(Ballot).where(Ballot.code.is_not(None))).one()
    assert kept.how is How.BY_POINTING
    assert kept.helper == sealed.helper_mark(session, winter, somebody("jo").id)
    winter.closes_at = now() - timedelta(minutes=1)
    session.commit()
    closing.run_due(session, now())
    session.commit()
    danny = meet("Danny Okafor")
    danny.starts_at(f"/rounds/{winter.id}")
    danny.sees("People who use services picked this. It was turn 1.", danny.part("What was picked"))
    assert not (hannah.surprises or angela.surprises or danny.surprises)


def is_ready(session, winter) -> bool:
    """Whether enough have chosen. The browsers' presses wait for nobody after it."""
    session.expire_all()
    found = queries.is_ready(session, winter)
    session.commit()
    return found


def print_one(hannah) -> tuple[str, list[str]]:
    """Make one paper, by the links of the round. Returns its code and what is on it."""
    hannah.starts_at("/rounds")
    hannah.follows(WINTER)
    hannah.follows("Paper ballots")
    hannah.writes("How many papers?", "1")
    hannah.presses("Make them to print")
    hannah.sees_page("Paper ballots to print")
    assert sheets(hannah.page) == 1
    paper = hannah.page.locator(".paper")
    code = re.search(r"Code: (\d{4} \d{4})", paper.inner_text()).group(1)
    return code, [one.strip() for one in paper.locator("li strong").all_inner_texts()]


def read_off(person, code: str, titles: list[str]) -> None:
    """Find the form from the round's page, and put in what somebody reads off the paper."""
    person.starts_at("/rounds")
    person.follows(WINTER)
    person.follows("Put in a paper ballot")
    person.writes("The code on the paper", code)
    person.presses("Go on")
    person.chooses(*titles, "People who use services")
    person.picks("Who helped them?", HELPER)
    person.presses("Put it in")
    person.sees("Choose how they chose.")
    person.chooses("By pointing at pictures")
    person.presses("Put it in")
