"""The page, and the piece of a page, that gives words back: to see, to hear, to copy on a phone."""

import pytest
from playwright.sync_api import expect

from tests.look.conftest import PHONE, Eyes

pytestmark = pytest.mark.browser
WORDS = "The bus was late. " + "Verylongwordwithoutspaces" * 30
_AWAY = """() => {  // the issue is gone while somebody writes
  const { form } = document.querySelector("#talk textarea");
  form.action = form.action.replace(/[0-9]+$/, "99999");
  form.setAttribute("data-hx-post", form.getAttribute("action"));
}"""


@pytest.fixture
def refused(eyes: Eyes):
    """Says something about an issue that went away; gives the browser's window."""

    def send(scripts: bool):
        how = {} if scripts else {"java_script_enabled": False}
        window = eyes.open("family", "/issues/{i22}", **how)
        window.set_viewport_size({**PHONE, "width": 320})
        window.evaluate(_AWAY)
        window.get_by_label("Do you want to say something?").fill(WORDS)
        window.get_by_role("button", name="Say it").click()
        expect(window.get_by_text("Here are your words.")).to_be_visible()
        eyes.complaints[:] = [one for one in eyes.complaints if "404" not in one]
        return window

    return send


@pytest.mark.parametrize("scripts", [True, False], ids=["a piece", "a page"])
def test_words_that_could_not_be_used_can_be_read_and_copied(eyes: Eyes, refused, scripts):
    window = refused(scripts)
    box = window.get_by_label("What do you want to say?")
    assert box.input_value() == WORDS
    expect(box).not_to_be_editable()  # a slip of the hand does not lose them
    wide = window.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    if scripts:
        expect(window.locator("#main .notice")).to_be_focused()
        assert not eyes.axe(window)
