"""Kept words are called by what was written, and a form without words is not kept."""

import re

from wtforms import HiddenField
from wtforms.fields.core import UnboundField

from coprod.drafts.models import Draft
from coprod.forms import Form
from coprod.shown import NOT_SHOWN
from coprod.sign_in.carrying import Carried
from tests.drafts.test_drafts import drafts

MARK = "34b901c351804b4f"  # of what a page showed, in a hidden field


def test_kept_words_are_known_by_words_and_never_by_a_mark(danny, place, sign_in, session, away):
    here = f"/group/hat/{place.id}"
    client = sign_in(danny)
    away()
    client.post(here, data={"note": "Ann?", "seen": MARK, "edits": "12345"})
    page = sign_in(danny).get("/drafts/unsent").text
    assert re.findall(r"<h2[^>]*>(?:<[^>]*>|\s)*([^<]+)", page.partition("<main")[2])[0] == "Ann?"
    assert f'name="seen" value="{MARK}"' in page
    assert Carried(here, (("note", "Ann?"), ("seen", MARK))).starts == "Ann?"


def test_a_form_without_words_is_not_kept_and_leads_back_to_its_page(
    danny, place, sign_in, session, away
):
    session.add(Draft(person_id=danny.id, form="/say/1", words={"seen": [MARK]}, unsent=True))
    client = sign_in(danny)
    away()
    here = f"/group/hat/{place.id}"
    late = client.post(here, data={"note": " ", "seen": MARK, "then": "check"})
    assert (late.status_code, late.location) == (302, f"/sign-in?next={here}")
    client = sign_in(danny)
    assert "Nothing is waiting" in client.get("/drafts/unsent").text
    assert "words that are not sent yet" not in client.get("/my-things").text
    assert [one.form for one in drafts(session)] == ["/say/1"]


def test_every_field_that_no_page_shows_is_known(app):
    fields = [
        (name, getattr(form, name).field_class)
        for form in _below(Form)
        for name in dir(form)
        if isinstance(getattr(form, name, None), UnboundField)
    ]
    shown = {name for name, kind in fields if not issubclass(kind, HiddenField)}
    hidden = {name for name, kind in fields if issubclass(kind, HiddenField)}
    assert hidden - shown <= NOT_SHOWN


def _below(kind):
    return [one for below in kind.__subclasses__() for one in (below, *_below(below))]
