"""What the scenes of a month begin from, in Alderbrook as it is on the day it is loaded."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.people.models import Person
from coprod.promises import asking
from coprod.promises.models import Ask, Promise
from tests.journeys.pages import press


@pytest.fixture
def deciding(enter, session, somebody):
    """The go of a try that Kath and Jo looked at together. Kath is about to decide."""
    kath = enter("kath")
    go = press(kath, "/tries/new", title="Toast at ten").location.removesuffix("/plan/kind")
    project = re.search(r"/tries/\d+(?=\")", kath.get(go).text)[0]
    for slug, job in (("jo", "helps"), ("maureen", "tells"), ("angela", "helps")):
        press(kath, f"{project}/team", person=str(somebody(slug).id), job=job)
    for name, answer in {
        "kind": {"kind": "start_doing"},
        "question": {"question": "Do people like toast at ten?"},
        "different": {"what_will_be_different": "People eat when they are hungry."},
        "notice": {"who_would_notice": "Kath. She smells it."},
        "statements": {"statements": "1"},
        "what": {"title": "A week of toast", "what_we_will_try": "Toast at ten."},
        "guess": {"question_1": "How many come?", "guess_1": "Four."},
        "who": {f"does_{somebody('kath').id}": "makes the toast"},
        "touches": {"people": [str(somebody("kath").id)]},
    }.items():
        assert press(kath, f"{go}/plan/{name}", **answer).status_code == 303
    assert press(kath, go, f"{go}/move", to="planned").status_code == 303
    assert press(kath, f"{go}/can-we-try", says="yes").status_code == 303
    for to in ("doing", "studying"):
        assert press(kath, go, f"{go}/move", to=to).status_code == 303
    press(kath, f"{go}/look/result", result_1="Six came.", lesson_1="People are hungry at ten.")
    press(kath, f"{go}/look/knock-on", landed="no")
    assert press(kath, go, f"{go}/move", to="deciding").status_code == 303
    return kath, go


@pytest.fixture
def done(enter, session):
    """Stan said something, Fiona promised, and says that her promise is kept."""
    stan, fiona = enter("stan"), enter("fiona")
    press(stan, "/say", words="Please ring before you come")
    press(stan, "/say/check")
    found = session.scalars(select(Issue).where(Issue.title == "Please ring before you come")).one()
    here = f"/issues/{found.id}/answer"
    by = (today() + timedelta(days=7)).isoformat()
    for step, answer in {
        "": {"says": "yes"},
        "/why": {"why": "It is your home."},
        "/promise": {"what": "Ring from the car"},
        "/who": {"who": str(fiona_id(session))},
        "/by": {"by_when": by},
        "/check": {},
    }.items():
        assert press(fiona, here + step, **answer).status_code == 303
    promise = session.scalars(select(Promise).where(Promise.issue_id == found.id)).one()
    assert press(fiona, f"/promises/{promise.id}/kept", all_done="yes").status_code == 303
    session.refresh(found)
    assert found.status is Status.CLAIMED
    return found


def fiona_id(session):
    return session.scalars(select(Person.id).where(Person.slug == "fiona")).one()


@pytest.fixture
def stans_link(session, done):
    ask = session.scalars(select(Ask).where(Ask.issue_id == done.id, Ask.raised_it, Ask.time == 1))
    found = ask.one()
    return f"/better/{found.id}-{asking.link_mark(session, found.id)}"
