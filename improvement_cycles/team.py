"""The team of a try: who is in it, with which hat, and what each does."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.people.hats import EMPLOYED, GROUPS, HatKind
from coprod.people.models import Hat, Person
from coprod.people.queries import may_be_asked
from coprod.people.viewer import Viewer
from improvement_cycles import policy
from improvement_cycles.doing_models import Task
from improvement_cycles.found import Try
from improvement_cycles.go_models import Cycle, CycleDoer
from improvement_cycles.measure_models import Measure
from improvement_cycles.models import TeamMember
from improvement_cycles.states import NOT_STARTED
from improvement_cycles.words import TeamJob

NEEDS_ONE = "The team needs a person who uses services. Ask somebody else to join first."
NEEDS_REAL_JOB = "The team needs a person who uses services. Their job must be more than to attend."
_MAY_JOIN = (*GROUPS, HatKind.COMMISSIONER, HatKind.ADVOCATE)


@dataclass(frozen=True, slots=True)
class NewMember:
    """Who joins, and what they do, with words of their own if they like."""

    person_id: int
    job: TeamJob
    job_words: str = ""


_PEOPLE = (
    select(Person.id, Person.name, Person.picture, Hat.kind, Hat.place_id)
    .join(Hat, Hat.person_id == Person.id)
    .where(Hat.kind.in_(_MAY_JOIN))
    .order_by(Person.name, Person.id, Hat.id)
)


def who_may_join(session: Session, viewer: Viewer, whole: Try) -> dict[int, Any]:
    """Who this viewer can put in the team, by id: rows of id, name, picture, kind (hat), place_id.

    Each with one hat: the one at the place; using services first, then being paid.
    """
    found: dict[int, Any] = {}
    project = whole.project
    here = may_be_asked(viewer, project.area_id, [project.place_id], already=whole.team)
    for row in session.execute(_PEOPLE.where(here)):
        best = found.get(row.id)
        if best is None or _rank(row, whole) < _rank(best, whole):
            found[row.id] = row
    return found


def put(session: Session, viewer: Viewer, whole: Try, member: NewMember) -> None:
    """Put somebody in the team, or change their job. Their hat is kept as it is now.

    Raises Conflict as `take_out` does, if the change would leave a started try without a person
    who uses services in a real job.
    """
    policy.may_choose_team.require(viewer, whole.project, whole.team)
    row = who_may_join(session, viewer, whole).get(member.person_id)
    if row is None:
        raise Invalid({"person": "Choose from the list."})
    there = _member(session, whole, member.person_id)
    if there is None:
        there = TeamMember(
            project_id=whole.project.id, person_id=row.id, hat=row.kind, job=member.job
        )
        session.add(there)
    elif there.makes_whole and not there.would_do(member.job, member.job_words):
        keep_whole(session, whole, there, NEEDS_REAL_JOB)
    if there.job is not member.job:
        there.agreed_on = None  # they agreed to another job
    there.job, there.job_words = member.job, member.job_words
    there.also = [one for one in there.also if one.job is not member.job]
    session.flush()


def take_out(session: Session, viewer: Viewer, whole: Try, person_id: int) -> None:
    """Leave the team, or take somebody out of it. What they said and agreed to stays.

    What they had still to do is nobody's job again.

    Raises Conflict once the try has started, if nobody who uses services would be left with a job
    that is more than to attend.
    """
    rule = policy.may_leave if person_id == viewer.id else policy.may_choose_team
    rule.require(viewer, whole.project, whole.team)
    if person_id == whole.project.owner_id:
        raise Conflict(policy.may_leave.says)
    member = _member(session, whole, person_id)
    if member is None:
        return
    keep_whole(session, whole, member, NEEDS_ONE)
    all_goes = select(Cycle.id).where(Cycle.project_id == whole.project.id)
    open_plans = all_goes.where(Cycle.state.in_(NOT_STARTED))
    session.execute(
        delete(CycleDoer).where(
            CycleDoer.cycle_id.in_(open_plans), CycleDoer.person_id == person_id
        )
    )
    theirs = (Task.person_id == person_id) & Task.done_on.is_(None) & Task.cycle_id.in_(all_goes)
    session.execute(update(Task).where(theirs).values(person_id=None))
    counts = (Measure.project_id == whole.project.id) & (Measure.who_counts_id == person_id)
    session.execute(update(Measure).where(counts).values(who_counts_id=None))
    keeps = (Cycle.project_id == whole.project.id) & (Cycle.owner_of_upkeep_id == person_id)
    session.execute(update(Cycle).where(keeps).values(owner_of_upkeep_id=None))
    session.delete(member)
    session.flush()


def agree(session: Session, viewer: Viewer, whole: Try) -> None:
    """Say yes to a try, as somebody who has to agree."""
    member = _member(session, whole, viewer.id)
    policy.may_agree.require(viewer, whole.project, member.job if member else None)
    if member and member.agreed_on is None:
        member.agreed_on = today()


def keep_whole(session: Session, whole: Try, member: TeamMember, otherwise: str) -> None:
    """Raise Conflict if a started try would have nobody it needs without this one."""
    if whole.project.started_on and not _whole_without(session, member):
        raise Conflict(otherwise)


def _member(session: Session, whole: Try, person_id: int) -> TeamMember | None:
    wanted = select(TeamMember).where(
        TeamMember.project_id == whole.project.id, TeamMember.person_id == person_id
    )
    return session.scalar(wanted)


def _whole_without(session: Session, member: TeamMember) -> bool:
    others = select(TeamMember).where(
        TeamMember.project_id == member.project_id,
        TeamMember.id != member.id,
        TeamMember.hat == HatKind.USES_SERVICES,
    )
    return any(other.does_more_than_attend for other in session.scalars(others))


def _rank(row: Any, whole: Try) -> tuple[bool, bool, bool]:
    here = row.place_id == whole.project.place_id
    return (not here, row.kind is not HatKind.USES_SERVICES, row.kind not in EMPLOYED)
