"""A team writes down what helps, and finds an idea that people said: in a real browser."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from improvement_cycles.drivers.models import ChangeIdea
from improvement_cycles.models import ImprovementProject
from tests.journeys.test_keyboard import Keys

ADD_AN_IDEA = re.compile("^Add an idea to try ?: We have the money for it$")
PAGE = "How we think it works"


@pytest.fixture
def try_(session) -> str:
    """Where the page of a try is that Danny is in the team of, and that has a diagram."""
    title = ImprovementProject.title == "My tea, my choice"
    found = session.scalars(select(ImprovementProject.id).where(title)).one()
    session.commit()
    return f"/tries/{found}"


def test_what_helps_is_written_with_or_without_scripts(meet, try_):
    danny = meet("Danny Okafor")
    danny.starts_at(try_)
    danny.follows("See what helps, and the ideas")
    danny.sees_page(PAGE)
    danny.follows("Add what helps")
    danny.sees_page("What would help?")
    danny.presses("Save")
    danny.sees("Write a few words first.")
    danny.writes("What would help?", "We have the money for it")
    danny.presses("Save")
    danny.sees_page(PAGE)
    danny.opens("Add or change: We have the money for it")
    danny.follows(ADD_AN_IDEA)
    danny.sees("To help: “We have the money for it”")
    danny.writes("What could you try?", "Ask for a food budget")
    danny.presses("Save")
    danny.sees_page(PAGE)
    danny.opens("Try it or change it: Ask for a food budget")
    danny.follows(re.compile("^Change what it helps ?: Ask for a food budget$"))
    danny.chooses("People can shop and cook")
    danny.presses("Save")
    danny.sees("Also under: “We have the money for it”.")
    danny.follows("Find ideas that people said")
    danny.presses("Use as an idea to try: Could we choose our own tea?")
    danny.sees_page("What does it help?")
    danny.presses("Save")
    danny.sees("Could we choose our own tea?", danny.part("Not joined to anything yet"))
    drawing = danny.page.get_by_role("img", name=f"{PAGE}: My tea, my choice")
    expect(drawing).to_be_visible()
    expect(drawing).to_contain_text("money for it")
    danny.follows("See what was changed")
    danny.sees("New idea: “Ask for a food budget”")
    assert not danny.surprises
    angela = meet()
    angela.starts_at(f"{try_}/drivers")
    angela.sees("We have the money for it", angela.part("What helps, and what we can try"))
    angela.does_not_see("Add or change")


@pytest.mark.parametrize("scripts", [False], indirect=True)
def test_what_helps_is_written_with_the_keyboard_alone(meet, try_, session):
    danny = meet("Danny Okafor")
    keys = Keys(danny)
    danny.starts_at(f"{try_}/drivers")
    keys.press("link", "Add what helps")
    keys.write("What would help?", "We have the money for it")
    danny.page.keyboard.press("Enter")
    danny.sees_page(PAGE)
    expect(danny.page.locator("li:target")).to_be_in_viewport()
    danny.page.keyboard.press("Tab")  # from what was added, and not from the top
    danny.page.keyboard.press("Enter")
    keys.press("link", ADD_AN_IDEA)
    keys.write("What could you try?", "Ask for a food budget")
    keys.press("button", "Save")
    danny.sees("Ask for a food budget")
    keys.go_to("region", "Drawing")  # what is wide scrolls with the arrows
    danny.starts_at(f"{try_}/drivers")
    for page in ("words", "helps", "take-away"):
        idea = session.scalars(select(ChangeIdea.id).order_by(ChangeIdea.id.desc())).first()
        session.commit()
        danny.starts_at(f"{try_}/drivers/idea/{idea}/{page}")
        keys.press("button", re.compile("^(Save|Take it away)$"))
        danny.sees_page(PAGE)
    danny.does_not_see("Ask for a food budget", danny.part("What helps, and what we can try"))
