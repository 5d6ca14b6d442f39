"""The focus can be seen wherever it goes, and nothing moves, opens or reloads by itself."""

import pytest

from tests.look.conftest import Eyes
from tests.look.pages import PAGES
from tests.look.stage import script

pytestmark = pytest.mark.browser
_UNSEEN = script("unseen")
_MOVES = script("moves")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_the_focus_is_seen_and_nothing_moves(eyes: Eyes, page):
    window = eyes.open(page.viewers[-1], page.address)
    assert not window.evaluate(_MOVES)
    window.keyboard.press("Tab")  # from here on the browser draws the focus as for keys
    count, unseen = window.evaluate(_UNSEEN)
    assert count > 8 and not unseen


def test_the_first_key_leads_past_the_menu(eyes: Eyes):
    window = eyes.open("signed out", "/issues")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.textContent") == "Skip to the main words"
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert window.evaluate("document.querySelector('main').contains(document.activeElement)")
