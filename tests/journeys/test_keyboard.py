"""Saying, backing, counting and answering with the keyboard alone, and what is spoken after."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from coprod.issues.models import Issue
from coprod.promises import asking
from tests.journeys.people import Person

PRESSES = 150  # of the tab key: more than any page should need


@pytest.fixture
def scripts() -> bool:
    """What is swapped in needs JavaScript; without it every press is a new page."""
    return True


class Keys:
    """A person's keyboard. It fails if they touch anything else."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page

    def go_to(self, role: Any, words: str | re.Pattern[str]) -> Locator:
        """Press the tab key until the thing has the focus, and see that the focus shows."""
        exact = isinstance(words, str)
        wanted = self.page.get_by_role(role, name=words, exact=exact).first
        expect(wanted).to_be_visible()
        for _ in range(PRESSES):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                assert wanted.evaluate(SHOWS_FOCUS), words
                return wanted
        raise AssertionError(f"The tab key does not lead to the {role} {words!r}.")

    def press(self, role: Any, words: str | re.Pattern[str]) -> None:
        self.go_to(role, words)
        self.page.keyboard.press("Enter")

    def write(self, words: str | re.Pattern[str], text: str, role: Any = "textbox") -> None:
        self.go_to(role, words)
        self.page.keyboard.type(text)

    def hears(self, words: str | re.Pattern[str]) -> None:
        """The page has one region that speaks, and this is what it says."""
        expect(self.page.get_by_role("status")).to_have_count(1)
        expect(self.page.get_by_role("status")).to_have_text(words)

    def is_in(self, selector: str) -> None:
        """The focus is at this part of the page, or inside it."""
        here = self.page.locator(f"{selector}:focus, {selector} :focus")
        expect(here).to_have_count(1)


SHOWS_FOCUS = """one => {
  const look = (element) => getComputedStyle(element);
  const shown = ({outlineStyle, outlineWidth, boxShadow}) =>
    (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  const label = one.labels?.[0];
  const box = label ? [look(label), getComputedStyle(label, "::before")] : [];
  return [look(one), ...box].some(shown);
}"""


@pytest.fixture
def danny(meet):
    return meet("Danny Okafor")


@pytest.fixture
def talked_about(issue, session) -> str:
    """Where something is that people talk about."""
    found = issue("Talking over my head").id
    session.commit()
    return f"/issues/{found}"


def test_something_is_said(danny):
    keys = Keys(danny)
    danny.starts_at()
    keys.press("link", "Say something")
    danny.sees_page("What do you want to say?")
    keys.write("What do you want to say?", "I want to go to the match on my own.")
    keys.hears(re.compile("like this (is|are) below"))
    expect(danny.page.get_by_label("What do you want to say?")).to_be_focused()
    danny.sees("Somebody said something like this")
    keys.press("button", "Carry on")
    danny.sees_page("Check your words")
    keys.press("button", "Send")
    danny.sees_page("Thank you. It is sent.")


def test_the_skip_link_is_first(danny, talked_about):
    danny.starts_at(talked_about)
    danny.page.keyboard.press("Tab")
    skip = danny.page.get_by_role("link", name="Skip to the main words")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    danny.page.keyboard.press("Enter")
    danny.page.keyboard.press("Tab")
    Keys(danny).is_in("main")


def test_me_too_is_said_and_taken_back(danny, talked_about):
    keys, me_too = Keys(danny), "Me too: Talking over my head"
    danny.starts_at(talked_about)
    keys.press("button", me_too)
    keys.hears("Thank you. You said me too.")
    keys.is_in("#join-in")
    expect(danny.page.get_by_role("button", name=me_too, pressed=True)).to_be_visible()
    keys.press("button", me_too)
    keys.hears("You took your me too back.")
    keys.is_in("#join-in")
    expect(danny.page.get_by_role("button", name=me_too, pressed=False)).to_be_visible()


def test_a_thing_is_followed(danny, talked_about):
    keys = Keys(danny)
    danny.starts_at(talked_about)
    for says, follows in (
        ("You follow this now.", True),
        ("You do not follow this any more.", False),
    ):
        keys.press("button", "Follow this")
        keys.hears(says)
        keys.is_in("#join-in")
        button = danny.page.get_by_role("button", name="Follow this", exact=True, pressed=follows)
        expect(button).to_be_visible()


def test_something_is_said_in_the_talk(danny, talked_about):
    keys = Keys(danny)
    danny.starts_at(talked_about)
    keys.press("button", "Say it")
    expect(danny.page.locator("#talk .govuk-error-summary")).to_be_focused()
    assert danny.page.title().startswith("Error: ")
    keys.page.keyboard.press("Tab")
    keys.page.keyboard.press("Enter")
    expect(danny.page.get_by_label("Do you want to say something?")).to_be_focused()
    keys.page.keyboard.type("They did it to me as well.")
    keys.press("button", "Say it")
    keys.hears("Thank you. It is here now.")
    keys.is_in("#talk")
    danny.sees("They did it to me as well.", danny.part("What people say"))
    assert not danny.page.title().startswith("Error: ")


def test_a_dot_is_put_in(meet):
    kath = meet("Kath Brennan")
    keys = Keys(kath)
    kath.starts_at()
    keys.press("link", re.compile("People who knew who was coming next"))
    field = kath.page.get_by_label("How many?", exact=True)
    expect(field).to_be_focused()
    kath.page.keyboard.type("5")
    keys.write("Out of how many?", "8")
    keys.press("button", "Save")
    kath.sees_page("Thank you. The dot is in.")


def test_it_is_said_whether_it_is_better(meet, session):
    issue = session.scalars(select(Issue).where(Issue.title == "Talking over my head")).one()
    asking.claim(session, None, issue, "We talked about it.")
    session.commit()
    priya = meet("Priya Raman")
    keys = Keys(priya)
    priya.starts_at("/my-things")
    keys.press("link", "Is it really better? Talking over my head")
    priya.sees_page("Is it really better?")
    keys.go_to("radio", "Better")
    keys.page.keyboard.press("ArrowDown")
    expect(priya.page.get_by_role("radio", name="A bit better", exact=True)).to_be_checked()
    keys.page.keyboard.press("ArrowUp")
    keys.page.keyboard.press("Space")
    expect(priya.page.get_by_role("radio", name="Better", exact=True)).to_be_checked()
    keys.press("button", "Send my answer")
    priya.sees("Thank you. You said:")
