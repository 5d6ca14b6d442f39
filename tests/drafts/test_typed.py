"""Forms that save themselves: what was typed is there on the way back, until it is sent."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from coprod.drafts.models import Draft
from coprod.people.models import Place
from improvement_cycles.go_models import Cycle
from improvement_cycles.words import GoState
from tests.journeys.pages import fields, press

TYPED = "Half a sentence about <tea> & 'toast'"
FORMS = [  # where a form is sent, where else it is shown, what is typed into it, what is chosen
    ("/talk/issue/{issue}", "", ["words"], {}),
    ("/talk/issue/{issue}", "/issues/{issue}", ["words"], {}),
    ("/good-life/{v9}/look-again/people", "", ["better", "same_or_worse", "next"], {}),
    ("/good-life/{v2}/versions/2/sign-up", "", ["why"], {"says": "yes_but"}),
    ("/good-life/new/1", "", ["answer"], {}),
    ("/tries/{tea}/drivers/aim", "", ["words"], {}),
    ("/tries/goes/{go}/try/happened", "", ["what_happened"], {}),
    ("/tries/goes/{go}/stop-early", "", ["learned"], {}),
]


@pytest.fixture
def town(demo, session, sign_in):
    """Alderbrook: Danny's browser, his page of anything, and everybody."""
    danny = sign_in(demo.people["danny"])
    place = session.scalars(select(Place.id).where(Place.slug == "mill-lane")).one()
    begun = danny.post("/tries/new", data={"title": "A song", "place": place})
    go = session.get_one(Cycle, int(begun.location.split("/")[3]))
    go.state = GoState.STUDYING
    session.commit()
    statements = {name: demo.found["statements"][name].id for name in ("v2", "v9")}
    names = {"issue": demo.found["issues"]["i22"].id, "go": go.id} | statements
    names["tea"] = demo.found["projects"]["c7"].id
    return danny, lambda address: address.format_map(names), demo.people


def kept(session):
    session.expire_all()
    return session.scalars(select(Draft.form)).all()


def typed(page, fields):
    """What stands in the fields that people write in."""
    areas = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)<', page))
    return {name: unescape(areas[name]) for name in fields}


def ticked(page):
    """Whom a list has a tick at."""
    return {*re.findall(r'name="people"[^>]* value="(\d+)" checked', page)}


@pytest.mark.parametrize(("form", "page", "fields", "chosen"), FORMS)
def test_it_is_there_again_until_it_is_sent(town, sign_in, session, form, page, fields, chosen):
    danny, at, people = town
    form, page = at(form), at(page or form)
    words = {name: f"{TYPED} {name}" for name in fields}
    assert f'{{"form": "{form}"}}' in unescape(danny.get(page).text)
    danny.post("/drafts/save", data={"form": form} | words | chosen)
    assert typed(danny.get(page).text, fields) == words
    for value in chosen.values():
        assert re.search(rf'value="{value}" checked', danny.get(page).text)
    assert TYPED not in unescape(sign_in(people["leon"]).get(page).text)
    too_long = dict.fromkeys(fields, "x" * 6_000)
    assert danny.post(form, data=too_long).status_code == 422
    assert kept(session) == [form]
    sent = press(danny, page, form, **words, **chosen)
    assert sent.status_code == 303 and kept(session) == []


def test_ticks_and_a_place_that_is_chosen_come_back_on_and_off(town, session):
    danny, at, people = town
    landed, touches = at("/tries/goes/{go}/look/knock-on"), at("/tries/goes/{go}/plan/touches")
    other = re.findall(r'<option value="(\d+)"', danny.get(landed).text)[-1]
    danny.post("/drafts/save", data={"form": landed, "landed": "yes", "place": other})
    assert f'value="{other}" selected' in danny.get(landed).text
    session.get_one(Cycle, int(at("{go}"))).state = GoState.DRAFT
    session.commit()
    both = [str(people[name].id) for name in ("danny", "leon")]
    assert press(danny, touches, people=both).status_code == 303
    gone = [str(n) for n in range(9_000, 9_100)]  # people who are not there now
    for saved in ([], gone + both[:1], [], both):
        seen = fields(danny.get(touches).text, touches)
        danny.post("/drafts/save", data=seen | {"form": touches, "people": saved})
        assert ticked(danny.get(touches).text) == {*saved} - {*gone}
    assert press(danny, touches, people=both[1:]).status_code == 303
    assert ticked(danny.get(touches).text) == {*both[1:]}


def test_what_is_saved_after_its_form_was_sent_is_not_kept(town, session):
    danny, at, _people = town
    form = at("/talk/issue/{issue}")
    danny.post(form, data={"words": "Sent.", "once": "a"})
    danny.post("/drafts/save", data={"form": form, "words": "Sen", "once": "a"})
    assert kept(session) == []
    danny.post("/drafts/save", data={"form": form, "words": "And more", "once": "b"})
    assert kept(session) == [form]


def test_somebody_elses_change_meanwhile_is_not_written_over(town, sign_in, session):
    danny, at, people = town
    form = at("/good-life/{v9}/look-again/people")
    danny.post("/drafts/save", data={"form": form, "better": TYPED, "edits": "0"})
    assert press(sign_in(people["leon"]), form, better="We have a key.").status_code == 303
    late = press(danny, form, better=TYPED)
    assert late.status_code == 409 and "We have a key." in late.text
