"""By keys alone: past the menu with the first."""

import pytest

from tests.look.conftest import Eyes

pytestmark = pytest.mark.browser


def test_the_first_key_leads_past_the_menu(eyes: Eyes):
    window = eyes.open("signed out", "/issues")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.textContent") == "Skip to the main words"
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert window.evaluate("document.querySelector('main').contains(document.activeElement)")
