"""Me-toos counted by group, never as one total; shown in steps, refreshed once a day."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from coprod.issues.models import Issue, Support
from coprod.people.hats import GROUPS, Group, HatKind

Counter = InstrumentedAttribute[int]

COUNTED: dict[Group, Counter] = {
    Group.PEOPLE: Issue.me_too_people,
    Group.FAMILIES: Issue.me_too_families,
    Group.STAFF: Issue.me_too_staff,
}
SHOWN: dict[Group, Counter] = {
    Group.PEOPLE: Issue.shown_people,
    Group.FAMILIES: Issue.shown_families,
    Group.STAFF: Issue.shown_staff,
}
HIDDEN_BELOW = 8
STEP = 5


def stepped(n: int) -> int:
    """What is shown of a count: nothing below 8, then the nearest 5 below."""
    return n - n % STEP if n >= HIDDEN_BELOW else 0


def counter_of(hat: HatKind) -> Counter:
    """The counter that a me-too said with this hat adds to."""
    return COUNTED[GROUPS[hat]]


def shown_today(on: date) -> dict[Any, Any]:
    """Columns to set beside a press, so that what is shown moves on once a day.

    The first press of a day shows the counts as they stood before it. So no press can be read
    off the page, even where nobody runs the daily job.
    """
    stale = or_(Issue.shown_on.is_(None), Issue.shown_on < on)
    moved: dict[Any, Any] = {
        shown: case((stale, _stepped(COUNTED[group])), else_=shown)
        for group, shown in SHOWN.items()
    }
    return moved | {Issue.shown_on: on}


def refresh_shown(session: Session, on: date) -> None:
    """Show the counts of today, wherever they have moved by a step. Once a day."""
    moved = [shown != _stepped(COUNTED[group]) for group, shown in SHOWN.items()]
    values: dict[Any, Any] = {shown: _stepped(COUNTED[group]) for group, shown in SHOWN.items()}
    statement = update(Issue).where(or_(*moved)).values(values | {Issue.shown_on: on})
    session.execute(statement, execution_options={"synchronize_session": False})


def recount(session: Session) -> list[str]:
    """Count every me-too again, mend the counters that drifted, and say which they were."""
    drifted = []
    for group, counter in COUNTED.items():
        hats = [hat for hat, whose in GROUPS.items() if whose is group]
        counted = (
            select(func.count(Support.id))
            .where(Support.issue_id == Issue.id, Support.hat.in_(hats))
            .scalar_subquery()
        )
        wrong = session.execute(select(Issue.id, counter, counted).where(counter != counted)).all()
        for issue_id, stored, true in wrong:
            drifted.append(f"issue {issue_id}: {counter.key} was {stored}, is {true}")
            session.execute(update(Issue).where(Issue.id == issue_id).values({counter: true}))
    return drifted


def _stepped(counter: Counter) -> ColumnElement[int]:
    """`stepped`, said to the database."""
    return case((counter >= HIDDEN_BELOW, counter - counter % STEP), else_=0)
