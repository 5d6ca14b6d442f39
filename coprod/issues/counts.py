"""Me-toos counted by group, never as one total; shown in steps that move on once a day."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, case, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from coprod.db import today
from coprod.issues.models import Issue, LaneChange, Support
from coprod.people.few import HIDDEN_BELOW, STEP
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


def counter_of(hat: HatKind) -> Counter:
    """The counter that a me-too said with this hat adds to."""
    return COUNTED[GROUPS[hat]]


def moved_on(on: date) -> dict[Any, Any]:
    """Columns to set beside a press: from the first press of a day on, what stood before it shows.

    So no press can be read off the page on its day.
    """
    shown: dict[Any, Any] = {
        SHOWN[group]: case((_stale(on), _stepped(counter)), else_=SHOWN[group])
        for group, counter in COUNTED.items()
    }
    return shown | {Issue.shown_on: on}


def move_on(session: Session, on: date) -> int:
    """Keep what is shown from this day on of every issue that nobody has pressed on it.

    Pages work the same out as they are read, so nothing is seen earlier or later. How many moved.
    """
    steps = {SHOWN[group]: _stepped(counter) for group, counter in COUNTED.items()}
    differs = or_(*(shown != step for shown, step in steps.items()))
    new: dict[Any, Any] = {**steps, Issue.shown_on: on}
    moved = update(Issue).where(_stale(on), differs).values(new).returning(Issue.id)
    return len(session.scalars(moved, execution_options={"synchronize_session": False}).all())


def _stale(on: Any) -> ColumnElement[bool]:
    """Whether nobody has pressed on this day."""
    return or_(Issue.shown_on.is_(None), Issue.shown_on < on)


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
    return drifted + _recount_lanes(session)


def _recount_lanes(session: Session) -> list[str]:
    """The same for what was said about lanes."""
    of_issue = LaneChange.issue_id == Issue.id
    counted = select(func.count(LaneChange.id)).where(of_issue).scalar_subquery()
    wrong = select(Issue.id, Issue.lane_steps, counted).where(Issue.lane_steps != counted)
    drifted = []
    for issue_id, stored, true in session.execute(wrong).all():
        drifted.append(f"issue {issue_id}: lane_steps was {stored}, is {true}")
        session.execute(update(Issue).where(Issue.id == issue_id).values(lane_steps=true))
    return drifted


def _stepped(counter: Counter) -> ColumnElement[int]:
    """`stepped`, said to the database."""
    return case((counter >= HIDDEN_BELOW, counter - counter % STEP), else_=0)


_TODAY = bindparam("counted_on", callable_=today, type_=Date)
STEPS = tuple(
    case((_stale(_TODAY), _stepped(counter)), else_=SHOWN[group]).label(SHOWN[group].key)
    for group, counter in COUNTED.items()
)
"""What is shown of each count today, as columns named for `SHOWN`: it moves on once a day."""
