"""Whose dot is due: what a person counts, and has not put in yet this time."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, and_, bindparam, case, or_
from sqlalchemy.orm import Session

from coprod.db import HERE, now, today
from coprod.first_page import Asks
from coprod.issues.parts import part
from coprod.people.viewer import Viewer
from improvement_cycles.measure_days import A_DAY, AFTER, WEEK, asked_on, in_month, month_day
from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_words import HowOften
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.queries import readable, who
from improvement_cycles.standing import NEWEST_DAY
from improvement_cycles.words import WRITERS, TryStatus

_MOST = 25
_last = NEWEST_DAY
_BITS = [bindparam(f"weekday_{ago}", type_=Measure.weekdays.type) for ago in range(7)]
_DAYS = [bindparam(f"days_{ago}", type_=Date) for ago in range(7)]
_of_week = case(
    *((Measure.weekdays.bitwise_and(bit) > 0, day) for bit, day in zip(_BITS, _DAYS, strict=True)),
    else_=_DAYS[0],
)
_of_month = case(
    (Measure.day_of_month <= bindparam("month_day"), bindparam("this_month", type_=Date)),
    else_=bindparam("last_month", type_=Date),
)
_has_day = case(
    (Measure.how_often == HowOften.MONTHLY, Measure.day_of_month.is_not(None)),
    else_=Measure.weekdays > 0,
)
_expected = case((Measure.day_of_month.is_not(None), _of_month), else_=_of_week)
_LONG_AGO = or_(
    *(
        (Measure.how_often == often) & or_(_last.is_(None), _last <= bindparam(f"{often.value}_by"))
        for often in AFTER
    )
)
_NOT_YET = and_(
    Measure.how_often.in_(AFTER),
    Measure.made_on <= _expected,
    or_(_last.is_(None), _last < _expected),
)

COUNTED = (
    Measure.who_counts_id == bindparam("person"),
    TeamMember.person_id == bindparam("person"),  # `policy.may_write`: others cannot count
    TeamMember.hat.in_(WRITERS),
    ImprovementProject.area_id.in_(bindparam("areas", expanding=True)),
    Measure.stopped_on.is_(None),
    ImprovementProject.status == TryStatus.HAPPENING,
    readable(),
)
"""What a person counts now, of measures with their tries and teams."""
_DUE = (
    part(
        "dot",
        part_id=Measure.id,
        one=Measure.name,
        two=Measure.how_often,
        day=_last,
        other_day=_expected,
        m=Measure.day_of_month,
    )
    .select_from(Measure)
    .join(ImprovementProject, ImprovementProject.id == Measure.project_id)
    .join(TeamMember, TeamMember.project_id == ImprovementProject.id)
    .where(*COUNTED, case((_has_day, _NOT_YET), else_=_LONG_AGO))
    .order_by(Measure.id.desc())
    .limit(_MOST)
)


def asked_day(row: Any) -> date:
    """The day that a row of `ASKS` asks for."""
    return in_month(row.other_day, row.m) if row.m else row.other_day


def _asked(_session: Session, viewer: Viewer, _area_id: int) -> dict[str, Any] | None:
    if not any(hat.kind in WRITERS for hat in viewer.hats):
        return None  # nobody else counts
    return who(viewer) | days_asked(now())


def days_asked(moment: datetime) -> dict[str, Any]:
    """The binds that say which days may be asked for at a moment."""
    day = asked_on(moment.astimezone(HERE))
    first = day.replace(day=1)
    binds: dict[str, Any] = {f"{often.value}_by": today() - after for often, after in AFTER.items()}
    for ago in range(7):
        one = day - A_DAY * ago
        binds |= {f"weekday_{ago}": WEEK[one.weekday()], f"days_{ago}": one}
    return binds | {
        "month_day": month_day(day),
        "this_month": first,
        "last_month": (first - A_DAY).replace(day=1),
    }


ASKS = Asks((_DUE,), _asked)
"""What somebody counts and has not counted lately: name, how often, and the day of the last dot.

Each measure is there once, for the last day that has no dot; in the night nothing new is asked.
"""
