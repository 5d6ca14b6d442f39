"""Putting in the dots of a file: all of them in one go, or none."""

from dataclasses import fields
from itertools import chain, islice
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from improvement_cycles import measure_policy
from improvement_cycles.csv_rows import FileRefused
from improvement_cycles.import_rows import Chosen, Place, Ready, read_file
from improvement_cycles.measure_dots import AGAIN, STOPPED
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_queries import as_counted
from improvement_cycles.points import Counted
from improvement_cycles.standing import LAST

_AT_ONCE = 1_000  # rows written in one statement
_NAMES = [field.name for field in fields(Counted)]
REFUSED_ROWS = "Some rows cannot be used. Nothing was put in."


def ready(
    session: Session, measure: Measure, content: bytes, chosen: Chosen, *, put_right: bool
) -> Ready:
    """What a file would put into a measure, and which rows it could not. Changes nothing.

    Raises Invalid if the file as a whole cannot be used.
    """
    rows = _last(session, measure)
    there = {at: as_counted(row, row.note) for at, row in rows.items() if not row.taken_away}
    try:
        return read_file(content, measure, chosen, there, today=today(), put_right=put_right)
    except FileRefused as refused:
        raise Invalid({"file": str(refused)}) from refused


def put_in(session: Session, viewer: Viewer, this: Measured, found: Ready, reason: str) -> int:
    """Put in what a file holds, as a person. How many dots there were."""
    measure_policy.may_count.require(viewer, this.project, this.team)
    return keep(session, this.measure, found, reason=reason, by_id=viewer.id)


def keep(
    session: Session, measure: Measure, found: Ready, *, reason: str, by_id: int | None
) -> int:
    """Keep the dots of a file, in the transaction of the session. None: who keeps the computer.

    Raises Conflict, and keeps nothing, if a single row was refused.
    """
    if found.refused:
        raise Conflict(REFUSED_ROWS)
    if measure.stopped_on:
        raise Conflict(STOPPED)
    if found.changed and not reason:
        raise Invalid({"reason": "Say why the dots that are there were not right."})
    last = _last(session, measure)
    entered = {"measure_id": measure.id, "entered_by_id": by_id, "entered_on": today()}
    dots = chain(found.new, (one for _old, one in found.changed))
    while some := list(islice(dots, _AT_ONCE)):
        rows = [_row(one) | entered | _after(last.get((one.on, one.nth)), reason) for one in some]
        session.execute(insert(Point), rows)
    return found.dots


def _row(one: Counted) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _NAMES}  # asdict copies each number, slowly


def _after(old: Any, reason: str) -> dict[str, Any]:
    if old is None:
        return {"supersedes_id": None, "reason": "", "taken_away": False}
    reason = AGAIN if old.taken_away else reason
    return {"supersedes_id": old.id, "reason": reason, "taken_away": False}


def _last(session: Session, measure: Measure) -> dict[Place, Any]:
    """The last word on each dot, whether it stands or was taken away."""
    wanted = select(Point.__table__).where(Point.measure_id == measure.id, LAST)
    return {(row.on, row.nth): row for row in session.execute(wanted)}
