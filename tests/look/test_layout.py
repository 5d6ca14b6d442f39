"""Big enough to press, wide enough to read, and nothing runs off the side."""

import pytest

from tests.look.conftest import PHONE, Eyes
from tests.look.pages import PAGES
from tests.look.stage import script

pytestmark = pytest.mark.browser
THEMES, SIZES = ("light", "dark", "cream"), ("s", "m", "l", "xl")
_SIDEWAYS = script("sideways")
_SMALL = script("small")
_TINY = script("tiny")
_SPACED = script("spaced")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_phone_shows_all_of_it(eyes: Eyes, page):
    window = eyes.open(page.viewers[-1], page.address)
    window.set_viewport_size(PHONE)
    assert not window.evaluate(_SMALL)
    assert not window.evaluate(_TINY)
    window.set_viewport_size({"width": 320, "height": 700})
    assert not window.evaluate(_SIDEWAYS, [THEMES, SIZES])
    window.evaluate("() => { document.documentElement.className = 'js theme-light size-s' }")
    assert not window.evaluate(_SPACED)
