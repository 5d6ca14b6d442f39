"""Which dots stand, and which of those that stand are drawn.

A measure holds far more dots than a picture can show, so that a picture reads its newest by index.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import and_, exists, func, literal, select
from sqlalchemy.orm import aliased

from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.points import MOST_DRAWN, Counted

Dot = TypeVar("Dot", Counted, Point)

_newer, _point, _newer_of_it = aliased(Point), aliased(Point), aliased(Point)
LAST = ~exists().where(_newer.supersedes_id == Point.id).correlate(Point)
"""Whether nothing corrected a dot."""
CURRENT = and_(LAST, Point.taken_away.is_(False))
"""Whether a dot stands: nothing corrected it, and nobody took it away."""

_newest_first = (
    select(_point.on)
    .where(
        _point.measure_id == Measure.id,
        _point.taken_away.is_(False),
        ~exists().where(_newer_of_it.supersedes_id == _point.id).correlate(_point),
    )
    .order_by(_point.on.desc())
    .limit(1)
    .correlate(Measure)
)
NEWEST_DAY = _newest_first.scalar_subquery()
"""The day of the newest dot of a `Measure` that stands, or NULL."""
IS_NEW = Point.on >= func.coalesce(
    _newest_first.offset(MOST_DRAWN).scalar_subquery(), literal(date.min)
)
"""Whether a dot is among the newest of its `Measure`, so many as are drawn, or of the day before.

`newest` then leaves those that are too many.
"""


def newest(counted: Sequence[Dot]) -> tuple[list[Dot], bool]:
    """As many dots as are drawn, in whole days if there are several; and whether older ones stand.

    Args:
        counted: what `IS_NEW` found of one measure, in time order.

    """
    too_many = len(counted) - MOST_DRAWN
    if too_many <= 0:
        return list(counted), False
    drawn = list(counted[too_many:])
    if counted[too_many - 1].on == drawn[0].on:  # a day cut in two would be read as a whole one
        drawn = [one for one in drawn if one.on != drawn[0].on] or drawn
    return drawn, True
