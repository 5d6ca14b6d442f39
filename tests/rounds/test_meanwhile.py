"""What happens around a round while it is open: people leave, and its issues move on."""

from datetime import timedelta
from threading import Thread
from time import sleep

import pytest
from sqlalchemy import select, update

from coprod.db import now
from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.people.hats import Group, HatKind
from coprod.people.models import Hat
from coprod.rounds import closing, papers, queries
from coprod.rounds.models import RoundPick
from coprod.rounds.papers import Paper
from coprod.rounds.words import How, RoundState
from coprod.web import open_session


@pytest.mark.parametrize("meanwhile", [Status.DISCUSSION, Status.MERGED, Status.RESOLVED])
def test_a_round_closes_although_what_it_picks_moved_a_moment_ago(
    session, running, choose, meanwhile
):
    """This session has read the issue, and somebody else moves it while it waits to pick."""
    for _ in range(3):
        choose(running, Group.PEOPLE, 0, 1)
    first = session.get_one(Issue, running.issues[running.options[0]])
    assert first.status is Status.TRIAGE
    session.execute(
        update(Issue).where(Issue.id == first.id).values(status=meanwhile),
        execution_options={"synchronize_session": False},
    )
    said = closing.run_due(session, running.round.closes_at)
    assert said.startswith("0 opened, 1 closed")
    gone = meanwhile is not Status.DISCUSSION
    assert (first.id in picked(session, running)) is not gone
    session.refresh(first)
    assert first.status is (meanwhile if gone else Status.ACCEPTED)


def test_a_round_waits_for_who_moves_what_it_picks_and_then_closes(app, session, running, choose):
    for _ in range(3):
        choose(running, Group.PEOPLE, 0, 1)
    session.commit()
    moved, at = running.issues[running.options[0]], running.round.closes_at
    said = []

    def end() -> None:
        with open_session(app=app) as own:
            said.append(closing.run_due(own, at))
            own.commit()

    with open_session(app=app) as other:
        other.execute(update(Issue).where(Issue.id == moved).values(status=Status.MERGED))
        ending = Thread(target=end)
        ending.start()
        sleep(0.3)
        other.commit()
    ending.join()
    assert said[0].startswith("0 opened, 1 closed")
    assert moved not in picked(session, running)


def test_whoever_left_chose_nothing_by_hand_or_on_paper_and_is_back_with_their_hat(
    session, make, as_viewer, running, choose, close
):
    """Three of nine are enough. One paper is of somebody with an account, one is of nobody's."""
    area = session.get_one(type(make.area()), running.round.area_id)
    hannah = as_viewer(make.person(area, HatKind.ADVOCATE))
    maureen = as_viewer(make.person(running.place))
    on_paper, by_hand = make.person(running.place), choose(running, Group.PEOPLE, 0)
    numbers = papers.print_more(session, hannah, running.round, 2)
    for code, person in zip(
        papers.codes(session, running.round, numbers), (on_paper, None), strict=True
    ):
        for viewer in (hannah, maureen):
            mine = person and viewer is hannah
            paper = Paper(
                code=code,
                group=Group.PEOPLE,
                stars=(running.options[1],),
                how=How.ON_PAPER,
                person_id=person.id if mine else None,
            )
            papers.put_in(session, viewer, running.round, paper)
    assert queries.is_ready(session, running.round)
    for person in (on_paper, by_hand):
        hat = select(Hat).where(Hat.person_id == person.id)
        hat = session.scalars(hat).one()
        hat.confirmed_at = None  # as it is until an advocate says yes to it again
        session.flush()
        assert len(queries.that_count(session, running.round)) == 2
        assert not queries.is_ready(session, running.round)
        hat.confirmed_at = now()
        session.flush()
        assert queries.is_ready(session, running.round)
    session.delete(hat)
    session.flush()
    assert not close(running)
    choose(running, Group.PEOPLE, 2)
    closing.run_due(session, running.round.closes_at + timedelta(hours=1))
    assert running.round.state is RoundState.CLOSED
    assert running.issues[running.options[0]] not in picked(session, running)


def picked(session, running):
    found = select(RoundPick.issue_id).where(RoundPick.round_id == running.round.id)
    return set(session.scalars(found))
