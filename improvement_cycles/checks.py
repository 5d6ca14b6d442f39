"""Checking on what was kept: that it is still there, and when to look again."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from improvement_cycles import policy, ramp
from improvement_cycles.found import Go
from improvement_cycles.go_models import PlanNote
from improvement_cycles.words import GoState, Outcome

NOT_KEPT = "This go was not kept. There is nothing to check on."
STILL_THERE = "We checked. It is still there."
SIX_MONTHS = timedelta(days=182)
TO_COME = "Choose a day that is still to come."


def require_kept(session: Session, viewer: Viewer, go: Go) -> None:
    """Raise NotAllowed or Conflict unless the viewer can say what became of a kept go."""
    policy.may_check.require(viewer, go.project, go.team, go.cycle.owner_of_upkeep_id)
    if go.cycle.state is not GoState.CLOSED or go.cycle.decision is not Outcome.KEPT:
        raise Conflict(NOT_KEPT)
    if ramp.has_next(session, go.cycle):
        raise Conflict(ramp.HAS_NEXT)


def still_there(session: Session, viewer: Viewer, go: Go, check_on: date) -> None:
    """Say that what was kept is still there, and on which day to check again. A note says so."""
    require_kept(session, viewer, go)
    if check_on <= today():
        raise Invalid({"check_on": TO_COME})
    go.cycle.check_on = check_on
    note = PlanNote(cycle_id=go.cycle.id, by_id=viewer.id, on=today(), words=STILL_THERE)
    session.add(note)
    session.flush()
