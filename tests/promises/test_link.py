"""The link that needs no sign-in: two steps, nothing to find by guessing, nothing left behind."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from coprod.db import now, today
from coprod.issues.words import Status
from coprod.people.models import Person
from coprod.promises import asking
from coprod.promises.models import Ask
from coprod.sign_in.models import SignIn


@pytest.fixture
def ask(session, issue):
    asking.claim(session, None, issue, "It is done.")
    return session.scalars(select(Ask).where(Ask.time == 1)).one()


@pytest.fixture
def link(session, ask):
    return f"/better/{ask.id}-{asking.link_mark(session, ask.id)}"


def test_two_steps_without_a_sign_in(visitor, link, session, ask, issue):
    page = visitor.get(link)
    assert page.status_code == 200 and "A late bus" in page.text
    answer = visitor.post(link, data={"says": "better", "words": "Yes 🚌"})
    assert (answer.status_code, answer.location) == (303, f"{link}#thanks")
    session.refresh(issue)
    session.refresh(ask)
    assert (issue.status, ask.words) == (Status.RESOLVED, "Yes 🚌")
    page = visitor.get(link).text
    assert "Thank you. You said:" in page and "Yes 🚌" in page


def test_looking_changes_nothing(visitor, link, ask, session):
    visitor.get(link)
    session.refresh(ask)
    assert ask.says is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_it_is_left_behind(method, visitor, link):
    answer = getattr(visitor, method)(link, data={"says": "same"} if method == "post" else None)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_wrong_links_are_all_alike(visitor, link, ask, session, issue):
    number, mark = link.removeprefix("/better/").split("-", 1)
    wrong = [
        f"/better/{number}-{mark[:-1]}0" if mark[-1] != "0" else f"/better/{number}-{mark[:-1]}1",
        f"/better/{number}-x",
        f"/better/{int(number) + 1}-{mark}",
        f"/better/{10**14}-{mark}",
        f"/better/{number}-{mark}0",
        f"/better/{number}-🚌",
    ]
    pages = {visitor.get(one).text for one in wrong}
    assert len(pages) == 1
    assert all(visitor.get(one).status_code == 404 for one in wrong)
    issue.taken_back_on = today()
    assert visitor.get(link).status_code == 404


def test_choosing_nothing_is_said_and_keeps_the_words(visitor, link):
    answer = visitor.post(link, data={"words": "My own words"})
    assert answer.status_code == 422
    assert "Choose one of the 4." in answer.text and "My own words" in answer.text
    assert "noindex" in answer.headers["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("words", "status"), [("a" * 2001, 422), ("\x00", 303), ("ALL CAPITALS", 303), ("ابجد", 303)]
)
def test_words_of_every_kind(words, status, visitor, link):
    assert visitor.post(link, data={"says": "same", "words": words}).status_code == status


def test_it_can_be_changed_for_14_days_and_then_stays(visitor, link, ask, session, make):
    visitor.post(link, data={"says": "same"})
    visitor.post(link, data={"says": "better"})
    session.refresh(ask)
    assert ask.says == "better"
    ask.answered_on = make.days_ago(15)
    page = visitor.get(link).text
    assert "That answer stays." in page and "You can answer again." in page
    assert visitor.get(visitor.post(link, data={"says": "worse"}).location).status_code == 200
    session.refresh(ask)
    assert ask.says == "better"
    asks = session.scalars(select(Ask).where(Ask.says.is_not(None)).order_by(Ask.id)).all()
    assert [one.says for one in asks] == ["better", "worse"]


def test_staff_who_are_signed_in_are_refused(sign_in, everyone, link, session, issue):
    answer = sign_in(everyone.manager).post(link, data={"says": "better"})
    assert answer.status_code == 403
    session.refresh(issue)
    assert issue.status is Status.CLAIMED


def test_it_can_be_answered_signed_in_after_some_minutes_away(sign_in, session, link, issue):
    client = sign_in(session.get(Person, issue.author_id))
    session.execute(update(SignIn).values(seen_at=now() - timedelta(minutes=5)))
    assert client.post(link, data={"says": "better", "words": "Yes"}).status_code == 303
    session.refresh(issue)
    assert issue.status is Status.RESOLVED
