"""Checking on what was kept: after 1 month, 3, 6, and then once a year, as long as it is there.

Whoever checks can choose another day. When it is not there any more the team can plan the next go;
until it does, the question comes back.
"""

from calendar import monthrange
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from coprod.promises.days import PROMISED
from improvement_cycles import goes, policy, ramp
from improvement_cycles.doing_models import UpkeepCheck
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle
from improvement_cycles.words import GoState, Outcome

NOT_KEPT = "This go was not kept. There is nothing to check on."
MONTHS = (1, 3, 6, 12)  # until the first check, the second, and so on; the last again and again


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_day(session: Session, cycle: Cycle) -> date:
    """When to check next, by how often it was still there. A look that failed begins anew."""
    since_no = select(func.coalesce(func.max(UpkeepCheck.id), 0)).where(
        UpkeepCheck.cycle_id == cycle.id, UpkeepCheck.still_there.is_(False)
    )
    checked = select(func.count(UpkeepCheck.id)).where(
        UpkeepCheck.cycle_id == cycle.id, UpkeepCheck.id > since_no.scalar_subquery()
    )
    before = session.scalar(checked) or 0
    if cycle.state is GoState.CLOSED:
        before += 1  # the check that is said now
    return months_later(today(), MONTHS[min(before, len(MONTHS) - 1)])


def require_kept(session: Session, viewer: Viewer, go: Go) -> None:
    """Raise NotAllowed or Conflict unless the viewer can say what became of a kept go."""
    policy.may_check.require(viewer, go.project, go.team, go.cycle.owner_of_upkeep_id)
    if go.cycle.state is not GoState.CLOSED or go.cycle.decision is not Outcome.KEPT:
        raise Conflict(NOT_KEPT)
    if ramp.has_next(session, go.cycle):
        raise Conflict(ramp.HAS_NEXT)


def still_there(session: Session, viewer: Viewer, go: Go, check_on: date) -> None:
    """Say that what was kept is still there, and on which day to check again."""
    require_kept(session, viewer, go)
    if check_on <= today():
        raise Invalid({"check_on": goes.TO_COME})
    if check_on - today() > PROMISED.most:
        raise Invalid({"check_on": PROMISED.says})
    _say(session, viewer, go, UpkeepCheck(still_there=True, again_on=check_on))


def not_there(
    session: Session, viewer: Viewer, go: Go, words: str, *, plan: bool = False
) -> Cycle | None:
    """Say that it is not there, or not like it was; and plan the next go at once if asked to.

    Else the team is asked again in a month.
    """
    require_kept(session, viewer, go)
    again = months_later(today(), MONTHS[0])
    _say(session, viewer, go, UpkeepCheck(still_there=False, again_on=again, words=words))
    return goes.plan_next(session, viewer, go) if plan else None


def _say(session: Session, viewer: Viewer, go: Go, check: UpkeepCheck) -> None:
    check.cycle_id, check.by_id, check.on = go.cycle.id, viewer.id, today()
    go.cycle.check_on = check.again_on
    session.add(check)
    session.flush()
