"""Putting in dots, and putting them right. A dot that was there stays, beside its correction."""

from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.viewer import Viewer
from improvement_cycles import measure_policy
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_queries import as_counted
from improvement_cycles.measure_words import HowOften, Kind
from improvement_cycles.points import MOST_DOTS, MOST_OF_DAY, Counted, troubles
from improvement_cycles.standing import CURRENT, LAST

THERE = "There is a dot for this day already."
FULL = f"A measure can hold {MOST_DOTS:,} dots. Begin a new one to go on."
FULL_DAY = f"A day can hold {MOST_OF_DAY:,} dots."
PUT_RIGHT_ALREADY = "Somebody put this dot right already. Look at it first."
NO_SUCH = "There is no such dot here."
SAY_WHY = "Say why it was not right. A word will do."
STOPPED = "We do not count this any more. You can start to count it again."
NOBODY_COULD = "Nobody could count."
OTHER_DAY = "Another day has a dot of its own. Take this one away."
AGAIN = "Put in again"


class DotThere(Conflict):
    """The day has its dot: `point` is the one to put right instead."""

    def __init__(self, point: Point) -> None:
        super().__init__(THERE)
        self.point = point


def put_in(session: Session, viewer: Viewer, this: Measured, counted: Counted) -> Point:
    """Put in a dot. Raises DotThere if its day has one, and Invalid for what cannot be."""
    measure_policy.may_count.require(viewer, this.project, this.team)
    measure = this.measure
    if measure.stopped_on:
        raise Conflict(STOPPED)
    _check(measure.kind, counted)
    standing = select(func.count()).where(Point.measure_id == measure.id, CURRENT)
    if (session.scalar(standing) or 0) >= MOST_DOTS:
        raise Conflict(FULL)
    there = _last_of(session, measure.id, counted)
    nth = there.nth if there else 1
    after: dict[str, Any] = {}
    if there and measure.how_often is HowOften.EACH_TIME:
        nth = there.nth + 1
        if nth > MOST_OF_DAY:
            raise Conflict(FULL_DAY)
    elif there and there.taken_away:
        after = {"supersedes_id": there.id, "reason": AGAIN}
    elif there:
        raise DotThere(there)
    _insert(session, viewer, this, counted, nth=nth, **after)
    point = _last_of(session, measure.id, counted)
    if point is None:
        raise NotFound(NO_SUCH)
    return point


def nobody_could(session: Session, viewer: Viewer, this: Measured, on: date) -> None:
    """Say that nobody could count on a day. If it has a dot meanwhile, that stays."""
    with suppress(DotThere):
        put_in(session, viewer, this, Counted(on, note=NOBODY_COULD))


def put_right(
    session: Session,
    viewer: Viewer,
    this: Measured,
    point_id: int,
    counted: Counted | None,
    reason: str,
) -> None:
    """Put another dot in place of one, with the reason; None takes it away. The old one stays.

    An event that was on another day is taken away here and put in there.

    Raises Conflict if somebody else put it right first.
    """
    measure_policy.may_count.require(viewer, this.project, this.team)
    old = standing(session, this, point_id)
    if not reason:
        raise Invalid({"reason": SAY_WHY})
    if counted is not None:
        _check(this.measure.kind, counted)
        if counted == as_counted(old, old.note):
            return
        if counted.on != old.on:
            _move(session, viewer, this, old, counted, reason)
            return
    new = counted or as_counted(old, old.note)
    _insert(
        session,
        viewer,
        this,
        new,
        nth=old.nth,
        supersedes_id=old.id,
        reason=reason,
        taken_away=counted is None,
    )


def _move(
    session: Session, viewer: Viewer, this: Measured, old: Point, counted: Counted, reason: str
) -> None:
    if this.measure.kind is not Kind.EVENTS:
        raise Invalid({"on": OTHER_DAY})
    away = {"nth": old.nth, "supersedes_id": old.id, "reason": reason, "taken_away": True}
    _insert(session, viewer, this, as_counted(old, old.note), **away)
    there = _last_of(session, this.measure.id, counted)
    _insert(session, viewer, this, counted, nth=there.nth + 1 if there else 1)


def standing(session: Session, this: Measured, point_id: int) -> Point:
    """A dot that nothing has corrected. Raises NotFound, or Conflict if something has."""
    wanted = select(Point).where(Point.id == point_id, Point.measure_id == this.measure.id)
    point = session.scalar(wanted)
    if point is None:
        raise NotFound(NO_SUCH)
    if point.taken_away or session.scalar(select(exists().where(Point.supersedes_id == point.id))):
        raise Conflict(PUT_RIGHT_ALREADY)
    return point


def _check(kind: Any, counted: Counted) -> None:
    wrong = troubles(kind, counted, today())
    if wrong:
        raise Invalid(wrong)


def _last_of(session: Session, measure_id: int, counted: Counted) -> Point | None:
    wanted = select(Point).where(Point.measure_id == measure_id, Point.on == counted.on, LAST)
    return session.scalar(wanted.order_by(Point.nth.desc()).limit(1))


def _insert(
    session: Session, viewer: Viewer, this: Measured, counted: Counted, **more: Any
) -> None:
    """One row, unless another press was there first: the index says so, not a look beforehand."""
    new = asdict(counted) | {
        "measure_id": this.measure.id,
        "entered_by_id": viewer.id,
        "entered_on": today(),
        "reason": "",
        "taken_away": False,
    }
    if not insert_new(session, Point, **new | more):
        raise Conflict(PUT_RIGHT_ALREADY)
