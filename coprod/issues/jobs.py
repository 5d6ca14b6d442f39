"""Who does what about an issue. A job that nobody has shows as "Nobody's job yet"."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from coprod.db import insert_new
from coprod.errors import NotFound
from coprod.issues import policy
from coprod.issues.models import Doer, Issue
from coprod.issues.policy import Standing
from coprod.issues.words import Job
from coprod.people.hats import GROUPS, HatKind
from coprod.people.models import Hat, Person
from coprod.people.viewer import Viewer

_TAKERS = (*GROUPS, HatKind.COMMISSIONER, HatKind.ADVOCATE)


def take(session: Session, viewer: Viewer, issue: Issue, job: Job) -> None:
    """Take a job oneself. Taking it twice changes nothing."""
    policy.may_take_job.require(viewer, issue)
    insert_new(session, Doer, issue_id=issue.id, job=job, person_id=viewer.id)


def give(
    session: Session, viewer: Viewer, issue: Issue, standing: Standing, job: Job, person_id: int
) -> None:
    """Give a job to somebody of the area. They can step back from it at any time."""
    if person_id == viewer.id:
        return take(session, viewer, issue, job)
    policy.may_give_jobs.require(viewer, issue, standing)
    if person_id not in {person.id for person in takers(session, issue, standing)}:
        raise NotFound("There is no such person here.")
    insert_new(session, Doer, issue_id=issue.id, job=job, person_id=person_id)
    return None


def step_back(
    session: Session, viewer: Viewer, issue: Issue, standing: Standing, doer_id: int
) -> None:
    """Leave a job, or take it from somebody whose jobs one may give."""
    doer = session.get(Doer, doer_id)
    if doer is None or doer.issue_id != issue.id:
        raise NotFound("Nobody has that job any more.")
    if doer.person_id != viewer.id:
        policy.may_give_jobs.require(viewer, issue, standing)
    session.delete(doer)


def held(session: Session, issue_id: int) -> list[Any]:
    """Who has which job: rows of id, job and name."""
    found = select(Doer.id, Doer.job, Person.name).join(Person, Person.id == Doer.person_id)
    return list(session.execute(found.where(Doer.issue_id == issue_id).order_by(Doer.id)))


def takers(session: Session, issue: Issue, standing: Standing) -> list[Any]:
    """Who can be asked to do something here: people of its places, and of the whole area.

    Rows of id and name, by name. Only for those who may give jobs: there is no directory.
    """
    here = or_(Hat.place_id.is_(None), Hat.place_id.in_(standing.places))
    found = (
        select(Person.id, Person.name)
        .join(Hat, Hat.person_id == Person.id)
        .where(
            Hat.area_id == issue.area_id,
            Hat.confirmed_at.is_not(None),
            Hat.kind.in_(_TAKERS),
            here if standing.places else Hat.area_id == issue.area_id,
        )
        .distinct()
        .order_by(Person.name)
    )
    return list(session.execute(found))
