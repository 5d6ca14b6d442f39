"""Status: moved in one place only, by the rules, and written down for ever."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from coprod.db import now
from coprod.errors import Conflict, NotAllowed
from coprod.issues import services
from coprod.issues.better import Said
from coprod.issues.models import Issue, StatusChange
from coprod.issues.words import BetterSays, Status
from coprod.people.hats import HatKind
from coprod.web import open_session

BETTER = [Said(BetterSays.BETTER, HatKind.USES_SERVICES, raised_it=True)]


def steps(session, issue):
    found = select(StatusChange).where(StatusChange.issue_id == issue.id)
    return session.scalars(found.order_by(StatusChange.id)).all()


def test_a_move_is_written_down(session, everyone, issue, as_viewer, make):
    viewer = as_viewer(everyone.manager)
    on = make.days_ago(3)
    assert services.move(session, viewer, issue, Status.ACCEPTED, "We will look.", on=on)
    session.flush()
    step = steps(session, issue)[-1]
    assert (step.was, step.became, step.why) == (Status.TRIAGE, Status.ACCEPTED, "We will look.")
    assert (step.by_id, step.by_hat, step.on) == (viewer.id, HatKind.MANAGER, on)
    assert (issue.status, issue.accepted_on) == (Status.ACCEPTED, on)


def test_moving_to_where_it_is_writes_nothing(session, issue):
    assert not services.move(session, None, issue, Status.TRIAGE, "Again.")
    assert len(steps(session, issue)) == 1


def test_a_try_accepts_what_nobody_had_answered(session, issue, make):
    on = make.days_ago(8)
    services.move(session, None, issue, Status.IN_CYCLE, "A try began.", on=on)
    services.move(session, None, issue, Status.ACCEPTED, "The try ended.")
    assert issue.accepted_on == on


def test_it_is_accepted_on_the_first_day_only(session, issue, make):
    for status, days in ((Status.ACCEPTED, 9), (Status.IN_CYCLE, 8), (Status.ACCEPTED, 2)):
        services.move(session, None, issue, status, "So.", on=make.days_ago(days))
    assert issue.accepted_on == make.days_ago(9)


@pytest.mark.parametrize("who", ["staff", "manager", "uses_services", "advocate", None])
def test_nobody_sets_better_without_the_people_it_was_about(
    who, session, everyone, issue, as_viewer
):
    viewer = as_viewer(getattr(everyone, who)) if who else None
    with pytest.raises(NotAllowed, match="Only the people it was about can say it is better"):
        services.move(session, viewer, issue, Status.RESOLVED, "Done.")
    assert issue.status is Status.TRIAGE


@pytest.mark.parametrize("who", ["staff", "manager"])
def test_staff_do_not_set_better_with_somebody_elses_answer(
    who, session, everyone, issue, as_viewer
):
    viewer = as_viewer(getattr(everyone, who))
    with pytest.raises(NotAllowed):
        services.move(session, viewer, issue, Status.RESOLVED, "Done.", heard=BETTER)


def test_the_people_it_was_about_do(session, issue):
    assert services.move(session, None, issue, Status.RESOLVED, "It is.", heard=BETTER)
    assert issue.status is Status.RESOLVED


def test_a_stranger_moves_nothing(session, everyone, issue, as_viewer):
    with pytest.raises(NotAllowed):
        services.move(session, as_viewer(everyone.stranger), issue, Status.ACCEPTED, "Mine.")


def test_the_second_of_two_who_move_it_is_told(app, session, issue):
    session.commit()
    with app.app_context(), open_session() as own:
        mine = own.get(Issue, issue.id)
        own.commit()  # and so it keeps what it has read
        services.move(session, None, issue, Status.DISCUSSION, "First.")
        session.commit()
        with pytest.raises(Conflict):
            services.move(own, None, mine, Status.ACCEPTED, "Second.")


@pytest.mark.parametrize(
    "attack",
    [
        update(StatusChange).values(why="Nothing happened."),
        update(StatusChange).values(by_id=None),
        delete(StatusChange),
        text("UPDATE status_change SET became = 'resolved'"),
        text("DELETE FROM status_change WHERE id > 0"),
    ],
)
def test_history_cannot_be_changed(attack, session, issue):
    session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(attack)
    session.rollback()
    assert len(steps(session, issue)) == 1


def test_moved_at_of_made_up_history_is_noon(session, issue, make):
    services.move(session, None, issue, Status.DISCUSSION, "So.", on=make.days_ago(40))
    assert (now() - issue.moved_at).days in {39, 40}
