"""After a piece of a page is swapped: what is said, and where the focus is. And without scripts."""

import pytest
from playwright.sync_api import expect

from tests.look.conftest import Eyes
from tests.look.pages import PAGES
from tests.look.stage import script

pytestmark = pytest.mark.browser
PRESSES = [  # viewer, address, the button, and what is said after it is pressed
    ("family", "/issues/{i22}", "Me too: ", "You took your me too back."),
    ("family", "/issues/{i22}", "Me too: ", "Thank you. You said me too."),
    ("family", "/issues/{i22}", "Follow this", "You follow this now."),
    ("family", "/issues/{i22}", "Follow this", "You do not follow this any more."),
]


@pytest.mark.parametrize("times", [PRESSES[:2], PRESSES[2:]], ids=["me too", "follow"])
def test_a_press_is_spoken_and_the_focus_stays(eyes: Eyes, times):
    for viewer, address, button, said in times:
        window = eyes.open(viewer, address)
        window.get_by_role("button", name=button).first.press("Enter")
        expect(window.locator("#status")).to_have_text(said)
        assert window.locator("[role=status]").count() == 1
        assert window.evaluate("document.activeElement !== document.body")
        assert window.evaluate(
            "document.querySelector('#join-in').contains(document.activeElement)"
        )
        assert not eyes.axe(window)


def test_a_star_that_is_refused_says_why_and_leaves_ones_own_in_sight(eyes: Eyes):
    """Two stars were given at another window: a press at this one would be a fourth."""
    window = eyes.open("family", "/rounds/{choosing}")
    give, own = (window.get_by_role("button", name=one) for one in ("Give a star", "Your star"))
    for n in (1, 2):
        give.first.press("Enter")
        expect(own).to_have_count(n)
    expect(window.locator("#status")).to_have_text("You gave a star.")
    other = window.context.new_page()
    other.goto(window.url)
    other.get_by_role("button", name="Give a star").last.press("Enter")
    expect(other.get_by_role("button", name="Your star")).to_have_count(3)
    other.close()
    give.first.press("Enter")
    said = window.locator("#ballot [role=alert]")
    expect(said).to_have_text("You gave 3 stars. Take one back first.")
    expect(said).to_be_focused()
    expect(window.locator("#status")).to_have_text("")
    expect(own).to_have_count(3)
    assert not eyes.axe(window)
    window.get_by_role("button", name="Take my choice back").press("Enter")
    expect(said).to_have_count(0)
    eyes.complaints[:] = [one for one in eyes.complaints if "409" not in one]


def test_words_said_are_there_at_once(eyes: Eyes):
    window = eyes.open("family", "/issues/{i22}")
    window.get_by_label("Do you want to say something?").fill("Tea at 6 is best.")
    window.get_by_role("button", name="Say it").press("Enter")
    expect(window.locator("#status")).to_have_text("Thank you. It is here now.")
    expect(window.locator("#talk")).to_contain_text("Tea at 6 is best.")
    assert window.evaluate("document.querySelector('#talk').contains(document.activeElement)")
    assert window.get_by_label("Do you want to say something?").input_value() == ""


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/issues/{i22}", "Do you want to say something?"),
        ("/good-life/{v2}/versions/2/sign-up", "Why?"),
        ("/good-life/{v9}/look-again/people", "What next?"),
        ("/tries/goes/{my_doing}/try/happened", "What happened"),
        ("/say", "What do you want to say?"),
    ],
)
def test_what_is_typed_saves_itself(eyes: Eyes, address, label):
    window = eyes.open("person", address)
    was = window.get_by_label(label).input_value()
    for words in ("Half a sentence", was):
        with window.expect_response("**/drafts/save") as saved:
            window.get_by_label(label).fill(words)
        assert saved.value.status == 204
        window.reload()
        assert window.get_by_label(label).input_value() == words


def test_what_was_said_does_not_come_back(eyes: Eyes):
    """Said before it was saved: nothing saves itself after that."""
    window = eyes.open("family", "/issues/{i22}")
    window.get_by_label("Do you want to say something?").fill("At 5 is fine too.")
    window.get_by_role("button", name="Say it").press("Enter")
    expect(window.locator("#talk")).to_contain_text("At 5 is fine too.")
    window.wait_for_timeout(2_000)  # longer than it takes to save itself
    window.reload()
    assert window.get_by_label("Do you want to say something?").input_value() == ""


def test_saying_nothing_leads_to_the_error(eyes: Eyes):
    window = eyes.open("family", "/issues/{i22}")
    window.get_by_role("button", name="Say it").press("Enter")
    expect(window.locator("#talk .govuk-error-summary")).to_be_focused()
    assert window.title().startswith("Error: ")
    assert not eyes.axe(window)
    eyes.complaints[:] = [one for one in eyes.complaints if "422" not in one]


def test_what_is_like_it_is_found_while_somebody_writes(eyes: Eyes):
    window = eyes.open("person", "/say")
    words = window.get_by_label("What do you want to say?")
    words.fill("The kitchen is locked at night")
    expect(window.locator("#similar a").first).to_be_visible()
    expect(words).to_be_focused()
    status = window.locator("#status")
    expect(status).to_contain_text("below")
    status.evaluate("status => { status.textContent = '' }")
    with window.expect_response("**/say/similar"):
        words.press("Space")
    window.wait_for_timeout(300)  # longer than it takes to say it
    expect(status).to_have_text("")  # as many as before: said once


def test_without_a_microphone_one_sentence_and_the_other_ways(eyes: Eyes):
    window = eyes.open("person", "/say")
    press = window.locator("[data-recorder-press]")
    press.press("Enter")
    told = "We cannot hear you. You can write, or choose a recording."
    expect(window.locator("#status")).to_have_text(told)
    expect(window.locator("[data-recorder-says]")).to_have_text(told)
    expect(press).to_be_focused()
    for label in ("What do you want to say?", "You can record your voice", "You can add a photo"):
        expect(window.get_by_label(label)).to_be_enabled()
    assert not eyes.axe(window)


def test_words_read_from_their_own_side(eyes: Eyes):
    """Words of right-to-left letters begin on the right: in the field, the quote and the title."""
    window = eyes.open("staff", "/say")
    box = window.locator("#words")
    direction = "element => getComputedStyle(element).direction"
    for words, way in (("The bus is late", "ltr"), ("الحافلة متأخرة دائما", "rtl")):
        box.fill(words)
        assert box.evaluate(direction) == way
    window.get_by_role("button", name="Carry on").press("Enter")
    assert window.locator(".quote p").evaluate(direction) == "rtl"
    window.get_by_role("button", name="Send").press("Enter")
    window.get_by_role("link", name="See it").click()
    for shown in ("h1", ".quote p"):
        assert window.locator(shown).first.evaluate(direction) == "rtl"
    assert window.locator("#their-words").evaluate(direction) == "ltr"


_BARE = script("bare")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_works_without_scripts(eyes: Eyes, page):
    bare = eyes.open(page.viewers[-1], page.address, java_script_enabled=False)
    seen = bare.evaluate(_BARE)
    assert seen["buttons"] == 0, "a form without a button"
    assert not seen["dead"], "a button that does nothing"
    assert not seen["needy"], "a press that only scripts can send"
