"""Opening and closing by the clock: enough people, picks by turns, and nothing left of who."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from coprod.db import HERE, now
from coprod.issues.models import Issue, StatusChange
from coprod.issues.words import Lane, Status
from coprod.jobs import queries as jobs
from coprod.jobs.running import Came, Worker
from coprod.people.hats import Group, HatKind
from coprod.people.models import Hat
from coprod.rounds import choosing, closing, queries
from coprod.rounds.models import (
    Round,
    RoundOption,
    RoundPick,
    RoundSign,
    RoundStep,
)
from coprod.rounds.words import How, RoundState, Sign, Step
from coprod.web import open_session
from tests.rounds.conftest import open_round
from tests.rounds.found import at_once

PEOPLE, FAMILIES, STAFF = Group


def picks(session, running):
    found = select(RoundPick).where(RoundPick.round_id == running.round.id)
    return [(pick.by, pick.issue_id) for pick in session.scalars(found.order_by(RoundPick.turn))]


def steps(session, running):
    return [one.step for one, _name in queries.history(session, running.round.id)]


def test_with_too_few_people_there_is_no_result_however_many_staff_choose(
    session, running, choose, close
):
    closes = running.round.closes_at
    for _ in range(2):  # of 9, 3 are needed
        choose(running, PEOPLE, 0)
    for _ in range(20):
        choose(running, STAFF, 1, 2, 3)
    assert not queries.is_ready(session, running.round)
    assert not close(running)
    assert running.round.state is RoundState.OPEN
    assert picks(session, running) == []
    assert session.scalars(select(RoundOption.stars_staff).distinct()).all() == [None]
    assert running.round.closes_at > closes
    assert steps(session, running)[-1] is Step.NOT_READY
    choose(running, PEOPLE, 0)
    assert queries.is_ready(session, running.round)
    assert not closing.close(session, running.round, closes)  # it closes on its new day
    assert close(running)


def test_to_want_none_of_it_is_to_have_chosen_and_gives_nobody_a_turn_more(
    session, make, as_viewer, running, choose, close
):
    """Enough people say so: nothing is theirs, and families and staff have their own turns alone.

    So that nobody presses it for others to have a result, the moderator is shown who helped.
    """
    marek = make.person(running.place, HatKind.STAFF)
    for _ in range(2):
        _wants_none(session, as_viewer(choose(running, PEOPLE)), running, marek)
    choose(running, FAMILIES, 2)
    for _ in range(30):
        choose(running, STAFF, 3, 4, 5)
    assert not queries.is_ready(session, running.round)  # of 9, 3 are needed
    _wants_none(session, as_viewer(choose(running, PEOPLE)), running, marek)
    assert queries.is_ready(session, running.round)
    assert close(running)
    issues = [running.issues[option] for option in running.options]
    assert picks(session, running) == [(FAMILIES, issues[2]), (STAFF, issues[3])]
    signs = select(RoundSign).where(RoundSign.person_id == marek.id)
    assert session.scalars(signs).one().sign is Sign.ONE_HELPER


def _wants_none(session, viewer, running, helper):
    choosing.say_how(session, viewer, running.round, How.WITH_HELP, helper.id)
    session.flush()


def test_it_stays_open_for_a_week_to_the_same_time_by_the_clock(session, running):
    """Over the day the clocks go back: 8 in the evening is 8 in the evening."""
    before = datetime(2026, 10, 21, 20, tzinfo=HERE)
    running.round.opens_at = before - timedelta(days=30)
    running.round.closes_at = before
    assert not closing.close(session, running.round, before)
    after = running.round.closes_at.astimezone(HERE)
    assert (after.date().isoformat(), after.time()) == ("2026-10-28", time(20))
    closing.close(session, running.round, before + timedelta(days=30))
    assert running.round.closes_at.astimezone(HERE).date().isoformat() == "2026-11-25"


def test_picks_are_made_by_turns(session, running, choose, close):
    for _ in range(3):
        choose(running, PEOPLE, 0, 1)
    choose(running, FAMILIES, 2)
    for _ in range(30):
        choose(running, STAFF, 3, 4, 5)
    assert close(running)
    issues = [running.issues[option] for option in running.options]
    assert picks(session, running) == [
        (PEOPLE, issues[0]),
        (FAMILIES, issues[2]),
        (PEOPLE, issues[1]),
        (STAFF, issues[3]),
    ]
    assert (running.round.did_people, running.round.did_staff) == (None, 30)  # 3 is a few


def test_what_was_picked_is_looked_at_and_its_history_says_so(session, running, choose, close):
    for _ in range(3):
        choose(running, PEOPLE, 0, 1)
    declined = session.get_one(Issue, running.issues[running.options[0]])
    declined.status = Status.DECLINED  # a "no" in between does not take it from the people
    close(running)
    session.refresh(declined)
    assert declined.status is Status.ACCEPTED
    last = session.scalars(
        select(StatusChange)
        .where(StatusChange.issue_id == declined.id)
        .order_by(StatusChange.id.desc())
    ).first()
    assert (last.why, last.by_id) == ("Picked in “Winter”.", None)


@pytest.mark.parametrize(
    "gone",
    [
        {"lane": Lane.RIGHTS},
        {"status": Status.MERGED},
        {"status": Status.RESOLVED},
        {"taken_back_on": date(2026, 1, 2)},
    ],
)
def test_what_is_gone_by_then_is_not_picked(session, running, choose, close, gone):
    for _ in range(3):
        choose(running, PEOPLE, 0, 1)
    issue = session.get_one(Issue, running.issues[running.options[0]])
    for name, value in gone.items():
        setattr(issue, name, value)
    session.flush()
    assert [one.id for one in queries.options(session, running.round.id) if not one.is_there]
    close(running)
    assert issue.id not in {issue_id for _by, issue_id in picks(session, running)}


def test_closing_and_opening_again_change_nothing(session, running, choose, close):
    for _ in range(3):
        choose(running, PEOPLE, 0)
    assert close(running)
    there = picks(session, running)
    later = running.round.closes_at + timedelta(days=1)
    assert not closing.close(session, running.round, later)
    assert not closing.open_(session, running.round, later)
    assert picks(session, running) == there
    assert steps(session, running).count(Step.CLOSED) == 1


def test_the_job_opens_and_closes_what_is_due_and_nothing_else(session, make, running, choose):
    for _ in range(3):
        choose(running, PEOPLE, 0)
    later = Round(
        area_id=running.round.area_id,
        title="Spring",
        opens_at=now() + timedelta(days=40),
        closes_at=now() + timedelta(days=60),
        could_people=1,
        could_families=0,
        could_staff=0,
    )
    session.add(later)
    session.flush()
    said = closing.run_due(session, running.round.closes_at)
    assert said == "0 opened, 1 closed, 1 kept open for more people."
    assert (running.round.state, later.state) == (RoundState.CLOSED, RoundState.PLANNED)
    assert closing.run_due(session, later.opens_at).startswith("1 opened")
    assert later.state is RoundState.OPEN
    assert later.secret


def test_who_has_left_does_not_count(session, make, running, choose, close):
    gone = [choose(running, PEOPLE, 0) for _ in range(3)]
    hat = select(Hat).where(Hat.person_id == gone[0].id)
    session.delete(session.scalars(hat).one())
    session.flush()
    assert not queries.is_ready(session, running.round)
    assert not close(running)


def test_who_came_in_meanwhile_is_counted_among_those_who_could(session, make, running, choose):
    for _ in range(3):
        choose(running, PEOPLE, 0)
    assert queries.is_ready(session, running.round)  # of 9
    for _ in range(27):
        make.person(running.place)
    assert queries.needed(session, running.round) == 10
    assert not queries.is_ready(session, running.round)


def test_that_enough_have_chosen_is_shown_from_the_next_day_on(session, running, choose):
    """So nobody can tell by whose choice it was."""
    opened = now()
    closing.run_due(session, opened)
    for _ in range(3):
        choose(running, PEOPLE, 0)
    closing.run_due(session, opened + timedelta(minutes=5))
    assert not running.round.ready
    closing.run_due(session, opened + timedelta(hours=23))
    running.round.closes_at += timedelta(days=3)
    closing.run_due(session, opened + timedelta(days=1))
    assert running.round.ready


@pytest.mark.parametrize("enough", [True, False])
def test_two_schedulers_and_a_command_close_a_round_once(app, session, make, place, choose, enough):
    """They do other slots of the job, and several rounds: each has one result, or goes on."""
    due = [open_round(session, make, place, could=3) for _ in range(3)]
    for one in due:
        for _ in range(3 if enough else 2):
            choose(one, Group.PEOPLE, 0, 1)
        one.round.closes_at = now() - timedelta(minutes=1)
    session.commit()
    job = jobs.named(app.extensions["features"])["rounds"]
    slot = now().replace(second=0, microsecond=0)

    def does(owner, minutes, by_hand=False):
        worker = Worker(owner, lambda which: open_session(which, app))
        return lambda: worker.do(job, slot + timedelta(minutes=minutes), by_hand=by_hand)

    came = at_once(does("one", 0), does("two", 0), does("two", 5), does("by hand", 10, True))
    assert {one.came for one in came[2:]} == {Came.DONE}
    assert {one.came for one in came[:2]} == {Came.DONE, Came.OTHERS}
    session.expire_all()
    for one in due:
        round_ = session.get_one(Round, one.round.id)
        steps = select(RoundStep.step).where(RoundStep.round_id == round_.id)
        told = session.scalars(steps.order_by(RoundStep.id)).all()
        assert told[1:] == [Step.CLOSED if enough else Step.NOT_READY]
        assert round_.state is (RoundState.CLOSED if enough else RoundState.OPEN)
        found = select(func.count(RoundPick.id)).where(RoundPick.round_id == round_.id)
        assert session.scalar(found) == (2 if enough else 0)


def test_nobody_can_change_the_history_of_a_round(session, running):
    from sqlalchemy import update
    from sqlalchemy.exc import DBAPIError

    with pytest.raises(DBAPIError):
        session.execute(update(RoundStep).values(why="It was never so."))
