"""Me-toos follow only if people say so, one person once, and the counters stay right."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict
from coprod.issues import counts, services
from coprod.issues.models import Support
from coprod.issues.words import Status
from coprod.joining import queries, supports
from coprod.joining.models import JoinAsk, Joining
from coprod.sign_in import queries as coming
from coprod.sign_in import services as coming_in
from coprod.web import open_session
from tests.journeys.pages import press


@pytest.fixture
def cara(make, place):
    return make.person(place, name="Cara Cole")


@pytest.fixture
def backed(back, cara, everyone, issue, request):
    """Cara and a worker said me too to what will join."""
    back(cara, issue)
    back(everyone.staff, issue)
    return request.getfixturevalue("joined")


@pytest.fixture
def follow(session, as_viewer):
    def say(person, joining, follows=True):
        viewer = as_viewer(person)
        ask = queries.ask_of(session, viewer, joining.id)
        supports.say_if_it_follows(session, viewer, ask, joining, follows=follows)
        session.flush()
        return ask

    return say


def counted(session, issue):
    session.refresh(issue)
    return issue.me_too_people, issue.me_too_families, issue.me_too_staff


def backers(session, issue):
    return set(session.scalars(select(Support.person_id).where(Support.issue_id == issue.id)))


def test_nobody_follows_unasked(session, backed, issue, into, cara, sign_in, everyone):
    assert counted(session, issue) == (1, 0, 1) and counted(session, into) == (0, 0, 0)
    client, here = sign_in(cara), f"/joins/{backed.id}/follow"
    assert "Shall your me too follow?" in client.get("/").text
    page = client.get(here).text
    assert "checked" not in page
    assert press(client, here).status_code == 422
    assert sign_in(everyone.family).get(here).status_code == 404
    assert press(client, here, follows="no").status_code == 303
    assert counted(session, issue) == (1, 0, 1)
    assert "Shall your me too follow?" not in client.get("/").text
    for _ in range(5):
        assert client.post(here, data={"follows": "yes"}).status_code == 303
    assert counted(session, issue) == (0, 0, 1) and counted(session, into) == (1, 0, 0)
    assert counts.recount(session) == []


def test_who_backed_both_is_one(session, back, cara, issue, into, request, follow, undo, anna):
    back(cara, issue)
    back(cara, into)
    joined = request.getfixturevalue("joined")
    assert follow(cara, joined).had_both
    assert counted(session, issue) == (0, 0, 0) and counted(session, into) == (1, 0, 0)
    undo(anna, joined)
    assert counted(session, issue) == (1, 0, 0) and counted(session, into) == (1, 0, 0)
    assert counts.recount(session) == []


def test_undoing_brings_back_what_followed(
    session, backed, follow, undo, anna, cara, everyone, issue, into
):
    follow(cara, backed)
    follow(everyone.staff, backed)
    assert counted(session, into) == (1, 0, 1)
    undo(anna, backed)
    assert counted(session, into) == (0, 0, 0) and counted(session, issue) == (1, 0, 1)
    assert backers(session, issue) == {cara.id, everyone.staff.id}
    assert counts.recount(session) == []


def test_what_was_taken_back_since_stays_so(
    session, backed, follow, undo, anna, cara, issue, into, as_viewer
):
    follow(cara, backed)
    services.withdraw_me_too(session, as_viewer(cara), into)
    undo(anna, backed)
    assert cara.id not in backers(session, issue) | backers(session, into)
    assert counts.recount(session) == []


def test_after_thirty_days_it_stays(session, backed, cara, follow, issue, sign_in):
    ask = session.scalars(select(JoinAsk).where(JoinAsk.person_id == cara.id)).one()
    assert ask.until == today() + timedelta(days=30)
    ask.until = today() - timedelta(days=1)
    session.flush()
    with pytest.raises(Conflict, match="stays where it is"):
        follow(cara, backed)
    client = sign_in(cara)
    assert "stays where it is now" in client.get(f"/joins/{backed.id}/follow").text
    assert "Shall your me too follow?" not in client.get("/").text
    assert counted(session, issue) == (1, 0, 1)


def test_after_it_was_undone_nobody_is_asked(backed, undo, anna, cara, follow, sign_in):
    undo(anna, backed)
    assert "Shall your me too follow?" not in sign_in(cara).get("/").text
    with pytest.raises(Conflict):
        follow(cara, backed)


def test_into_what_is_better_nobody_follows(session, backed, cara, follow, into):
    into.status = Status.RESOLVED
    session.flush()
    with pytest.raises(Conflict, match="better now"):
        follow(cara, backed)


def test_the_one_who_said_the_other_is_not_asked(session, back, ben, issue, request):
    back(ben, issue)
    request.getfixturevalue("joined")
    assert session.scalars(select(JoinAsk)).all() == []


def test_undone_and_followed_at_once_counts_right(app, session, backed, cara, anna, issue, into):
    tokens = [coming_in.start(session, one.id) for one in (cara, anna)]
    session.commit()

    def follow_it() -> None:
        with app.app_context(), open_session() as own:
            viewer = coming.by_token(own, tokens[0]).viewer
            joining = own.get(Joining, backed.id)
            ask = queries.ask_of(own, viewer, backed.id)
            try:
                supports.say_if_it_follows(own, viewer, ask, joining, follows=True)
                own.commit()
            except Conflict:
                own.rollback()

    def undo_it() -> None:
        from coprod.joining import services as joinings

        with app.app_context(), open_session() as own:
            viewer = coming.by_token(own, tokens[1]).viewer
            pair = queries.one(own, viewer, backed.id)
            part = queries.part_of(own, viewer, pair.issue, pair.into)
            joinings.undo(own, viewer, pair.joining, part, "No.")
            own.commit()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(follow_it), threads.submit(undo_it)]:
            done.result()
    session.expire_all()
    assert counted(session, issue) == (1, 0, 1) and counted(session, into) == (0, 0, 0)
    assert counts.recount(session) == []


def test_five_presses_at_once_move_one(app, session, backed, cara, issue, into):
    token = coming_in.start(session, cara.id)
    session.commit()

    def follow_it(_n) -> None:
        with app.app_context(), open_session() as own:
            viewer = coming.by_token(own, token).viewer
            joining = own.get(Joining, backed.id)
            ask = queries.ask_of(own, viewer, backed.id)
            supports.say_if_it_follows(own, viewer, ask, joining, follows=True)
            own.commit()

    with ThreadPoolExecutor(5) as threads:
        list(threads.map(follow_it, range(5)))
    session.expire_all()
    assert counted(session, issue) == (0, 0, 1) and counted(session, into) == (1, 0, 0)
    assert counts.recount(session) == []
