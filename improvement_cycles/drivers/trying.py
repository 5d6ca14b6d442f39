"""From an idea to a go that tests it: the next go of its try, and which idea a go tests."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.errors import Conflict
from coprod.people.viewer import Viewer
from improvement_cycles import goes, ramp
from improvement_cycles.drivers import policy
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.drivers.services import require_seen
from improvement_cycles.drivers.tree import Part
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle
from improvement_cycles.states import FINISHED, NOT_STARTED
from improvement_cycles.words import CameBy


@dataclass(frozen=True, slots=True)
class Next:
    """Whether an idea can be tried now: the go whose plan to open or to begin from, or why not."""

    cycle: Cycle | None
    why_not: str = ""


def what_next(session: Session, project_id: int) -> Next:
    """The go that the next idea would be tried by, or that its go would come from.

    One that is planned and tests nothing yet takes the idea. Else a go begins beside the last one
    that goes on or, where all are over, after the last.
    """
    wanted = select(Cycle).where(Cycle.project_id == project_id).order_by(Cycle.number.desc())
    every = session.scalars(wanted).all()
    free = [one for one in every if one.state in NOT_STARTED and one.idea_id is None]
    going_on = [one for one in every if one.state not in FINISHED]
    if not free and len(going_on) >= ramp.MOST_AT_ONCE:
        return Next(None, ramp.ENOUGH)
    return Next((free or going_on or every)[0])


def try_idea(session: Session, viewer: Viewer, this: Drawn, idea: Part) -> Cycle:
    """Plan a go of the try with this idea. The plan of the go it comes from is where it begins.

    Where a go with this idea is being planned already, it is that one.
    """
    policy.may_draw.require(viewer, this.project, this.team)
    mine = select(Cycle).where(
        Cycle.project_id == this.project.id,
        Cycle.idea_id == idea.id,
        Cycle.state.in_(NOT_STARTED),
    )
    already = session.scalar(mine.order_by(Cycle.number.desc()).limit(1))
    if already:
        return already
    following = what_next(session, this.project.id)
    if following.cycle is None:
        raise Conflict(following.why_not)
    cycle = following.cycle
    if cycle.state in FINISHED:
        old = cycle
        cycle = goes.plan_next(session, viewer, Go(this.project, this.team, old))
        if old.idea_id != idea.id:  # another idea, another plan: what was tried is not tried again
            cycle.title, cycle.what_we_will_try = "", ""
    elif cycle.state not in NOT_STARTED or cycle.idea_id is not None:
        cycle = ramp.branch(session, viewer, Go(this.project, this.team, cycle), CameBy.ELSE_TOO)
    if not cycle.title and not cycle.what_we_will_try:
        cycle.what_we_will_try = idea.words  # empty where only its issue has words
    cycle.idea_id = idea.id
    cycle.edits += 1
    session.flush()
    return cycle


def say_which(session: Session, viewer: Viewer, this: Drawn, cycle: Cycle, **sent: Any) -> None:
    """Say which idea a go tests, or none: `idea_id`, and `seen`, the mark of what was shown."""
    policy.may_draw.require(viewer, this.project, this.team)
    require_seen(sent["seen"], idea=cycle.idea_id)
    if sent["idea_id"] == cycle.idea_id:
        return
    if not policy.may_say_which(cycle.state, cycle.idea_id is not None):
        raise Conflict(policy.may_say_which.says)
    cycle.idea_id = sent["idea_id"]
    cycle.edits += 1
    session.flush()
