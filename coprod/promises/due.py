"""What the site writes down by itself about promises, and when it asks *Is it really better?*.

Both are safe to do again: what was written down for a day is not written down twice.
"""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Date, String, exists, func, literal, select, update
from sqlalchemy.orm import Session, aliased

from coprod.db import day_of, insert_found
from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.promises.models import Ask, Happened, Promise, PromiseStep
from coprod.schedule import Job

IS_IT_DONE = (Status.CLAIMED, Status.RESOLVED)  # somebody says so, and nobody has taken it back
_later = aliased(Ask)


def write_late(session: Session, moment: datetime) -> str:
    """Write into the history of each promise that its day has gone by, once for each such day."""
    day = day_of(moment)
    noted = exists().where(
        PromiseStep.promise_id == Promise.id,
        PromiseStep.happened == Happened.LATE,
        PromiseStep.by_when == Promise.by_when,
    )
    late: Any = (
        select(
            Promise.id,
            literal(Happened.LATE, PromiseStep.happened.type),
            literal("", String),
            Promise.what,
            Promise.by_when,
            literal(day, Date),
        )
        .join(Issue, Issue.id == Promise.issue_id)
        .where(
            Promise.kept_on.is_(None),
            Promise.by_when < day,
            Issue.taken_back_on.is_(None),
            ~noted,
        )
        .order_by(Promise.by_when, Promise.id)
    )
    columns = ["promise_id", "happened", "words", "what", "by_when", "on"]
    return f"Promises that became late: {insert_found(session, PromiseStep, columns, late)}."


def ask_if_better(session: Session, moment: datetime) -> str:
    """Ask everyone whose day it is whether it is really better: 4 weeks and 6 months after.

    Only about what is still said to be done: not what was taken back, joined to another thing, or
    opened again, and not about a claim that a later one took the place of.
    """
    day = day_of(moment)
    newest = select(func.max(_later.claimed_at)).where(_later.issue_id == Ask.issue_id)
    still_done = select(Issue.id).where(
        Issue.status.in_(IS_IT_DONE), Issue.taken_back_on.is_(None), Issue.joined_to_id.is_(None)
    )
    asked = (
        update(Ask)
        .where(
            Ask.asked_on.is_(None),
            Ask.answered_on.is_(None),
            Ask.due_on <= day,
            Ask.issue_id.in_(still_done),
            Ask.claimed_at == newest.correlate(Ask).scalar_subquery(),
        )
        .values(asked_on=day)
        .returning(Ask.issue_id)
        .execution_options(synchronize_session=False)
    )
    # Of issues, and not of people: whoever reads this need not know how many each is about.
    return f"Things that people are asked about: {len(set(session.scalars(asked)))}."


JOBS = (
    Job(
        name="late-promises",
        says="Writes down which promises are late.",
        due=time(0, 10),
        run=write_late,
    ),
    Job(
        name="is-it-better",
        says="Asks people if it is really better, after 4 weeks and 6 months.",
        due=time(0, 20),
        run=ask_if_better,
    ),
)
