"""Answers that come at the same time: each is kept, and each counts."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.promises.models import Ask
from coprod.web import open_session
from tests.promises.saying import asks, say


def test_two_new_answers_at_once_are_one(app, session, claimed, make):
    ask = asks(session, claimed)[0]
    say(session, ask, "better", on=make.days_ago(30))
    session.commit()

    def press(says: str) -> None:
        with app.app_context(), open_session() as own:
            say(own, own.get(Ask, ask.id), says)
            own.commit()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(press, ["worse", "same"]))
    session.expire_all()
    answered = select(func.count()).where(Ask.person_id == ask.person_id, Ask.says.is_not(None))
    assert session.scalar(answered) == 2


def test_answers_at_once_all_count(app, session, claimed):
    """The last of three answers sees the other two, whichever it is."""
    ids = [ask.id for ask in asks(session, claimed)[:3]]
    session.commit()

    def press(ask_id: int) -> None:
        with app.app_context(), open_session() as own:
            say(own, own.get(Ask, ask_id), "better")
            own.commit()

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(press, ids))
    session.expire_all()
    assert session.get(Issue, claimed.id).status is Status.RESOLVED
