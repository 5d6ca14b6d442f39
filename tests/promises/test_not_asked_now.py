"""*Is it really better?* about what was joined or declined: kind, and nothing is lost."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict
from coprod.issues.words import BetterSays, Status
from coprod.people.models import Person
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.asked import asks_for
from coprod.promises.models import Ask


@pytest.fixture
def ask(session, issue):
    asking.claim(session, None, issue, "It is done.")
    return session.scalars(select(Ask).where(Ask.time == 1)).one()


@pytest.fixture
def link(session, ask):
    return f"/better/{ask.id}-{asking.link_mark(session, ask.id)}"


@pytest.fixture
def joined(session, make, place, issue, ask):
    """It was joined with another, which only the area may read."""
    other = make.issue(place, title="All the late buses")
    issue.status, issue.joined_to_id = Status.MERGED, other.id
    session.flush()
    return other


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (Status.DECLINED, "The answer was no. You can read why."),
        (Status.DEFERRED, "You can read when we look again."),
        (Status.DISCUSSION, "You can say if it is better once somebody works on it."),
    ],
)
def test_it_says_what_happened_and_where_to_read_it(status, says, session, visitor, issue, link):
    issue.status = status
    for answer in (
        visitor.get(link),
        visitor.post(link, data={"says": "better", "words": "Hm 🚌"}),
    ):
        assert answer.status_code == 409
        assert says in answer.text and f'href="/issues/{issue.id}"' in answer.text
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "no-store" in answer.headers["Cache-Control"]
    assert "Hm 🚌" in answer.text
    session.refresh(issue)
    assert issue.status is status


def test_what_was_joined_leads_to_the_other_and_keeps_what_was_said(
    session, sign_in, issue, ask, joined, link
):
    ask.says, ask.words, ask.answered_on = BetterSays.SAME, "No bus came.", issue.raised_on
    client = sign_in(session.get(Person, issue.author_id))
    page = client.post(link, data={"says": "better", "words": "My words."})
    assert page.status_code == 409
    assert "This was joined with another." in page.text and "My words." in page.text
    assert f'href="/issues/{joined.id}"' in page.text
    assert client.get(f"/issues/{joined.id}").status_code == 200
    session.refresh(ask)
    assert (ask.says, ask.words) == (BetterSays.SAME, "No bus came.")
    assert issue.status is Status.MERGED


def test_who_is_not_signed_in_is_led_to_the_door_and_reads_no_title(visitor, joined, link):
    page = visitor.get(link).text
    assert f"/sign-in?next=/issues/{joined.id}" in page
    assert "All the late buses" not in page


def test_nobody_answers_past_the_page(session, joined, ask):
    with pytest.raises(Conflict, match="joined with another"):
        asking.answer(session, NOBODY, ask, BetterSays.BETTER, "")


@pytest.mark.parametrize("status", [Status.MERGED, Status.DECLINED])
def test_the_question_waits_for_nobody_any_more(status, session, sign_in, as_viewer, issue, ask):
    raiser = session.get(Person, issue.author_id)
    assert len(asks_for(session, as_viewer(raiser))) == 1
    client = sign_in(raiser)
    assert "Is it really better? A late bus" in client.get("/").text
    issue.status = status
    session.flush()
    assert asks_for(session, as_viewer(raiser)) == []
    assert "Is it really better? A late bus" not in client.get("/").text
