"""Asking those a go touches: when its plan is ready, and again when that plan is another."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.people import names
from coprod.people.hats import GROUPS
from improvement_cycles.consent import standing
from improvement_cycles.consent.models import Affected, Answer, Asking
from improvement_cycles.consent.said import Said
from improvement_cycles.consent.words import AGREES
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle


def of_go(session: Session, cycle_id: int) -> Asking:
    """The asking about a go, begun if it is not there yet."""
    insert_new(session, Asking, cycle_id=cycle_id, off_site=0, mark="")
    return session.scalars(select(Asking).where(Asking.cycle_id == cycle_id)).one()


def touch(session: Session, go: Go, person_id: int) -> None:
    """Add somebody who says that a go touches them, with the hat they wear now."""
    _add(session, go, person_id, by_team=False, by_themselves=True)


def _add(session: Session, go: Go, person_id: int, **by: bool) -> None:
    hat = session.scalar(select(names.hat_of(person_id, go.project.area_id, go.project.place_id)))
    if hat in GROUPS:
        insert_new(session, Affected, cycle_id=go.cycle.id, person_id=person_id, hat=hat, **by)


def ask(session: Session, go: Go) -> None:
    """Ask everybody, from the day the plan is ready. The same plan is not asked about twice.

    A changed plan is another question, with 21 days of its own. For the next go of a try, a yes
    from the go before still counts if the plan is the same and it touches nobody else.
    """
    asking = of_go(session, go.cycle.id)
    if go.project.owner_id:
        _add(session, go, go.project.owner_id)
    mark = standing.plan_mark(go.project, go.cycle)
    if asking.mark == mark:
        return
    asking.mark, asking.asked_on, asking.told_on = mark, today(), None
    session.flush()
    before = session.get(Cycle, go.cycle.next_of_id) if go.cycle.next_of_id else None
    if before:
        _carry_yes(session, go, before)


def copy(session: Session, go: Go, new: Cycle) -> None:
    """The next go touches those whom this one touched, until the team says otherwise.

    An open STOP goes with it, and a worry that has no answer: another go takes nobody's word away.
    """
    old = go.cycle
    was = session.scalar(select(Asking).where(Asking.cycle_id == old.id))
    if was:
        of_go(session, new.id).off_site = was.off_site
    for one in session.scalars(select(Affected).where(Affected.cycle_id == old.id)):
        by = {"by_team": one.by_team, "by_themselves": one.by_themselves}
        insert_new(session, Affected, cycle_id=new.id, person_id=one.person_id, hat=one.hat, **by)
    _carry(session, go, new, lambda one: one.stops or one.waits)


def was_asked(session: Session, project_id: int) -> bool:
    """Whether people were asked about any go of a try."""
    of_it = select(Asking.id).join(Cycle, Cycle.id == Asking.cycle_id)
    asked = of_it.where(Cycle.project_id == project_id, Asking.asked_on.is_not(None))
    return session.scalar(asked.limit(1)) is not None


def said_against(session: Session, project_id: int) -> bool:
    """Whether anybody ever had a worry about a try or said STOP to it, in any go of it."""
    of_it = select(Answer.id).join(Cycle, Cycle.id == Answer.cycle_id)
    against = of_it.where(Cycle.project_id == project_id, Answer.says.not_in(sorted(AGREES)))
    return session.scalar(against.limit(1)) is not None


def _carry(session: Session, go: Go, new: Cycle, which: Callable[[Said], bool]) -> None:
    """What people said to one go, said to another as well: on the day, and to the plan, it was."""
    there = standing.read(session, go.project, new)
    for one in standing.read(session, go.project, go.cycle).said:
        if not which(one) or (one.person_id and there.of(one.person_id)):
            continue
        session.add(
            Answer(
                cycle_id=new.id,
                person_id=one.person_id,
                hat=one.hat,
                says=one.says,
                words=one.words,
                alone=one.alone,
                mark=one.mark,
                on=one.on,
                asked_by_id=one.asked_by_id,
                how=one.how,
            )
        )
    session.flush()


def _carry_yes(session: Session, go: Go, before: Cycle) -> None:
    was = standing.read(session, go.project, before)
    now = standing.read(session, go.project, go.cycle)
    if now.touched.keys() - was.touched.keys() or now.off_site > was.off_site or now.in_person:
        return
    old = Go(go.project, go.team, before)
    _carry(session, old, go.cycle, lambda one: one.says in AGREES and one.mark == now.mark)
