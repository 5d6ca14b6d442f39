"""A ramp of goes: one after the other, and others beside them at the same time.

Each go comes from another: after it, with what was learned, or beside it, while it goes on. Goes
that follow each other are one chain; what began beside a go is a chain of its own, under it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from coprod.errors import Conflict
from coprod.people.viewer import Viewer
from improvement_cycles import policy, states
from improvement_cycles.consent import asking
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle, CycleDoer
from improvement_cycles.queries import follows
from improvement_cycles.rows import questions
from improvement_cycles.services import copy_plan
from improvement_cycles.words import CameBy, GoState, Outcome, TryStatus

HAS_NEXT = "The next go is there already."
MOST_AT_ONCE = 6
ENOUGH = f"{MOST_AT_ONCE} goes at the same time are enough. Finish one first."
NOTHING_BESIDE = "This go is finished. You can plan the next go."
NOT_AGAIN = {CameBy.ELSE_TOO: ("title", "what_we_will_try"), CameBy.ELSEWHERE: ("where",)}
"""What of a plan is left empty beside it: something else to try, or somewhere else."""


@dataclass(slots=True)
class Node:
    """One go in a ramp, and the chains that began beside it."""

    go: Any
    beside: list["list[Node]"] = field(default_factory=list)


def chains(goes: Iterable[Any]) -> list[list[Node]]:
    """The goes of one try as chains of goes that follow each other, each with what began beside it.

    Of each go: `id`, `number`, `next_of_id` and `came_by`.
    """
    nodes = {one.id: Node(one) for one in sorted(goes, key=lambda one: one.number)}
    chain_of: dict[int, list[Node]] = {}
    roots: list[list[Node]] = []
    ended: dict[int, bool] = defaultdict(bool)  # another go follows this one already
    for key, node in nodes.items():
        before, beside = node.go.next_of_id, node.go.came_by is not CameBy.NEXT
        if before not in nodes:
            roots.append(_begin(chain_of, key, node))
        elif beside or ended[before]:
            nodes[before].beside.append(_begin(chain_of, key, node))
        else:
            ended[before] = True
            chain_of[key] = chain_of[before]
            chain_of[key].append(node)
    return roots


def _begin(chain_of: dict[int, list[Node]], key: int, node: Node) -> list[Node]:
    chain_of[key] = [node]
    return chain_of[key]


def next_go(session: Session, go: Go, came_by: CameBy = CameBy.NEXT) -> Cycle:
    """A go that comes from this one: its plan, who does what, and whom it touches; no guess."""
    old = go.cycle
    last = session.scalar(select(func.max(Cycle.number)).where(Cycle.project_id == old.project_id))
    new = Cycle(
        project_id=old.project_id,
        number=(last or 0) + 1,
        next_of_id=old.id,
        came_by=came_by,
        idea_id=None if came_by is CameBy.ELSE_TOO else old.idea_id,
    )
    session.add(new)
    session.flush()
    copy_plan(session, old, new)
    for doer in session.scalars(select(CycleDoer).where(CycleDoer.cycle_id == old.id)):
        if doer.person_id in go.team:
            session.add(CycleDoer(cycle_id=new.id, person_id=doer.person_id, does=doer.does))
    asking.copy(session, go, new)
    session.flush()
    return new


def branch(session: Session, viewer: Viewer, go: Go, came_by: CameBy) -> Cycle:
    """Begin to plan another go beside this one: something else, or the same somewhere else.

    Each has its own guess, people who are asked, state and decision. What people said against this
    one goes with it: see `asking.copy`.
    """
    policy.may_write.require(viewer, go.project, go.team)
    if go.cycle.state in states.FINISHED:
        raise Conflict(NOTHING_BESIDE)
    if len(going_on(session, go.project.id)) >= MOST_AT_ONCE:
        raise Conflict(ENOUGH)
    new = next_go(session, go, came_by)
    for name in NOT_AGAIN[came_by]:
        setattr(new, name, "")
    if came_by is CameBy.ELSE_TOO:
        for one in questions(session, new.id):
            session.delete(one)
    session.flush()
    return new


def going_on(session: Session, project_id: int) -> set[int]:
    """The goes of a try that are not over: being planned, tried, looked at, decided, or paused."""
    wanted = select(Cycle.id).where(
        Cycle.project_id == project_id, Cycle.state.not_in(states.FINISHED)
    )
    return set(session.scalars(wanted))


def has_next(session: Session, cycle: Cycle) -> bool:
    """Whether another go follows this one."""
    after = exists().where(Cycle.next_of_id == cycle.id, follows(Cycle))
    return bool(session.scalar(select(after)))


def status_when_over(session: Session, project_id: int, last: TryStatus) -> TryStatus:
    """How a try ended whose goes are all over: kept if any go was, and none followed it."""
    kept = select(Cycle).where(
        Cycle.project_id == project_id,
        Cycle.state == GoState.CLOSED,
        Cycle.decision == Outcome.KEPT,
    )
    standing = any(not has_next(session, one) for one in session.scalars(kept))
    return TryStatus.KEPT if standing else last
