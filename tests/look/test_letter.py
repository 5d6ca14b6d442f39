"""The letter while its link is shown: what no address alone can open."""

import pytest

from tests.look.conftest import COLOURED, PHONE, Eyes, look
from tests.look.stage import script

pytestmark = pytest.mark.browser


@pytest.fixture
def letter(eyes: Eyes):
    window = eyes.open("advocate", "/passed-on/{to_send}")
    window.get_by_role("button", name="Make a fresh link").click()
    window.get_by_role("heading", name="A letter for you to answer").wait_for()
    return window


def test_the_letter_is_for_everybody(eyes: Eyes, letter):
    assert not eyes.axe(letter)
    look(letter, PHONE)
    assert not letter.evaluate(script("small"))
    assert not letter.evaluate(script("sideways"), [["light", "dark"], ["s", "xl"]])
    look(letter, classes="theme-auto size-s", color_scheme="dark")
    assert not eyes.axe(letter, COLOURED)


def test_its_square_and_its_link_are_printed_and_nothing_else_of_the_page(letter):
    letter.emulate_media(media="print")
    square = letter.locator("img.code")
    assert square.is_visible() and square.evaluate("one => one.naturalWidth") > 0
    assert letter.locator(".letter__link").is_visible()
    assert letter.get_by_text("We show it only now.").is_hidden()
    assert letter.get_by_role("navigation").first.is_hidden()
    letter.emulate_media(media="screen")
