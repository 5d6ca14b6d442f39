"""A form that was sent wrong: its page says so in the title, at the top and at the field.

Nothing that was typed or chosen is lost, and the page still fits a phone.
"""

import re

import pytest

from tests.look.conftest import PHONE, Eyes
from tests.look.errors_of_talk import WRONG_IN_TALK
from tests.look.stage import script

pytestmark = pytest.mark.browser
WRONG = [  # viewer, address, what is sent, and the field the first sentence is about
    ("signed out", "/sign-in", {}, "name"),
    ("signed out", "/sign-in", {"name": "danny", "passphrase": "wrong"}, ""),
    ("person", "/my-settings/passphrase", {}, "passphrase_now"),
    ("person", "/group/invite", {}, "kind"),
    ("signed out", "/invited/{invited}", {"name": ""}, "name"),
    ("signed out", "/new-passphrase/{new_passphrase}", {}, "passphrase"),
    ("advocate", "/group/who-to-ring", {"worried_phone": "ring us"}, "worried_phone"),
    ("advocate", "/good-life/principles/new", {}, "name"),
    ("advocate", "/good-life/principles/1", {"core": ""}, "core"),
    ("person", "/good-life/{v9}/look-again/people", {}, ""),
    ("person", "/good-life/{v9}/still-right", {}, "months"),
    ("person", "/good-life/{v2}/versions/2/sign-up", {}, "says"),
    ("person", "/good-life/{v2}/versions/2/sign-up", {"says": "not_this"}, "why"),
    ("person", "/good-life/new/1", {}, "answer"),
    ("person", "/good-life/{draft}/versions/1/write/words", {"answer": "a " * 40}, "answer"),
    ("advocate", "/issues/{i12}/jobs", {}, ""),
    ("advocate", "/say/synonyms", {}, ""),
    ("staff", "/issues/{i22}/answer", {}, "says"),
    ("staff", "/issues/{i18}/answer/why", {"why": ""}, "why"),
    ("staff", "/issues/{i18}/answer/by", {"by_when": "1999-01-01"}, "by_when"),
    ("signed out", "/better/{ask}", {}, "says"),
    ("person", "/issues/{i12}/better", {}, ""),
    ("manager", "/promises/{promise}/change", {"what": "", "by_when": "", "why": ""}, "what"),
    ("manager", "/promises/{promise}/kept", {}, "all_done"),
    ("manager", "/promises/{promise}/not-kept", {"why": ""}, "why"),
    ("person", "/meetings/at/{mill-lane}/new", {"on": "1999-01-01"}, "on"),
    ("person", "/meetings/{coming}/change", {"title": "", "on": "2099-01-01"}, "title"),
    ("person", "/meetings/{meeting}/end", {"next_on": "1999-01-01"}, "next_on"),
    ("person", "/meetings/{meeting}/here", {"more_people": "lots"}, "more_people"),
    ("person", "/meetings/{meeting}/write", {"words": ""}, "words"),
    ("person", "/meetings/{ended}/add", {"words": ""}, "words"),
    ("person", "/talk/issue/{i18}", {"words": ""}, "words"),
    ("person", "/tries/new", {"title": ""}, "title"),
    ("person", "/tries/{my_try}/team", {"person": ""}, "person"),
    ("person", "/tries/goes/{my_doing}/note", {"words": ""}, "words"),
    ("person", "/tries/goes/{my_doing}/stop-early", {"learned": ""}, "learned"),
    ("person", "/tries/goes/{my_draft}/plan/called", {"title": "a" * 300}, "title"),
    ("person", "/tries/goes/{my_deciding}/decide/outcome", {}, "outcome"),
    ("family", "/tries/goes/{the_42_go}/can-we-try", {}, "says"),
    ("family", "/tries/goes/{my_asked}/can-we-try/say-more", {"words": "The bus?"}, "alone"),
    ("person", "/tries/goes/{my_asked}/consent/{a_worry}/answer", {"words": ""}, "words"),
    ("advocate", "/tries/goes/{my_asked}/consent/{a_stop}/met", {"words": ""}, "words"),
    ("advocate", "/tries/goes/{my_asked}/consent/in-person", {}, "says"),
    ("advocate", "/tries/goes/{my_asked}/consent/in-person/a?seen={asked_mark}", {}, "how"),
    (
        "advocate",
        "/tries/goes/{my_asked}/consent/in-person/c/paper?seen={asked_mark}",
        {"words": ""},
        "words",
    ),
    ("person", "/tries/goes/{my_asked}/consent/smaller-or-drop", {"why": ""}, "why"),
    ("person", "/tries/{c1}/measures/new", {"name": ""}, "name"),
    ("person", "/measures/{c1m1}/dot", {"value": "lots"}, "value"),
    ("person", "/measures/{c1m1}/dots/{dot}", {"value": "lots"}, "value"),
    ("person", "/measures/{c1m1}/mark", {"words": ""}, "words"),
    ("person", "/measures/{c1m1}/before", {"until": ""}, "until"),
    ("person", "/measures/{c1m1}/import", {}, ""),
    ("person", "/say", {"words": "a" * 5001}, "words"),
    ("person", "/issues/{spoken}/write-down", {"words": ""}, "words"),
    ("person", "/issues/{i12}/pass-on", {"body": ""}, "body"),
    ("person", "/issues/{i12}/pass-on/note", {"note": ""}, "note"),
    ("person", "/passed-on/{to_ask}/may-it-go", {}, "says"),
    ("advocate", "/passed-on/{answered}/off-page", {"why": ""}, "why"),
    ("signed out", "/passed-on/answer/{outside}", {"why": ""}, "says"),
    ("person", "/joins/{to_join}", {}, "says"),
    ("advocate", "/joins/{left_join}/decide", {}, "says"),
    ("advocate", "/joins/{may_join}/apart", {"why": ""}, "why"),
    ("person", "/joins/{followed}/follow", {}, "follows"),
    ("signed out", "/worried", {"words": ""}, "words"),
    ("signed out", "/worried/answers", {"code": "ABC"}, "code"),
    ("contact", "/concerns/{s1}/passed", {"to": ""}, "to"),
    ("contact", "/concerns/{s1}/back", {"words": ""}, "words"),
    ("advocate", "/group/contacts/{rosa}", {"works_for": ""}, "works_for"),
    ("advocate", "/group/contacts/{rosa}/hours", {"monday": "all day"}, "monday"),
    ("advocate", "/group/contacts/{rosa}/away", {"away_to": "2026-12-01"}, "away_to"),
    *WRONG_IN_TALK,
]
_SEND = script("send")
_LOST = """sent => Object.entries(sent).filter(([name, value]) => {
    const fields = [...document.querySelectorAll(`main [name="${name}"]`)];
    const kept = fields.filter(one => !/radio|checkbox/.test(one.type) || one.checked);
    const is_typed_again = name === "passphrase" || !value;
    return !is_typed_again && !kept.some(one => one.value.trim() === value.trim());
  })"""


