"""Fetching a try or a go to change it, only for those who may know of it, one change at a time."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from improvement_cycles import policy
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject, TeamMember

NO_SUCH = "There is no such try here."


@dataclass(frozen=True, slots=True)
class Try:
    """A try and its team, to be changed or to be asked about."""

    project: ImprovementProject
    team: dict[int, HatKind]


@dataclass(frozen=True, slots=True)
class Go(Try):
    """One go of a try."""

    cycle: Cycle


def a_try(session: Session, viewer: Viewer, project_id: int, *, hold: bool = True) -> Try:
    """One try, held for a change unless `hold` is false.

    Raises NotFound, never NotAllowed: a refusal would say that it exists.
    """
    whole = _any_try(session, project_id, hold)
    if not policy.may_read(viewer, whole.project, whole.team):
        raise NotFound(NO_SUCH)
    return whole


def _any_try(session: Session, project_id: int, hold: bool) -> Try:
    wanted = select(ImprovementProject).where(ImprovementProject.id == project_id)
    project = session.scalar(wanted.with_for_update() if hold else wanted)
    if project is None:
        raise NotFound(NO_SUCH)
    of_it = select(TeamMember.person_id, TeamMember.hat).where(TeamMember.project_id == project_id)
    return Try(project, {row.person_id: row.hat for row in session.execute(of_it)})


def a_go(session: Session, viewer: Viewer, cycle_id: int, *, hold: bool = True) -> Go:
    """One go. Whoever changes it holds its try until they are done."""
    whole = a_try(session, viewer, _project_of(session, cycle_id), hold=hold)
    return _with_go(session, whole, cycle_id)


def any_go(session: Session, cycle_id: int, *, hold: bool = True) -> Go:
    """One go, whoever looks: its caller asks a rule of its own before it tells of it."""
    return _with_go(session, _any_try(session, _project_of(session, cycle_id), hold), cycle_id)


def _project_of(session: Session, cycle_id: int) -> int:
    project_id = session.scalar(select(Cycle.project_id).where(Cycle.id == cycle_id))
    if project_id is None:
        raise NotFound(NO_SUCH)
    return project_id


def _with_go(session: Session, whole: Try, cycle_id: int) -> Go:
    """One go of a try that is held."""
    # Read after the try is held: what somebody else changed meanwhile is there to see.
    cycle = session.scalars(
        select(Cycle).where(Cycle.id == cycle_id), execution_options={"populate_existing": True}
    ).one()
    return Go(whole.project, whole.team, cycle)
