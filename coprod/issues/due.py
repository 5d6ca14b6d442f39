"""What the site does by itself with issues: it sees which jobs have nobody, and moves counts on."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, String, exists, literal, select, union_all
from sqlalchemy.orm import Session

from coprod.db import day_of
from coprod.issues import counts, nobody
from coprod.issues.models import Doer, Issue
from coprod.issues.queries import UNDER_WAY
from coprod.issues.words import IssueKind
from coprod.issues.words import Job as Does
from coprod.schedule import Job


def see_nobodys_jobs(session: Session, moment: datetime) -> str:
    """Write down which jobs nobody has. One that was left is so since that was seen."""
    every: Select[Any] = select(union_all(*map(_jobs, Does)).subquery())
    long = nobody.look(session, nobody.ISSUE, day_of(moment), every)
    return f"Jobs that nobody has had for 7 days: {long}."


def _jobs(job: Does) -> Any:
    return select(
        Issue.id.label("about_id"),
        literal(job.value, String).label("job"),
        exists().where(Doer.issue_id == Issue.id, Doer.job == job).label("taken"),
        Issue.accepted_on.label("began"),
    ).where(
        Issue.status.in_(UNDER_WAY),
        Issue.kind != IssueKind.THANKS,
        Issue.accepted_on.is_not(None),
        Issue.taken_back_on.is_(None),
    )


def move_counts_on(session: Session, moment: datetime) -> str:
    """Bring what is shown of me-toos to what the pages work out: see `counts`."""
    return f"Counts that moved on: {counts.move_on(session, day_of(moment))}."


JOBS = (
    Job(
        name="stepped-counts",
        says="Moves the shown numbers of “me too” on, once a day.",
        due=time(0, 5),
        run=move_counts_on,
    ),
    Job(
        name="nobodys-job",
        says="Writes down since when a job about an issue has nobody.",
        due=time(0, 15),
        run=see_nobodys_jobs,
    ),
)