@pytest.mark.parametrize(("viewer", "address", "sent", "field"), WRONG)
def test_an_error_is_in_three_places(eyes: Eyes, viewer, address, sent, field):
    window = eyes.open(viewer, address)
    with window.expect_navigation() as going:
        window.evaluate(_SEND, sent)
    assert going.value.status == 422
    eyes.complaints[:] = [one for one in eyes.complaints if "422" not in one]
    heading = window.locator("h1").inner_text()
    assert window.title().startswith(f"Error: {heading}".strip())
    links = window.locator(".govuk-error-summary a")
    assert links.count()
    assert window.evaluate("document.activeElement.matches('.govuk-error-summary')")
    for link in links.all():
        name = (link.get_attribute("href") or "").removeprefix("#")
        wrong = window.locator(f"[id='{name}']")
        assert wrong.count() == 1, f"no field {name}"
        message = window.locator(f"[id='{name}-error']")
        assert re.sub(r"^Error:\s*", "", message.inner_text()).strip() == link.inner_text()
    if field:
        assert links.first.get_attribute("href") == f"#{field}"
    assert not window.evaluate(_LOST, sent)
    assert not eyes.axe(window)
    window.set_viewport_size({**PHONE, "width": 320})
    assert window.evaluate("document.documentElement.scrollWidth") <= 320
