"""The link: once, by anybody who has it. Nothing to find by guessing, nothing left behind."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from coprod.db import today
from coprod.issues.models import StatusChange
from coprod.issues.words import AnswerSays, Status
from coprod.pass_on import outside
from coprod.pass_on.models import OutsideAnswer
from coprod.pass_on.outside import Given
from coprod.web import open_session
from tests.journeys.pages import press


def whole() -> dict[str, str]:
    """All that the pages of an answer ask for."""
    return {
        "says": "part",
        "why": "We can sell a cheap ticket. 🚌",
        "promise": "A cheap ticket",
        "promise_by": (today() + timedelta(days=30)).isoformat(),
        "name": "Pat Reed",
        "role": "head of tickets",
    }


def send(client, link, **answer):
    """The last press: all of the answer, as the page carries it."""
    return press(client, link, **whole() | {"step": "check"} | answer)


def answers(session):
    session.expire_all()
    return session.scalars(select(OutsideAnswer)).all()


def test_it_is_answered_without_an_account_step_by_step(visitor, link, session, issue, everyone):
    page = visitor.get(link)
    assert "Please sell a cheap ticket." in page.text and "A late bus" in page.text
    issue.status = Status.ACCEPTED
    assert "What do you promise?" in press(visitor, link, says="yes", why="So.").text
    sent = visitor.post(link, data=whole() | {"step": "promise"}).text
    assert "Who are you?" in sent and "A cheap ticket" in sent
    check = visitor.post(link, data=whole() | {"step": "who"}).text
    assert "Check your answer" in check and "head of tickets" in check
    again = visitor.post(link, data=whole() | {"step": "check", "change": "promise"}).text
    assert "What do you promise?" in again
    assert not answers(session)
    done = send(visitor, link)
    assert (done.status_code, done.location) == (303, "/passed-on/thanks")
    assert "Thank you." in visitor.get(done.location).text
    assert visitor.get(link).status_code == 404
    (answer,) = answers(session)
    assert (answer.says, answer.promise, answer.name) == ("part", "A cheap ticket", "Pat Reed")
    session.refresh(issue)
    assert issue.status is Status.ACCEPTED  # an answer from outside informs
    steps = select(StatusChange.why).where(StatusChange.issue_id == issue.id)
    last = session.scalars(steps.order_by(StatusChange.id.desc())).first()
    assert last == "The bus company answered. They said yes to a part of it."


def test_five_presses_are_one_answer(visitor, link, session):
    page = {"once": "the-same-press", "step": "check"} | whole()
    for _ in range(5):
        assert visitor.post(link, data=page).location == "/passed-on/thanks"
    assert len(answers(session)) == 1
    assert visitor.post(link, data=page | {"once": "another"}).status_code == 404


def test_two_at_once_are_one_answer(app, session, passed, link):
    session.commit()
    token = link.rpartition("/")[2]
    given = Given(says=AnswerSays.NO, why="No.", name="Pat", role="boss")

    def answer(_n) -> str:
        with app.app_context(), open_session() as own:
            try:
                outside.answer(own, outside.by_token(own, token), given)
                own.commit()
            except outside.NotFound:
                return "late"
            return "taken"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(answer, range(2))) == ["late", "taken"]
    assert len(answers(session)) == 1


def test_used_old_stopped_and_never_made_links_are_alike(
    visitor, session, passed, link, new_link, everyone, sign_in
):
    ends = {}
    passed.ends_on = today() - timedelta(days=1)
    ends["old"] = visitor.get(link)
    fresh = new_link(everyone.manager, passed)
    ends["replaced"] = visitor.get(link)
    assert visitor.get(fresh).status_code == 200
    sign_in(everyone.manager).post(f"/passed-on/{passed.id}/stop")
    ends["stopped"] = visitor.get(fresh)
    session.expire_all()
    third = new_link(everyone.manager, passed)
    send(visitor, third)
    ends["used"] = visitor.get(third)
    ends["never"] = visitor.get("/passed-on/answer/" + "x" * 43)
    ends["odd"] = visitor.get("/passed-on/answer/🚌")
    assert {answer.status_code for answer in ends.values()} == {404}
    assert len({answer.text for answer in ends.values()}) == 1
    costs = []
    for one in (link, fresh, third, "/passed-on/answer/never"):
        visitor.get(one)
        costs.append(visitor.statements)
    assert len(set(costs)) == 1


def test_only_the_hash_is_kept_and_nothing_after_use(session, link, visitor, passed):
    token = link.rpartition("/")[2]
    assert len(token) >= 43
    kept = session.execute(text("SELECT * FROM passed_on")).all()
    assert token not in str(kept) and passed.token_hash in str(kept)
    send(visitor, link)
    session.expire_all()
    assert passed.token_hash is None


def in_the_cookie(client):
    with client.session_transaction() as cookie:
        return {"passed_on", "passed_on_square"} & {*cookie}


@pytest.mark.parametrize("opened", ["", "/letter"])
def test_the_cookie_lets_go_of_a_link_when_another_letter_is_opened(
    opened, sign_in, everyone, passed, pass_on
):
    other = pass_on(everyone.manager, body="The county")
    client = sign_in(everyone.manager)
    client.post(f"/passed-on/{passed.id}/link", data={"once": "one"})
    assert in_the_cookie(client) == {"passed_on"}
    client.get(f"/passed-on/{other.id}{opened}")
    assert in_the_cookie(client) == set()
    client.post(f"/passed-on/{passed.id}/link", data={"once": "two"})
    client.get(f"/passed-on/{passed.id}/letter")
    assert in_the_cookie(client) == {"passed_on_square"}
    client.get(f"/passed-on/{other.id}{opened}")
    assert in_the_cookie(client) == set()


def test_the_cookie_lets_go_of_a_link_at_sign_out(sign_in, everyone, passed):
    client = sign_in(everyone.manager)
    client.post(f"/passed-on/{passed.id}/link", data={"once": "one"})
    client.post("/sign-out")
    assert in_the_cookie(client) == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_it_is_left_behind(method, visitor, link):
    answer = getattr(visitor, method)(link)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "no-store"
    thanks = visitor.get("/passed-on/thanks")
    assert "noindex" in thanks.headers["X-Robots-Tag"]


def test_what_was_taken_back_is_behind_no_link(visitor, link, issue):
    issue.taken_back_on = today()
    assert visitor.get(link).status_code == 404


def test_many_openings_have_to_wait(visitor, link, monkeypatch):
    from coprod.pass_on import outside_routes

    monkeypatch.setattr(outside_routes, "_VISITS", 3)
    assert [visitor.get(link).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert "wait 5 minutes" in visitor.get("/passed-on/answer/wrong").text


def test_nobody_can_change_an_answer_later(session, visitor, link):
    send(visitor, link)
    session.commit()
    with pytest.raises(DatabaseError):
        session.execute(text("UPDATE outside_answer SET why = 'Yes!'"))
    session.rollback()


BAD = [
    ({"says": ""}, "Choose an answer."),
    ({"says": "maybe"}, "Choose an answer."),
    ({"why": ""}, "Say why. People want to know."),
    ({"why": " \u200b "}, "Say why. People want to know."),
    ({"why": "a" * 5001}, "Use 5,000 letters or fewer."),
    ({"promise": "a" * 401}, "Use 400 letters or fewer."),
    ({"promise": ""}, "Say what you promise, or take the day away."),
    ({"promise_by": ""}, "Choose the day you promise it by."),
    ({"promise_by": "soon"}, "Write the day like this: 3/11/2026."),
    ({"promise_by": "1" * 21}, "Write the day like this: 3/11/2026."),
    ({"promise_by": "2020-01-01"}, "That day has gone by."),
    ({"promise_by": "9999-12-31"}, "Choose a day in the next 24 months."),
    ({"name": ""}, "Say your name."),
    ({"name": "a" * 201}, "Use 200 letters or fewer."),
    ({"role": "\x00"}, "Say what your job is."),
]


@pytest.mark.parametrize(("wrong", "says"), BAD)
def test_bad_input_is_said_and_the_words_are_kept(wrong, says, visitor, link, session):
    answer = visitor.post(link, data=whole() | {"step": "check"} | wrong)
    assert answer.status_code == 422
    assert answer.text.count(says) >= 2  # in the summary, and at the field
    kept = next(name for name in ("why", "name") if name not in wrong)
    assert whole()[kept] in answer.text
    assert not answers(session)


@pytest.mark.parametrize("words", ["ALL CAPITALS", "<script>alert(1)</script>", "ابجد", "%_\\"])
def test_words_of_every_kind_are_kept_as_words(words, visitor, link, issue, session):
    assert send(visitor, link, why=words, name=words).status_code == 303
    assert "<script>alert" not in visitor.get(f"/issues/{issue.id}").text
    assert answers(session)[0].why == words


def test_an_answer_without_a_promise_is_one(visitor, link, session):
    assert send(visitor, link, promise="", promise_by="").status_code == 303
    assert answers(session)[0].promise_by is None
