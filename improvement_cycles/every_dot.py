"""Every dot of a measure, for a file: also those that are too old to be drawn."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, exists, func, select, tuple_
from sqlalchemy.orm import Session

from improvement_cycles.measure_models import Point
from improvement_cycles.measure_queries import Seen, as_counted
from improvement_cycles.points import Counted
from improvement_cycles.standing import CURRENT
from improvement_cycles.stats.finding import FEWEST_ASKED

_AT_ONCE = 2_000  # rows held at a time
_STANDING = Point.measure_id == bindparam("measure_id"), CURRENT
_NEXT = (
    select(Point.__table__)
    .where(
        *_STANDING,
        Point.on >= bindparam("on"),
        tuple_(Point.on, Point.id) > tuple_(bindparam("on"), bindparam("id")),
    )
    .order_by(Point.on, Point.id)  # as they are indexed
    .limit(_AT_ONCE)
)
_people = func.coalesce(Point.happy + Point.ok + Point.sad, Point.out_of)
_FEW = select(exists().where(*_STANDING, _people > 0, _people < bindparam("fewest")))
_MORE = select(Point.id).where(*_STANDING).offset(bindparam("many")).limit(1)


def every_dot(session: Session, measure_id: int) -> Iterator[Counted]:
    """The dots that stand, in time order."""
    for _day, rows in groupby(_rows(session, measure_id), key=attrgetter("on")):
        yield from (as_counted(row, row.note) for row in sorted(rows, key=attrgetter("nth")))


def _rows(session: Session, measure_id: int) -> Iterator[Any]:
    """Their rows by day, read some at a time. A dot that was put right is the last of its day."""
    asked = {"measure_id": measure_id, "on": date.min, "id": 0}
    while rows := session.execute(_NEXT, asked).all():
        yield from rows
        asked |= {"on": rows[-1].on, "id": rows[-1].id}


def is_of_few(session: Session, seen: Seen) -> bool:
    """Whether any of its dots stands for fewer people than those outside the group may see."""
    fewest = seen.head.fewest or FEWEST_ASKED
    return bool(session.scalar(_FEW, {"measure_id": seen.head.measure_id, "fewest": fewest}))


def has_more_than(session: Session, measure_id: int, many: int) -> bool:
    """Whether more dots than so many stand."""
    return session.scalar(_MORE, {"measure_id": measure_id, "many": many}) is not None
