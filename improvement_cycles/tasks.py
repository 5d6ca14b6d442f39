"""Things to do in a go: who does what by when, done or not, as planned or not and why.

The plan says who does what and is locked. This list is for working with: it begins with what the
plan says, and grows. It is the team's own, and nobody outside is shown it or told how many.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session, aliased

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from improvement_cycles import policy, states
from improvement_cycles.doing_models import Task, TaskWas
from improvement_cycles.found import Go
from improvement_cycles.go_models import CycleDoer
from improvement_cycles.rows import NOT_IN_TEAM

OVER = "This go is finished. There is nothing more to do in it."
DONE = "This is done already. Say that it is not done first."
GONE = "That is not on the list any more."
_SHOWN = 20  # of what one thing to do said before
MOST = 100  # things to do in one go
FULL = f"There are {MOST} things to do already. Take one off the list first."
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class NewTask:
    """Something to do. Nobody does it yet if there is no person."""

    what: str
    person_id: int | None = None
    by_when: date | None = None


@dataclass(frozen=True, slots=True)
class HowItWent:
    """What is said of something that is done."""

    as_planned: bool
    why: str = ""


def add(session: Session, viewer: Viewer, go: Go, new: NewTask) -> Task:
    """Put something on the list of a go, before its start or after."""
    policy.may_write.require(viewer, go.project, go.team)
    _require_open(go)
    _require_possible(go, new)
    if _many(session, go) >= MOST:
        raise Conflict(FULL)
    task = Task(
        cycle_id=go.cycle.id,
        person_id=new.person_id,
        what=new.what,
        by_when=new.by_when,
        added_by_id=viewer.id,
        added_on=today(),
    )
    session.add(task)
    session.flush()
    return task


def change(session: Session, viewer: Viewer, go: Go, task: Task, new: NewTask) -> None:
    """Say anew what there is to do, who does it and by when. What it said before is kept.

    Raises Conflict once it is done: what was done is what it said then.
    """
    may_change(viewer, go, task)
    _require_possible(go, new)
    was = NewTask(task.what, task.person_id, task.by_when)
    if new == was:
        return
    changed = {"changed_by_id": viewer.id, "changed_on": today()}
    session.add(TaskWas(task_id=task.id, **asdict(was), **changed))
    task.what, task.person_id, task.by_when = new.what, new.person_id, new.by_when
    session.flush()


def of_plan(session: Session, go: Go) -> None:
    """Begin the list of a go that starts with what its plan says. What is there already stays."""
    there = {(task.person_id, task.what) for task in session.scalars(_of(go))}
    for doer in session.scalars(select(CycleDoer).where(CycleDoer.cycle_id == go.cycle.id)):
        if (doer.person_id, doer.does) not in there:
            mine = {"person_id": doer.person_id, "what": doer.does, "of_plan": True}
            session.add(Task(cycle_id=go.cycle.id, added_on=today(), **mine))
    session.flush()


def one(session: Session, viewer: Viewer, go: Go, task_id: int) -> Task:
    """One thing to do, for somebody who may see the list. Raises NotFound."""
    wanted = _of(go).where(Task.id == task_id).execution_options(populate_existing=True)
    task = session.scalar(wanted)
    if task is None or not policy.may_see_tasks(viewer, go.project, go.team):
        raise NotFound(GONE)
    return task


def take(session: Session, viewer: Viewer, go: Go, task: Task) -> None:
    """Take something that nobody does yet."""
    policy.may_do_tasks.require(viewer, go.project, go.team)
    _require_open(go)
    if task.person_id not in {None, viewer.id}:
        raise Conflict("Somebody does this already.")
    task.person_id = viewer.id
    session.flush()


def tick(session: Session, viewer: Viewer, go: Go, task: Task, how: HowItWent) -> None:
    """Say that something is done, and whether it was as planned. It can be said anew."""
    policy.may_tick.require(viewer, go.project, go.team, task.person_id)
    _require_open(go)
    if not (how.as_planned or how.why):
        raise Invalid({"why": "Say why it was not as planned. A few words will do."})
    task.done_on, task.done_by_id = task.done_on or today(), viewer.id
    task.as_planned, task.why = how.as_planned, how.why
    session.flush()


def untick(session: Session, viewer: Viewer, go: Go, task: Task) -> None:
    """Say that it is not done after all. What was said of it goes too."""
    policy.may_tick.require(viewer, go.project, go.team, task.person_id)
    _require_open(go)
    task.done_on = task.done_by_id = task.as_planned = None
    task.why = ""
    session.flush()


def take_off(session: Session, viewer: Viewer, go: Go, task: Task) -> None:
    """Take something off the list that is not done: it need not be done any more."""
    may_change(viewer, go, task)
    session.execute(delete(TaskWas).where(TaskWas.task_id == task.id))
    session.delete(task)
    session.flush()


def may_change(viewer: Viewer, go: Go, task: Task) -> None:
    """Raise NotAllowed or Conflict, with its sentence, unless this can be changed or taken off."""
    policy.may_write.require(viewer, go.project, go.team)
    _require_open(go)
    if task.done_on:
        raise Conflict(DONE)


def before(session: Session, task: Task) -> list[Any]:
    """What a thing to do said before, the last first: what, who, by_when, changed_by, changed_on.

    Its caller knows that the viewer may see the list.
    """
    does, changed_by = aliased(Person), aliased(Person)
    wanted = (
        select(
            TaskWas.what,
            does.name.label("who"),
            TaskWas.by_when,
            changed_by.name.label("changed_by"),
            TaskWas.changed_on,
        )
        .outerjoin(does, does.id == TaskWas.person_id)
        .join(changed_by, changed_by.id == TaskWas.changed_by_id)
        .where(TaskWas.task_id == task.id)
        .order_by(TaskWas.id.desc())
        .limit(_SHOWN)
    )
    return list(session.execute(wanted))


def _of(go: Go) -> Select[Task]:
    return select(Task).where(Task.cycle_id == go.cycle.id).order_by(Task.id)


def _require_possible(go: Go, new: NewTask) -> None:
    if new.person_id is not None and new.person_id not in go.team:
        raise Invalid({"person": NOT_IN_TEAM})
    if new.by_when and not _EARLIEST <= new.by_when <= _LATEST:
        raise Invalid({"by_when": "Choose a day that is nearer."})


def _many(session: Session, go: Go) -> int:
    return session.scalar(select(func.count()).select_from(_of(go).order_by(None).subquery())) or 0


def _require_open(go: Go) -> None:
    if go.cycle.state in states.FINISHED:
        raise Conflict(OVER)
