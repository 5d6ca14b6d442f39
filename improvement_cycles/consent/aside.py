"""After 21 days: *a smaller try, or drop it*. Nothing starts by itself, and no STOP is outvoted."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import HERE, today
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from coprod.text import shorten
from improvement_cycles import goes, policy, ramp, states
from improvement_cycles.consent import standing
from improvement_cycles.consent.found import Asked
from improvement_cycles.consent.models import TOO_LONG, Asking
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import GoState, TryStatus

NOT_YET = "People have 21 days to answer. They are not over."
SMALLER = "We make it smaller, and ask again."


def require(viewer: Viewer, asked: Asked) -> None:
    """Raise unless the viewer can make this try smaller or drop it now."""
    policy.may_write.require(viewer, asked.project, asked.team)
    if asked.cycle.state not in states.NOT_STARTED:
        raise Conflict(goes.STARTED)
    if not asked.standing.too_long:
        raise Conflict(NOT_YET)


def smaller(session: Session, viewer: Viewer, asked: Asked) -> Cycle:
    """Copy the plan to a new go, to make it smaller. This go ends before it began.

    An open STOP goes with it (`asking.copy`): who said it is asked about the smaller plan, and
    until they take it back nothing of it starts.
    """
    require(viewer, asked)
    _end(viewer, asked, SMALLER)
    return ramp.next_go(session, asked)


def drop(session: Session, viewer: Viewer, asked: Asked, why: str) -> None:
    """Do not start it, and say why. A try that never began is for the people of its area only."""
    require(viewer, asked)
    if not why:
        raise Invalid({"why": "Say why. A few words will do."})
    _end(viewer, asked, why)
    session.flush()
    if asked.project.started_on:
        goes.end(session, viewer, asked, TryStatus.STOPPED)
    elif not ramp.going_on(session, asked.project.id):
        asked.project.status, asked.project.ended_on = TryStatus.DROPPED, today()
    asked.project.in_short = shorten(why, 200)
    session.flush()


def tell(session: Session, at: datetime) -> str:
    """Bring every go that waits for 21 days to the first page of its team, once. The job."""
    on = at.astimezone(HERE).date()
    waiting = (
        select(Asking, Cycle, ImprovementProject)
        .join(Cycle, Cycle.id == Asking.cycle_id)
        .join(ImprovementProject, ImprovementProject.id == Cycle.project_id)
        .where(
            Asking.asked_on <= on - TOO_LONG,
            Asking.told_on.is_(None),
            Cycle.state.in_(states.NOT_STARTED),
        )
        .order_by(Asking.id)
    )
    told = 0
    for row, cycle, project in session.execute(waiting).all():
        if standing.read(session, project, cycle).missing:
            row.told_on = on
            told += 1
    return f"Tries that waited 21 days for people to say yes: {told}."


def _end(viewer: Viewer, asked: Asked, why: str) -> None:
    asked.cycle.state, asked.cycle.ended_on = GoState.STOPPED_EARLY, today()
    asked.cycle.what_we_learned, asked.cycle.decided_by_id = why, viewer.id
