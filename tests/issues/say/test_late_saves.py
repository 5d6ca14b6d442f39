"""Words that were sent do not come back from a page that still has them open."""

import re
from html import unescape
from json import loads

import pytest
from sqlalchemy import select

from coprod.drafts.models import Draft


def saves(client, words, page=None):
    """What the page of the words sends by itself once they are touched."""
    page = page or client.get("/say").text
    sent = re.search(r"hx-post=\"/drafts/save\"[^>]*hx-vals='([^']+)'", page, re.DOTALL)
    return client.post("/drafts/save", data=loads(unescape(sent[1])) | {"words": words})


def secret(page) -> str:
    return re.search(r'name="once" value="([^"]+)"', page)[1]


def send(client):
    return client.post("/say/check", data={"once": secret(client.get("/say/check").text)})


def forms(session):
    session.expire_all()
    return session.scalars(select(Draft.form).order_by(Draft.id)).all()


@pytest.mark.parametrize("opened", ["before it is kept", "after it saved itself", "after Carry on"])
def test_what_was_sent_is_not_kept_again(sign_in, session, danny, opened):
    client = sign_in(danny)
    first = client.get("/say").text
    if opened == "after it saved itself":
        saves(client, "The bus", first)
    other = client.get("/say").text if opened == "after it saved itself" else first
    client.post("/say", data={"words": "The bus is late", "once": secret(first)})
    client.post("/say/ask/name", data={"name": "held"})
    if opened == "after Carry on":
        other = client.get("/say").text
    assert send(client).status_code == 303
    assert saves(client, "The bus is late.", other).status_code == 204
    assert forms(session) == []


def test_new_words_are_kept_under_a_page_of_their_own(sign_in, session, danny):
    client = sign_in(danny)
    old = client.get("/say").text
    client.post("/say", data={"words": "One", "once": secret(old)})
    send(client)
    saves(client, "Two")
    assert forms(session) == ["/say"]
    assert "Two" in client.get("/say").text


def test_going_on_from_a_page_that_was_sent_saves_itself_again(sign_in, session, danny):
    client = sign_in(danny)
    old = client.get("/say").text
    client.post("/say", data={"words": "One", "once": secret(old)})
    send(client)
    client.post("/say", data={"words": "Two", "once": secret(old)})
    saves(client, "Two and more")
    assert "Two and more" in client.get("/say").text


def test_words_that_are_rubbed_out_leave_nothing(sign_in, session, danny):
    client = sign_in(danny)
    saves(client, "Half a sentence")
    saves(client, "")
    assert forms(session) == []
