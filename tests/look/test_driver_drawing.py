"""The drawing of what helps: on one sheet of paper, legible on a phone, with keys alone."""

from itertools import pairwise

import pytest
from flask import get_template_attribute

from improvement_cycles.drivers.drawing import draw
from improvement_cycles.drivers.tree import Diagram, Part
from improvement_cycles.drivers.words import Kind, Level
from tests.journeys.paper import not_for_paper, sheets
from tests.look.conftest import DESK, PHONE, Eyes, look

pytestmark = pytest.mark.browser
PAGES = ["/tries/{c7}/drivers", "/tries/{my_try}/drivers", "/tries/{c7}/drivers/versions/4"]
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
_WIDE = (
    "MOMENTS WITH MUM, WE WAIT",
    "WWWWMMMMWWWWMMMMWWWWWWWWWWWWWWW",
    "wmwmwmwmwmwmwmwmwmwmwmwmwmwmwmwm",
    "\U0001f3b5\U0001f46d" * 20,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 9,
    "歌を歌う" * 9,
    "ЖИЗНЬ КАК ХОЧУ, большая широкая",
    "MŴN ŴYTH ÆŒ — … @@@ %%% 1\ufe0f\u20e3" * 3,
)
_LONG = """() => {
  document.querySelector('.drawn').classList.add('drawn--tall');
  document.querySelector('.drawn > svg').setAttribute('viewBox', '0 0 960 4000');
}"""
_LINKS = """() => [...document.querySelectorAll('.helps a')].filter(one => one.checkVisibility())
  .map(one => one.getBoundingClientRect()).map(at => [at.top, at.bottom])"""
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


def test_wide_letters_stay_in_their_boxes(eyes: Eyes):
    parts = tuple(
        Part(Kind.IDEA if level is Level.IDEA else Kind.DRIVER, at, level, words)
        for level in (Level.PRIMARY, Level.SECONDARY, Level.IDEA)
        for at, words in enumerate(_WIDE, 1 if level is Level.PRIMARY else 100)
    )
    drawing = draw(Diagram(" ".join(_WIDE), parts), {level: level.value for level in Level}, {})
    with eyes.stage.app.app_context():
        svg = get_template_attribute("improvement_cycles/drivers/_drawing.html", "svg")
        told = svg(drawing, "drawn", "A drawing", "Of wide letters")
    window = eyes.window("person")
    window.set_content(f'<div class="drawn">{told}</div>')
    assert window.locator(".drawn text").count() > 100
    assert window.evaluate(_OUTSIDE) == []


@pytest.mark.parametrize("address", ["/tries/{c7}/drivers", "/tries/{my_try}/drivers"])
def test_links_are_as_high_as_a_finger_each_on_a_line_of_its_own(eyes: Eyes, address):
    window = eyes.open("person", address)
    look(window, PHONE)
    links = window.evaluate(_LINKS)
    assert len(links) > 1
    assert min(bottom - top for top, bottom in links) >= 44
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(links))


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
