"""What is written down of promises by itself, and when people are asked if it is better."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from coprod.db import HERE, today
from coprod.issues.words import Status
from coprod.promises import asking, due, keeping
from coprod.promises.keeping import Changed
from coprod.promises.models import Ask, Happened, Promise, PromiseStep
from tests.journeys.pages import words


def night(days=0):
    """Just after midnight, so many days from today."""
    return datetime.combine(today() + timedelta(days=days), time(0, 10), HERE)


def late_steps(session, promise):
    ours = PromiseStep.promise_id == promise.id, PromiseStep.happened == Happened.LATE
    found = session.scalars(select(PromiseStep).where(*ours).order_by(PromiseStep.id))
    return [(step.by_when, step.on, step.what, step.by_id) for step in found]


def test_a_promise_is_late_from_the_day_after_and_that_is_written_once(session, promise):
    by = promise.by_when
    for days in (0, 1):  # made today, for tomorrow: its own day is not over
        assert due.write_late(session, night(days)) == "Promises that became late: 0."
    assert due.write_late(session, night(2)) == "Promises that became late: 1."
    for days in (2, 3, 40):
        assert due.write_late(session, night(days)) == "Promises that became late: 0."
    assert late_steps(session, promise) == [(by, by + timedelta(days=1), "Fix the bus", None)]


def test_a_new_day_that_goes_by_too_is_a_step_of_its_own(session, promise, everyone, as_viewer):
    first = promise.by_when
    due.write_late(session, night(2))
    later = today() + timedelta(days=5)
    changed = Changed(what="Fix two buses", by_when=later, why="Parts.", edits=promise.edits)
    keeping.change(session, as_viewer(everyone.manager), promise, changed)
    due.write_late(session, night(5))
    assert len(late_steps(session, promise)) == 1
    due.write_late(session, night(6))
    steps = late_steps(session, promise)
    assert [(by_when, what) for by_when, _on, what, _by in steps] == [
        (first, "Fix the bus"),
        (later, "Fix two buses"),
    ]


def test_what_is_kept_or_about_what_was_taken_back_is_not_late(
    session, promise, issue, answer, everyone, make, place, as_viewer
):
    kept = make.issue(place)
    given = answer(everyone.manager, kept, what="Paint", by_when=today() + timedelta(days=1))
    its = session.scalars(select(Promise).where(Promise.answer_id == given.id)).one()
    keeping.keep(session, as_viewer(everyone.manager), its, "", all_done=False)
    issue.taken_back_on = today()
    session.flush()
    assert due.write_late(session, night(9)) == "Promises that became late: 0."
    issue.taken_back_on = None
    session.flush()
    assert due.write_late(session, night(9)) == "Promises that became late: 1."
    assert late_steps(session, promise) and not late_steps(session, its)


def test_the_table_itself_keeps_it_to_one_step_for_a_day(session, promise):
    due.write_late(session, night(2))
    step = {"promise_id": promise.id, "happened": Happened.LATE, "what": "Fix the bus"}
    session.add(PromiseStep(**step, by_when=promise.by_when, on=today()))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_the_page_says_since_when_it_is_late(session, promise, issue, everyone, sign_in):
    gone = today() - timedelta(days=3)
    session.execute(update(Promise).values(by_when=gone, first_by=gone))
    due.write_late(session, night())
    text = words(sign_in(everyone.family).get(f"/issues/{issue.id}").text)
    day = today() - timedelta(days=2)
    assert f"Late Since {day:%A} {day.day} {day:%B %Y}." in text


def asked(session):
    return dict(
        session.execute(select(Ask.id, Ask.asked_on).where(Ask.asked_on.is_not(None))).all()
    )


def test_everyone_is_asked_at_4_weeks_and_at_6_months(session, claimed):
    assert due.ask_if_better(session, night(27)) == "Things that people are asked about: 0."
    assert due.ask_if_better(session, night(28)) == "Things that people are asked about: 1."
    first = session.scalars(select(Ask.id).where(Ask.time == 1)).all()
    on = today() + timedelta(days=28)
    assert asked(session) == dict.fromkeys(first, on) and len(first) == 7
    for days in (28, 100, 181):
        due.ask_if_better(session, night(days))
    assert asked(session) == dict.fromkeys(first, on)
    due.ask_if_better(session, night(182))
    second = session.scalars(select(Ask.id).where(Ask.time == 2)).all()
    later = dict.fromkeys(second, today() + timedelta(days=182))
    assert asked(session) == dict.fromkeys(first, on) | later


def test_who_answered_already_is_not_asked(session, claimed):
    ask = session.scalars(select(Ask).where(Ask.time == 1, ~Ask.raised_it)).first()
    ask.says, ask.answered_on = "better", today()
    session.flush()
    due.ask_if_better(session, night(28))
    assert ask.id not in asked(session) and len(asked(session)) == 6


@pytest.mark.parametrize(
    ("change", "asks"),
    [
        ({"status": Status.RESOLVED}, True),
        ({"status": Status.ACCEPTED}, False),  # the claim was taken back
        ({"status": Status.DECLINED}, False),
        ({"status": Status.MERGED}, False),
        ({"taken_back_on": date(2026, 1, 2)}, False),
    ],
    ids=str,
)
def test_nobody_is_asked_about_what_is_not_done_or_not_there(session, claimed, change, asks):
    for name, value in change.items():
        setattr(claimed, name, value)
    session.flush()
    due.ask_if_better(session, night(28))
    assert bool(asked(session)) is asks


def test_of_two_claims_only_the_later_is_asked_about(session, claimed):
    old = session.scalars(select(Ask.id)).all()
    claimed.status = Status.ACCEPTED
    session.execute(update(Ask).values(claimed_at=night(-1)))
    asking.claim(session, None, claimed, "Now it is done.")
    due.ask_if_better(session, night(28))
    assert asked(session) and not set(asked(session)) & set(old)


def test_the_page_says_when_people_were_asked_until_one_answers(
    session, claimed, everyone, sign_in
):
    client, page = sign_in(everyone.family), f"/issues/{claimed.id}"
    assert "No answer yet. " not in client.get(page).text.partition("Is it really better?")[2]
    session.execute(update(Ask).where(Ask.time == 1).values(due_on=today() - timedelta(days=5)))
    due.ask_if_better(session, night(-5))
    day = today() - timedelta(days=5)
    told = f"Asked on {day:%A} {day.day} {day:%B %Y}, 5 days ago. No answer yet."
    assert told in client.get(page).text
    ask = session.scalars(select(Ask).where(~Ask.raised_it)).first()
    ask.says, ask.answered_on = "same", today() - timedelta(days=1)
    assert told not in client.get(page).text
