"""Sign-ins end: by pressing a button, by time, and by being on a shared device."""

import re
from datetime import timedelta

import pytest
from flask import session as cookie
from sqlalchemy import select, update

from coprod.db import now
from coprod.people.hats import HatKind
from coprod.sign_in.door import viewer
from coprod.sign_in.models import Attempt, SignIn
from coprod.web import session as request_session


def is_in(client) -> bool:
    return client.get("/my-settings/passphrase").status_code == 200


def later(session, **by) -> None:
    """Move every sign-in so far into the past."""
    past = timedelta(**by)
    for row in session.scalars(select(SignIn)):
        row.started_at, row.seen_at, row.ends_at = (
            row.started_at - past,
            row.seen_at - past,
            row.ends_at - past,
        )


def test_signing_out_ends_it_and_empties_the_browser(danny, sign_in):
    client = sign_in(danny)
    response = client.post("/sign-out")
    assert (response.status_code, response.location) == (303, "/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    with client.session_transaction() as cookie:
        assert "_user_id" not in cookie
    assert not is_in(client)


def test_a_copied_cookie_opens_nothing_after_signing_out(danny, sign_in, one_more):
    client = sign_in(danny)
    copied = client.get_cookie("coprod").value
    client.post("/sign-out")
    thief = one_more()
    thief.set_cookie("coprod", copied)
    assert thief.get("/my-settings/passphrase").status_code == 302


def test_a_copied_cookie_cannot_put_words_in_its_owners_mouth(danny, sign_in, one_more, session):
    from coprod.drafts.models import Draft

    client = sign_in(danny)
    copied = client.get_cookie("coprod").value
    client.post("/sign-out")
    thief = one_more()
    thief.set_cookie("coprod", copied)
    assert thief.post("/say", data={"words": "not mine"}).status_code == 200  # asked to sign in
    assert session.scalars(select(Draft)).all() == []


def test_what_ended_long_ago_is_forgotten_when_somebody_comes_in(danny, sign_in, session):
    for days in (400, 31, 29, 1):
        sign_in(danny, device=str(days))
        past = now() - timedelta(days=days)
        session.execute(update(SignIn).where(SignIn.device == str(days)).values(ends_at=past))
        session.add(Attempt(mark=str(days), at=past))
        session.commit()
        session.expunge_all()
    assert is_in(sign_in(danny, device="now"))
    assert session.scalars(select(SignIn.device).order_by(SignIn.id)).all() == ["29", "1", "now"]
    assert session.scalars(select(Attempt.mark)).all() == ["1"]


def test_signing_out_needs_a_button_not_a_link(danny, sign_in):
    client = sign_in(danny)
    assert client.get("/sign-out").status_code >= 400
    assert is_in(client)


def test_signing_out_twice_is_fine(visitor):
    assert visitor.post("/sign-out").status_code == 303


@pytest.mark.parametrize(
    ("hat", "shared", "holds", "ends"),
    [
        (HatKind.USES_SERVICES, False, {"days": 29}, {"days": 31}),
        (HatKind.USES_SERVICES, True, {"minutes": 14}, {"minutes": 16}),
        (HatKind.MANAGER, False, {"minutes": 29}, {"minutes": 31}),
        (HatKind.ADVOCATE, False, {"minutes": 29}, {"minutes": 31}),
        (HatKind.ADVOCATE, True, {"minutes": 14}, {"minutes": 16}),
    ],
)
def test_a_sign_in_ends_when_nobody_uses_it(
    make, place, sign_in, session, hat, shared, holds, ends
):
    person = make.person(place, hat)
    for wait, still_in in ((holds, True), (ends, False)):
        client = sign_in(person, shared=shared)
        later(session, **wait)
        assert is_in(client) is still_in


@pytest.mark.parametrize(
    ("hat", "shared", "hours"),
    [
        (HatKind.USES_SERVICES, False, 24 * 30),
        (HatKind.USES_SERVICES, True, 12),
        (HatKind.MANAGER, False, 20),
    ],
)
def test_a_sign_in_ends_however_much_it_is_used(make, place, sign_in, session, hat, shared, hours):
    client = sign_in(make.person(place, hat), shared=shared)
    used_just_now = update(SignIn).values(seen_at=SignIn.seen_at)
    for wait, still_in in ((hours - 1, True), (2, False)):
        seen = session.scalars(select(SignIn.seen_at)).one()
        later(session, hours=wait)
        session.execute(used_just_now.values(seen_at=seen))
        assert is_in(client) is still_in


def test_using_the_site_keeps_a_shared_sign_in_open(danny, sign_in, session):
    client = sign_in(danny, shared=True)
    for _ in range(3):
        later(session, minutes=10)
        assert is_in(client)


def test_the_cookie_of_a_shared_device_goes_with_its_window(danny, come_in, one_more):
    kept = come_in(one_more()).headers["Set-Cookie"]
    shared = come_in(one_more(), shared="yes").headers["Set-Cookie"]
    assert ("Expires" in kept, "Expires" in shared) == (True, False)
    assert "HttpOnly" in kept and "SameSite=Lax" in kept


@pytest.mark.parametrize("path", ["/static/site.css", "/worried", "/my-settings"])
def test_only_a_change_sends_the_cookie_of_a_sign_in(danny, come_in, visitor, path):
    assert "Set-Cookie" in come_in().headers
    visitor.get("/my-settings")  # the first form puts its token into the cookie
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (200, None)


def test_an_answer_that_comes_late_leaves_the_new_cookie_alone(danny, come_in, visitor, one_more):
    come_in()
    before = visitor.get_cookie("coprod").value
    come_in()
    tab = one_more()
    tab.set_cookie("coprod", before)
    assert "Set-Cookie" not in tab.get("/promises").headers  # a page without a form
    assert is_in(visitor)


def test_a_quick_switch_shows_the_next_person_nothing_of_the_last(danny, make, place, sign_in):
    client = sign_in(danny, shared=True)
    client.post("/sign-out")
    assert "Danny" not in client.get("/sign-in").text


def test_whoever_was_away_for_minutes_can_send_every_open_form(app, danny, sign_in, session):
    open_forms = [
        re.sub(r"<[^>]*>", "1", rule.rule)
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and getattr(app.view_functions[rule.endpoint], "public", False)
    ]
    assert {"/better/1-1", "/drafts/save", "/sign-in"} <= set(open_forms)
    for path in open_forms:
        client = sign_in(danny)
        later(session, minutes=5)
        assert client.post(path, data={"form": "/say", "words": "Mine."}).status_code < 500, path


def test_a_page_does_not_break_when_its_use_cannot_be_noted(app, danny, sign_in, session):
    with sign_in(danny).session_transaction() as sent:
        token = sent["_user_id"]
    later(session, minutes=5)
    session.commit()
    with app.test_request_context("/", method="POST"):
        cookie["_user_id"] = token
        request_session().execute(select(SignIn.id))  # the request is writing already
        assert viewer().id == danny.id
