"""Putting in a paper ballot, by keys alone and on a phone; and how its second step looks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.look.conftest import DESK, PHONE, Eyes, look
from tests.look.stage import script
from tests.look.test_words import AVOID
from tests.look.words import count, grade, sentences

pytestmark = pytest.mark.browser
PUT_IN = "/rounds/{choosing}/put-in"
_SIDEWAYS, _SMALL = script("sideways"), script("small")
_AT = "() => [document.activeElement.name, document.activeElement.type]"


@pytest.fixture
def codes(eyes: Eyes):
    """The codes of the papers of the round."""
    sheet = eyes.open("advocate", "/rounds/{choosing}/papers/print?first=1&last=3")
    return [a + b for a, b in re.findall(r"Code: (\d{4}) (\d{4})", sheet.content())]


def keys(window: Page, name: str) -> None:
    """Press the key that leads on until a field of this name has the focus."""
    for _ in range(30):
        window.keyboard.press("Tab")
        if window.evaluate(_AT)[0] == name:
            return
    raise AssertionError(f"no key leads to {name}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_keys_alone_put_a_paper_in(eyes: Eyes, codes, scripts):
    how = {} if scripts else {"java_script_enabled": False}
    window = eyes.open("person", PUT_IN, **how)
    look(window, PHONE)
    keys(window, "code")
    window.keyboard.type(f"{codes[scripts][:4]} {codes[scripts][4:]}")
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", level=1)).to_contain_text("What is on paper")
    for _ in range(2):
        keys(window, "chosen")
        window.keyboard.press("Space")
    keys(window, "group")
    window.keyboard.press("Space")
    keys(window, "how")
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    expect(window.get_by_text("It waits for a second person.")).to_be_visible()


def test_the_second_step_is_plain_and_fits_and_says_where_two_differ(eyes: Eyes, codes):
    for viewer, group in (("person", "People who use services"), ("advocate", "Staff")):
        window = eyes.open(viewer, PUT_IN)
        window.get_by_label("The code on the paper").fill(codes[2])
        window.get_by_role("button", name="Go on").click()
        window.get_by_label(group, exact=True).check()
        window.get_by_label("On paper, by themselves").check()
        window.get_by_role("button", name="Put it in").click()
    expect(window.get_by_role("heading", name="You two differ here")).to_be_visible()
    told = sentences(window.content())
    assert grade(told) <= 7 and not [one for one in told if count(one) > 20 or AVOID.search(one)]
    for size in (DESK, PHONE):
        look(window, size)
        assert not eyes.axe(window)
    assert not window.evaluate(_SMALL)
    assert not window.evaluate(_SIDEWAYS, [("light",), ("s", "xl")])
    eyes.complaints[:] = [one for one in eyes.complaints if "409" not in one]
