"""News: what came of my things and of what I follow, and how much of it I want."""

import re
from datetime import timedelta

import pytest

from coprod.db import today
from coprod.issues import held
from coprod.issues.models import Follow, StatusChange, Support
from coprod.issues.words import AnswerSays, Status
from coprod.people.hats import HatKind
from coprod.promises.models import Answer, Happened, Promise, PromiseStep


@pytest.fixture
def place(make):
    return make.place()


@pytest.fixture
def maureen(make, place):
    return make.person(place, name="Maureen")


@pytest.fixture
def colette(make, place):
    return make.person(place, HatKind.MANAGER, name="Colette")


@pytest.fixture
def moves(session, colette):
    """An issue moves on, by the manager, so many days ago."""

    def move(issue, days=0, became=Status.ACCEPTED, by=colette):
        session.add(
            StatusChange(
                issue_id=issue.id,
                was=Status.TRIAGE,
                became=became,
                by_id=by.id if by else None,
                on=today() - timedelta(days=days),
            )
        )
        session.flush()

    return move


def test_what_came_of_mine_is_news_to_me_alone(make, place, maureen, colette, moves, sign_in):
    mine, other = (
        make.issue(place, maureen, title="A late bus"),
        make.issue(place, title="Cold tea"),
    )
    moves(mine)
    moves(other)
    page = sign_in(maureen).get("/news").text
    assert "A late bus" in page and "We are looking at it" in page
    assert "Cold tea" not in page
    assert "A late bus" not in sign_in(make.person(place)).get("/news").text
    assert "A late bus" not in sign_in(colette).get("/news").text, "it was her own doing"


def test_what_i_raised_unnamed_is_news_to_me(make, place, maureen, moves, session, sign_in):
    issue = make.issue(place, maureen, title="Locked out", name_held=True)
    held.hold(session, maureen.id, issue.id)
    issue.author_id = None
    moves(issue)
    assert "Locked out" in sign_in(maureen).get("/news").text
    assert "Locked out" not in sign_in(make.person(place)).get("/news").text


@pytest.mark.parametrize("kind", [Follow, Support])
def test_what_i_follow_or_said_me_too_to(make, place, maureen, moves, session, sign_in, kind):
    issue = make.issue(place, title="Cold tea")
    more = {"hat": HatKind.USES_SERVICES} if kind is Support else {}
    session.add(kind(issue_id=issue.id, person_id=maureen.id, **more))
    moves(issue)
    client = sign_in(maureen)
    assert "Cold tea" in client.get("/news").text
    for chosen in ("only_mine", "quieter"):
        client.post("/news/choose", data={chosen: "y"})
        assert "Cold tea" not in client.get("/news").text
    client.post("/news/choose", data={})
    assert "Cold tea" in client.get("/news").text


def test_answers_and_promises_are_news(make, place, maureen, colette, session, sign_in):
    issue = make.issue(place, maureen)
    day = today()
    promise = Promise(
        area_id=place.area_id,
        issue_id=issue.id,
        who_id=colette.id,
        what="Ring the bus firm",
        by_when=day,
        first_by=day,
        made_on=day,
    )
    answer = Answer(
        issue_id=issue.id,
        by_id=colette.id,
        by_hat=HatKind.MANAGER,
        says=AnswerSays.YES,
        why="Yes.",
        given_on=day,
    )
    session.add_all([promise, answer])
    session.flush()
    steps = (Happened.MADE, Happened.LATE, Happened.KEPT)
    for happened in steps:
        session.add(
            PromiseStep(
                promise_id=promise.id,
                happened=happened,
                by_id=colette.id,
                what=promise.what,
                by_when=day,
                on=day,
            )
        )
    page = sign_in(maureen).get("/news").text
    for sentence in ("There is an answer", "made a promise", "is late", "was kept"):
        assert sentence in page


def test_new_until_i_say_that_i_read_it(make, place, maureen, moves, sign_in):
    issue = make.issue(place, maureen)
    moves(issue)
    client = sign_in(maureen)
    tag = "tag--new"
    assert tag in client.get("/my-things").text and tag in client.get("/news").text
    client.post("/news/read")
    assert tag not in client.get("/news").text
    assert (
        tag
        not in client.get("/my-things").text.partition("News for me")[2].partition("<article")[0]
    )
    moves(issue, became=Status.IN_CYCLE)
    assert client.get("/news").text.count(tag) == 1, "also of the same day"
    client.post("/news/choose", data={"quieter": "y"})
    quiet = client.get("/news").text
    assert tag not in quiet and "We are trying something" in quiet


def test_nobody_is_told_how_many(make, place, maureen, moves, sign_in):
    for _ in range(3):
        moves(make.issue(place, maureen))
    after = sign_in(maureen).get("/my-things").text.partition("News for me</a>")[2]
    said = re.sub(r"<[^>]*>", "", after.partition("</article>")[0])
    assert "What came of your things" in said
    assert not any(digit in said for digit in "0123456789")


def test_two_weeks_at_a_time(make, place, maureen, moves, sign_in):
    moves(make.issue(place, maureen, title="New one"), days=13)
    moves(make.issue(place, maureen, title="Old one"), days=14)
    client = sign_in(maureen)
    first = client.get("/news").text
    assert "New one" in first and "Old one" not in first
    older = first.partition("until=")[2].partition('"')[0]
    second = client.get(f"/news?until={older}").text
    assert "Old one" in second and "New one" not in second


@pytest.mark.parametrize("until", ["", "x", "9999-99-99", "9999-12-31", "0001-01-01", "1" * 30])
def test_a_day_that_makes_no_sense_is_today(maureen, sign_in, until):
    assert sign_in(maureen).get("/news", query_string={"until": until}).status_code == 200


def test_what_was_taken_back_is_no_news(make, place, maureen, moves, session, sign_in):
    issue = make.issue(place, title="Taken back")
    session.add(Follow(issue_id=issue.id, person_id=maureen.id))
    moves(issue)
    issue.taken_back_on = today()
    session.flush()
    assert "Taken back" not in sign_in(maureen).get("/news").text


def test_what_i_followed_in_an_area_i_left_is_no_news(make, maureen, moves, session, sign_in):
    far = make.issue(make.place(), title="Far away")
    session.add(Follow(issue_id=far.id, person_id=maureen.id))
    moves(far)
    client = sign_in(maureen)
    assert "Far away" not in client.get("/news").text
    far.published = True
    session.flush()
    assert "Far away" in client.get("/news").text


@pytest.mark.parametrize("many", [2, 30])
def test_it_costs_the_same_however_much_there_is(make, place, maureen, moves, sign_in, many):
    for _ in range(many):
        moves(make.issue(place, maureen))
    client = sign_in(maureen)
    client.get("/news")
    assert client.statements == 3


def test_signed_out_it_is_nobodys(visitor):
    assert visitor.get("/news").status_code == 302
