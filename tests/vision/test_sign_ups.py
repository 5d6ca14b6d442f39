"""Signing up: changeable, taken back, and no voice shown smaller than another."""

import re

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid
from coprod.people.hats import HatKind
from coprod.vision import services, writing
from coprod.vision.models import SignUp, SignUpSays

HTMX = {"HX-Request": "true"}


def signed(session, found):
    rows = session.execute(
        select(SignUp.person_id, SignUp.says, SignUp.why, SignUp.hat).where(
            SignUp.version_id == found.version.id
        )
    )
    return {row.person_id: row for row in rows}


def test_what_was_said_can_be_changed_and_taken_back(session, agree, everyone, as_viewer):
    found, viewer = agree(), as_viewer(everyone.staff)
    services.sign_up(session, viewer, found, SignUpSays.YES_BUT, "Not at night.")
    said = signed(session, found)[everyone.staff.id]
    assert (said.says, said.why, said.hat) == (SignUpSays.YES_BUT, "Not at night.", HatKind.STAFF)
    services.take_back(session, viewer, found)
    services.take_back(session, viewer, found)
    assert everyone.staff.id not in signed(session, found)
    assert everyone.family.id in signed(session, found)


@pytest.mark.parametrize("says", [SignUpSays.YES_BUT, SignUpSays.NOT_THIS])
def test_yes_but_and_not_this_say_why(session, agree, everyone, as_viewer, says):
    with pytest.raises(Invalid) as refused:
        services.sign_up(session, as_viewer(everyone.family), agree(), says, "")
    assert refused.value.errors == {"why": "Say why. A few words are enough."}


def test_a_yes_is_to_the_words_that_were_read(session, draft, everyone, sign_in):
    client = sign_in(everyone.family)
    url = f"/good-life/{draft.id}/versions/1/sign-up"
    read = re.search(r'name="edits" value="(\d+)"', client.get(url).text).group(1)
    writing.set_words(session, draft.writer, draft.found(), int(read), wording="No keys at all.")
    session.commit()
    late = client.post(url, data={"says": "yes", "why": "My key!", "edits": read})
    assert late.status_code == 409 and "changed while you read them" in late.text
    assert "No keys at all." in late.text and "My key!" in late.text
    assert signed(session, draft.found()) == {}
    read = re.search(r'name="edits" value="(\d+)"', late.text).group(1)
    sent = {"says": "not_this", "why": "My key!", "edits": read}
    assert client.post(url, data=sent).status_code == 303
    assert signed(session, draft.found())[everyone.family.id].says is SignUpSays.NOT_THIS


def test_nobody_signs_up_to_old_words_or_takes_them_back(
    session, agree, draft, everyone, as_viewer
):
    from coprod.vision.found import find

    agree()
    number = writing.new_version(session, draft.writer, draft.found())
    new = find(session, draft.writer, draft.id, number)
    for person in (everyone.uses_services, everyone.family, everyone.staff):
        services.sign_up(session, as_viewer(person), new, SignUpSays.YES, "")
    services.publish(session, draft.writer, new, 6)
    assert draft.statement.version == 2
    with pytest.raises(Conflict, match="old words"):
        services.sign_up(session, draft.writer, draft.found(), SignUpSays.NOT_THIS, "No.")
    with pytest.raises(Conflict, match="old words"):
        services.take_back(session, draft.writer, draft.found())
    assert len(signed(session, draft.found())) == 3, "the old words keep their own sign-ups"


def test_the_form_signs_up_once_and_comes_back(sign_in, session, agree, everyone):
    found = agree()
    client, url = (
        sign_in(everyone.commissioner),
        f"/good-life/{found.statement.id}/versions/1/sign-up",
    )
    assert "People in your area see your name." in client.get(url).text
    sent = {"says": "not_this", "why": "Too long.", "once": "a-secret-of-this-form"}
    for _ in range(3):
        response = client.post(url, data=sent)
        assert response.status_code == 303
        assert response.location == f"/good-life/{found.statement.id}#sign-ups"
    assert signed(session, found)[everyone.commissioner.id].why == "Too long."


@pytest.mark.parametrize(
    ("sent", "trouble"),
    [
        ({}, "Choose what you say."),
        ({"says": "maybe"}, ""),
        ({"says": "yes_but", "why": "  "}, "Say why."),
        ({"says": "yes_but", "why": "x" * 5001}, "1,000 letters or fewer"),
    ],
)
def test_a_form_that_is_not_right_keeps_the_words(sign_in, session, agree, everyone, sent, trouble):
    found = agree()
    response = sign_in(everyone.commissioner).post(
        f"/good-life/{found.statement.id}/versions/1/sign-up", data=sent
    )
    assert response.status_code == 422
    assert trouble in response.text
    assert sent.get("why", "").strip() in response.text
    assert everyone.commissioner.id not in signed(session, found)


def test_htmx_redraws_only_the_sign_ups(sign_in, agree, everyone):
    found = agree()
    response = sign_in(everyone.family).post(
        f"/good-life/{found.statement.id}/versions/1/take-back", headers=HTMX
    )
    assert response.status_code == 200
    assert "<html" not in response.text
    assert everyone.family.name not in response.text


def test_not_this_is_shown_the_same_size_as_yes(sign_in, session, agree, everyone, as_viewer):
    found = agree()
    for person, says in (
        (everyone.uses_services, SignUpSays.YES),
        (everyone.family, SignUpSays.YES_BUT),
        (everyone.staff, SignUpSays.NOT_THIS),
    ):
        services.sign_up(session, as_viewer(person), found, says, "The same words.")
    text = sign_in(everyone.family).get(f"/good-life/{found.statement.id}").text
    lists = re.findall(
        r'<section class="side" aria-labelledby="says-.*?</section>', text, re.DOTALL
    )
    assert len(lists) == 3
    shapes = {tuple(re.findall(r'<(\w+)(?: class="([^"]*)")?', one)) for one in lists}
    assert len(shapes) == 1, "the three lists are made of the same things"


def test_there_is_no_count_and_no_score(visitor, agree):
    found = agree()
    text = visitor.get(f"/good-life/{found.statement.id}").text
    assert not re.search(r"\d+ (people|person|yes)|score|per cent|%", text)
