"""Who does what about an issue. A job that nobody has shows as "Nobody's job yet"."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import insert_new
from coprod.errors import Conflict, NotFound
from coprod.issues import policy
from coprod.issues.models import Doer, Issue
from coprod.issues.policy import Standing
from coprod.issues.queries import UNDER_WAY
from coprod.issues.words import Job
from coprod.people.hats import GROUPS, HatKind
from coprod.people.models import Hat, Person
from coprod.people.queries import may_be_asked
from coprod.people.viewer import Viewer

_TAKERS = (*GROUPS, HatKind.COMMISSIONER, HatKind.ADVOCATE)


def take(session: Session, viewer: Viewer, issue: Issue, job: Job) -> None:
    """Take a job oneself. Taking it twice changes nothing."""
    policy.may_take.require(viewer, issue, job)
    require_open(issue)
    insert_new(session, Doer, issue_id=issue.id, job=job, person_id=viewer.id)


def give(
    session: Session, viewer: Viewer, issue: Issue, standing: Standing, job: Job, person_id: int
) -> None:
    """Give a job to somebody the viewer can choose. They can step back from it at any time."""
    if person_id == viewer.id:
        return take(session, viewer, issue, job)
    policy.may_give_jobs.require(viewer, issue, standing)
    require_open(issue)
    if person_id not in {person.id for person in takers(session, viewer, issue, standing)}:
        raise NotFound("There is no such person here.")
    insert_new(session, Doer, issue_id=issue.id, job=job, person_id=person_id)
    return None


def require_open(issue: Issue) -> None:
    """Raise Conflict where nobody is asked to do anything: not yet, or not any more."""
    if issue.status not in UNDER_WAY:
        raise Conflict("Nobody needs to take a job here now.")


def step_back(session: Session, viewer: Viewer, issue: Issue, doer_id: int) -> None:
    """Leave a job. An advocate can take it from somebody else."""
    doer = session.get(Doer, doer_id)
    if doer is None or doer.issue_id != issue.id:
        raise NotFound("Nobody has that job any more.")
    if doer.person_id != viewer.id:
        policy.may_take_away_jobs.require(viewer, issue)
    session.delete(doer)


def held(session: Session, issue_id: int) -> list[Any]:
    """Who has which job: rows of id, job and name."""
    found = select(Doer.id, Doer.job, Person.name).join(Person, Person.id == Doer.person_id)
    return list(session.execute(found.where(Doer.issue_id == issue_id).order_by(Doer.id)))


def takers(session: Session, viewer: Viewer, issue: Issue, standing: Standing) -> list[Any]:
    """Who this viewer can ask to do something here: rows of id and name, by name."""
    doing = [person_id for _job, person_id in standing.doers]
    found = (
        select(Person.id, Person.name)
        .join(Hat, Hat.person_id == Person.id)
        .where(
            Hat.kind.in_(_TAKERS),
            may_be_asked(viewer, issue.area_id, standing.places, already=doing),
        )
        .distinct()
        .order_by(Person.name)
    )
    return list(session.execute(found))
