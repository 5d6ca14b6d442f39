"""From an idea to a go that tests it: the next go of its try, and which idea a go tests."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.errors import Conflict
from coprod.people.viewer import Viewer
from improvement_cycles import goes
from improvement_cycles.drivers import policy
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.drivers.services import require_seen
from improvement_cycles.drivers.tree import Part
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle
from improvement_cycles.states import FINISHED, NOT_STARTED

GOES_ON = "A go is going on. You can try this idea when it ends."
PLANNED = "Another go is being planned. You can try this idea after it."


@dataclass(frozen=True, slots=True)
class Next:
    """Whether an idea can be tried now: the go whose plan to open, or why not."""

    cycle: Cycle | None
    why_not: str = ""


def what_next(session: Session, project_id: int) -> Next:
    """The go that the next idea would be tried by: one that tests nothing yet, or one to come."""
    wanted = select(Cycle).where(Cycle.project_id == project_id).order_by(Cycle.number)
    every = session.scalars(wanted).all()
    free = [one for one in every if one.state in NOT_STARTED and one.idea_id is None]
    if free:
        return Next(free[-1])
    if any(one.state in NOT_STARTED for one in every):
        return Next(None, PLANNED)
    if not every or every[-1].state not in FINISHED:
        return Next(None, GOES_ON)
    return Next(every[-1])


def try_idea(session: Session, viewer: Viewer, this: Drawn, idea: Part) -> Cycle:
    """Plan the next go of the try with this idea. The plan of a go before it is where it begins.

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
