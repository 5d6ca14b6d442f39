"""Every job of the site does what is due by the moment it is given, whatever the clock says."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from coprod.db import Base, day_of, now, today
from coprod.issues.models import Doer, Issue
from coprod.jobs.queries import named
from coprod.meetings.models import Meeting
from coprod.people.hats import Group
from coprod.rounds import sealed
from coprod.rounds.models import Ballot, Round, RoundOption
from coprod.rounds.words import How, RoundState
from forums.models import Post
from forums.moderation.models import Waiting
from forums.words import PostState, Why
from improvement_cycles.models import TeamMember

WRITES_NO_DAY = {
    "look-again": "Only the status of the statement says it.",
    "end-meetings": "A meeting was over on the day that it began, whenever that is seen.",
    "old-presses": "It only forgets.",
    "audit-head": "It only says where the chain ends.",
    "old-files": "It only forgets.",
    "what-waits": "It bears the moment at which somebody was to be told, however late it runs.",
}


@pytest.fixture
def jobs(app, demo):
    return named(app.extensions["features"])


def test_what_a_job_writes_down_bears_the_day_that_it_was_run_for(jobs, session):
    """A month ago, 4 weeks after some things were done; and when all that waits now is due."""
    assert "is-it-better" in told_their_day(jobs, session, now() - timedelta(days=30))
    much_happens(session)
    later = now() + timedelta(days=200)
    assert told_their_day(jobs, session, later) == jobs.keys() - WRITES_NO_DAY.keys()
    closed_on = session.scalars(select(Round.closed_on)).all()
    assert day_of(later) in closed_on, "enough people chose"


def told_their_day(jobs, session, moment):
    """Run every job for this moment. The names of those that wrote its day down."""
    told = set()
    for name, job in jobs.items():
        before = cells(session)
        job.run(session, moment)
        days = {
            day_of(one) if isinstance(one, datetime) else one
            for *_at, one in cells(session) - before
        }
        assert today() not in days, name
        told |= {name} if day_of(moment) in days else set()
    return told


def much_happens(session):
    """Everybody leaves; people press, flag, choose in the round, and forget to end meetings."""
    for kind in (Doer, TeamMember):
        session.execute(delete(kind))
    session.execute(update(Issue).values(me_too_people=Issue.me_too_people + 10))
    session.execute(update(Meeting).values(ended_on=None))
    round_ = session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
    options = select(RoundOption.id).where(RoundOption.round_id == round_.id)
    hidden = session.scalars(select(Post).where(Post.subject_kind == "thread").limit(1)).one()
    hidden.state = PostState.HIDDEN
    waits = {"kind": "post", "key": hidden.id, "area_id": hidden.area_id, "hides": True}
    session.add(Waiting(**waits, why=Why.FLAGGED, since=now() - timedelta(days=1)))
    session.add_all(
        Ballot(
            round_id=round_.id,
            key=sealed.paper_key(session, round_, f"paper-{n}"),
            group=Group.PEOPLE,
            stars=(session.scalars(options).first(),),
            how=How.BY_HAND,
            at=now(),
        )
        for n in range(round_.could_people)
    )


def cells(session):
    """Every day and every time in the database, with where it is."""
    session.flush()
    return {
        (table.name, row[0], column.name, value)
        for table in Base.metadata.sorted_tables
        for row in session.execute(table.select())
        for column, value in zip(table.columns, row, strict=True)
        if isinstance(value, date)
    }
