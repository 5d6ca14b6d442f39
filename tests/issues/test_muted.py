"""Whose words somebody muted fold wherever they are listed; nobody else sees a difference."""

from dataclasses import replace

import pytest

from coprod.db import now, today
from coprod.issues import say_services
from coprod.issues.models import Follow, IssueStatement, StatusChange
from coprod.issues.words import Status
from coprod.people.models import Area, Mute
from tests.journeys.pages import part, words

FOLDED = "Words of somebody you muted"
NOISE = "The drums of the band"


@pytest.fixture
def place(make):
    return make.place(uses_services=20)


@pytest.fixture
def kath(make, place):
    return make.person(place, name="Kath")


@pytest.fixture
def leon(make, place, kath, session):
    """Whom Kath muted."""
    leon = make.person(place, name="Leon")
    session.add(Mute(person_id=kath.id, muted_id=leon.id, at=now()))
    session.flush()
    return leon


@pytest.fixture
def noise(make, place, leon):
    return make.issue(place, leon, title=NOISE, words=f"{NOISE} and the bass.")


def test_what_they_said_folds_in_every_list_and_is_counted_as_before(
    make, place, kath, leon, noise, sign_in, session
):
    other = make.issue(place, make.person(place, name="Bev"), title="The drums of the rain")
    area = session.get(Area, place.area_id)
    statement = make.statement(area)
    for one in (noise, other):
        about = {"issue_id": one.id, "statement_id": statement.id, "version": 1}
        session.add_all([IssueStatement(**about), Follow(issue_id=one.id, person_id=kath.id)])
    mine, theirs = sign_in(kath), sign_in(leon)
    lists = ["/issues", "/issues?words=drums", "/issues?order=waiting", "/"]
    for path in (*lists, f"/good-life/{statement.id}"):
        page = words(mine.get(path).text)
        assert NOISE not in page and FOLDED in page and other.title in page, path
        assert NOISE in words(theirs.get(path).text), path
        cards = [client.get(path).text.count('class="card') for client in (mine, theirs)]
        assert cards[0] == cards[1]
    assert FOLDED in words(mine.get("/my-things").text)
    alike = mine.post("/say/similar", data={"words": "The drums of the town"}).text
    assert NOISE not in alike and FOLDED in alike and "Me too" in alike


def test_its_page_says_so_and_shows_it_at_a_press(kath, leon, noise, sign_in, visitor):
    page = sign_in(kath).get(f"/issues/{noise.id}").text
    folded = page.split("<details")[1].split("</details>")[0]
    assert "You muted this person. Show it." in folded and NOISE in folded
    assert page.count(NOISE) == folded.count(NOISE)
    assert "Me too" in page
    assert FOLDED in sign_in(kath).get(f"/talk/issue/{noise.id}").text
    assert "<details" not in part(sign_in(leon).get(f"/issues/{noise.id}").text, "their-words")


def test_what_they_say_unnamed_never_folds(kath, leon, place, as_viewer, session, sign_in):
    viewer = as_viewer(leon)
    said = say_services.start(viewer, place.area_id)
    issue = say_services.raise_issue(session, viewer, replace(said, words=NOISE, name_held=True))
    for path in ("/issues", "/", f"/issues/{issue.id}"):
        page = sign_in(kath).get(path).text
        assert NOISE in page and FOLDED not in page and "You muted" not in page


def test_news_of_it_folds(kath, noise, session, sign_in, make, place):
    step = {"was": Status.TRIAGE, "became": Status.DISCUSSION, "on": today()}
    session.add(Follow(issue_id=noise.id, person_id=kath.id))
    session.add(StatusChange(issue_id=noise.id, by_id=make.person(place).id, **step))
    page = words(sign_in(kath).get("/news").text)
    assert FOLDED in page and NOISE not in page
