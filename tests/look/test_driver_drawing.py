"""The drawing of what helps: on one sheet of paper, legible on a phone, with keys alone."""

import pytest

from tests.journeys.paper import not_for_paper, sheets
from tests.look.conftest import DESK, PHONE, Eyes, look

pytestmark = pytest.mark.browser
PAGES = ["/tries/{c7}/drivers", "/tries/{my_try}/drivers", "/tries/{c8}/drivers/versions/4"]
SMALLEST = 12  # px: as tall as the smallest letters of a good newspaper
_LETTERS = """() => [...document.querySelectorAll('.drawn text')].map(
  one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"""
_OUTSIDE = """() => [...document.querySelectorAll('.drawn svg rect')].slice(1).flatMap(box => {
  const ends = one => one.getBBox().x + one.getBBox().width, outside = [];
  let one = box.nextElementSibling;
  for (; one && one.tagName === 'text'; one = one.nextElementSibling)
    if (ends(one) > ends(box) - 4) outside.push(one.textContent);
  return outside;
})"""
_LONG = """() => {
  document.querySelector('.drawn').classList.add('drawn--tall');
  document.querySelector('.drawn > svg').setAttribute('viewBox', '0 0 960 4000');
}"""
_IN_THE_BOX = "() => document.activeElement.classList.contains('drawn')"


@pytest.mark.parametrize("address", PAGES)
def test_it_prints_on_one_sheet(eyes: Eyes, address):
    window = eyes.open("person", address)
    window.emulate_media(media="print")
    assert sheets(window) == 1
    assert window.locator(".drawn svg").is_visible()
    assert not_for_paper(window) == []
    assert not window.locator(".helps").first.is_visible()
    assert not window.get_by_role("contentinfo").is_visible()
    window.emulate_media(media="null")


def test_a_long_one_prints_upright_on_one_sheet_too(eyes: Eyes):
    window = eyes.open("person", PAGES[0])
    window.evaluate(_LONG)
    window.emulate_media(media="print")
    assert sheets(window) == 1
    window.emulate_media(media="null")


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, PHONE, DESK], ids=str)
@pytest.mark.parametrize("address", PAGES)
def test_its_words_are_legible_and_stay_in_their_boxes(eyes: Eyes, address, size):
    window = eyes.open("person", address)
    look(window, size)
    letters = window.evaluate(_LETTERS)
    assert letters and min(letters) >= SMALLEST - 1
    assert window.evaluate(_OUTSIDE) == []


def test_what_is_wider_than_a_phone_scrolls_by_keys(eyes: Eyes):
    window = eyes.open("person", "/tries/{c7}/drivers")
    look(window, PHONE)
    for _ in range(80):
        window.keyboard.press("Tab")
        if window.evaluate(_IN_THE_BOX):
            break
    assert window.evaluate(_IN_THE_BOX)
    for _ in range(3):
        window.keyboard.press("ArrowRight")
    window.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_it_is_read_as_one_picture_with_a_name(eyes: Eyes):
    window = eyes.open("signed out", "/tries/{c7}/drivers")
    picture = window.get_by_role("img", name="How we think it works: My tea, my choice")
    assert picture.count() == 1
    told = window.locator("#drawn-desc").text_content() or ""
    assert "On the left is what we want" in told and "4 ideas to try" in told
    assert "4 things that help it" in told
