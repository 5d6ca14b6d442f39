"""What people can do with a try as a whole: begin it, borrow it, hide it, note beside its plan."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.issues import queries as issues
from coprod.people.hats import HatKind
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.vision.models import Statement
from improvement_cycles import policy
from improvement_cycles.found import Go, Try
from improvement_cycles.go_models import Agreed, Cycle, PlanNote, Question
from improvement_cycles.lock import PLAN
from improvement_cycles.models import (
    ImprovementProject,
    ProjectIssue,
    ProjectStatement,
    TeamMember,
)
from improvement_cycles.rows import questions
from improvement_cycles.words import WRITERS, TeamJob

NOT_AGREED = "I did not agree to what was decided."
MOST_NOTES = 100  # beside one plan
MOST_A_DAY = 10  # tries that one person begins
NOTES_FULL = f"There are {MOST_NOTES} notes beside this plan. Plan another go."
ENOUGH_TODAY = f"You began {MOST_A_DAY} tries today. Go on with one, or come back tomorrow."
NOT_STARTED = "The go has not started. You can still change the plan itself."


@dataclass(frozen=True, slots=True)
class NewTry:
    """What a try is called, where it happens, and which issue it comes from if any."""

    title: str
    place_id: int
    issue_id: int | None = None


def begin(session: Session, viewer: Viewer, new: NewTry) -> Cycle:
    """Begin to plan a try: its first go, and a team of the one who begins.

    Raises NotAllowed outside the place, NotFound if the issue is not there to see, and Invalid if
    it is of another area: there it is not theirs to try.
    """
    policy.may_begin.require(viewer, new.place_id)
    issue = issues.one(session, viewer, new.issue_id) if new.issue_id else None
    if issue and issue.area_id != session.get_one(Place, new.place_id).area_id:
        raise Invalid({"place": "Choose a place in the area where it was said."})
    cycle = _new_project(session, viewer, new.place_id, title=new.title)
    if issue:
        session.add(ProjectIssue(project_id=cycle.project_id, issue_id=issue.id))
        session.flush()
    return cycle


def borrow(session: Session, viewer: Viewer, whole: Try, place_id: int) -> Cycle:
    """Copy the plan of a try for another place: no guesses, no results, no team but the borrower.

    The plan is that of its last go; what it was borrowed from stays written on it.
    """
    policy.may_borrow.require(viewer, whole.project)
    policy.may_begin.require(viewer, place_id)
    lender = whole.project
    kept = ("question", "what_will_be_different", "who_would_notice", "kind")
    cycle = _new_project(
        session,
        viewer,
        place_id,
        title=lender.title,
        borrowed_from_id=lender.id,
        **{name: getattr(lender, name) for name in kept},
    )
    last = session.scalar(
        select(Cycle).where(Cycle.project_id == lender.id).order_by(Cycle.number.desc()).limit(1)
    )
    if last:
        copy_plan(session, last, cycle)
    _copy_statements(session, lender.id, cycle.project_id, place_id)
    session.flush()
    return cycle


def hide(viewer: Viewer, project: ImprovementProject, hidden: bool) -> None:
    """Hide one's own try from its team too, or show it to them again."""
    policy.may_hide.require(viewer, project)
    project.hidden = hidden


def note_beside(session: Session, viewer: Viewer, go: Go, words: str) -> None:
    """Write a dated note beside a locked plan: the way to correct one."""
    policy.may_write.require(viewer, go.project, go.team)
    if not go.cycle.locked:
        raise Conflict(NOT_STARTED)
    there = select(func.count(PlanNote.id)).where(PlanNote.cycle_id == go.cycle.id)
    if (session.scalar(there) or 0) >= MOST_NOTES:
        raise Conflict(NOTES_FULL)
    session.add(PlanNote(cycle_id=go.cycle.id, by_id=viewer.id, on=today(), words=words))


def did_not_agree(session: Session, viewer: Viewer, go: Go) -> None:
    """Take one's name off a decision that somebody else wrote down. A dated note says so."""
    mine = delete(Agreed).where(Agreed.cycle_id == go.cycle.id, Agreed.person_id == viewer.id)
    if session.scalar(mine.returning(Agreed.id)) is None:
        raise NotFound("Your name is not on this decision.")
    session.add(PlanNote(cycle_id=go.cycle.id, by_id=viewer.id, on=today(), words=NOT_AGREED))


def copy_plan(session: Session, old: Cycle, new: Cycle) -> None:
    """Copy a plan and its questions. The guesses are left empty: a new go, a new guess."""
    for name in PLAN:
        setattr(new, name, getattr(old, name))
    for one in questions(session, old.id):
        session.add(Question(cycle_id=new.id, position=one.position, question=one.question))
    session.flush()


def _new_project(session: Session, viewer: Viewer, place_id: int, **fields: object) -> Cycle:
    theirs = select(func.count(ImprovementProject.id)).where(
        ImprovementProject.made_by_id == viewer.id, ImprovementProject.made_on == today()
    )
    if (session.scalar(theirs) or 0) >= MOST_A_DAY:
        raise Conflict(ENOUGH_TODAY)
    area_id = session.scalars(select(Place.area_id).where(Place.id == place_id)).one()
    project = ImprovementProject(
        area_id=area_id, place_id=place_id, made_on=today(), made_by_id=viewer.id, **fields
    )
    session.add(project)
    session.flush()
    hat = next(hat.kind for hat in viewer.hats if hat.place_id == place_id and hat.kind in WRITERS)
    job = TeamJob.LEADS if hat is HatKind.USES_SERVICES else TeamJob.HELPS
    session.add(TeamMember(project_id=project.id, person_id=viewer.id, hat=hat, job=job))
    cycle = Cycle(project_id=project.id, number=1)
    session.add(cycle)
    session.flush()
    return cycle


def _copy_statements(session: Session, old: int, new: int, place_id: int) -> None:
    """The statements of the area, and of the place, in the words that stand now."""
    wanted = (
        select(Statement.id, Statement.version)
        .join(ProjectStatement, ProjectStatement.statement_id == Statement.id)
        .where(
            ProjectStatement.project_id == old,
            Statement.place_id.is_(None) | (Statement.place_id == place_id),
        )
    )
    area_id = session.scalar(select(Place.area_id).where(Place.id == place_id))
    for statement_id, version in session.execute(wanted.where(Statement.area_id == area_id)):
        insert_new(
            session, ProjectStatement, project_id=new, statement_id=statement_id, version=version
        )
