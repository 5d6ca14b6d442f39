"""What was done in a month, for everybody to read: what, under which rule, after how long.

No content, no names, no place, no day, and nothing about what was passed on.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.db import HERE, today
from coprod.people.hats import HatKind
from forums.moderation.models import Act, Appeal
from forums.words import ActKind, TalkRule

PER_PAGE = 100
_AT: Any = Act.at.type
_LINES = (
    select(Act.id, Act.what, Act.kind, Act.by_hat, Act.rule, Act.hours, Appeal.upheld)
    .outerjoin(Appeal, Appeal.id == Act.appeal_id)
    .where(
        Act.area_id == bindparam("area_id"),
        Act.public,
        Act.at >= bindparam("since", type_=_AT),
        Act.at < bindparam("until", type_=_AT),
        Act.id > bindparam("after"),
    )
    .order_by(Act.id)
    .limit(PER_PAGE + 1)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done."""

    id: int
    what: ActKind
    kind: str
    by_hat: HatKind | None  # nobody: the clock, or the author's own yes
    rule: TalkRule | None
    hours: int | None
    upheld: bool | None  # of what was asked again: whether it stays


def month(session: Session, area_id: int, first: date, after: int = 0) -> list[Line]:
    """What was done in an area in the month that begins on a day; one more than fits."""
    asked = {
        "area_id": area_id,
        "since": _midnight(first),
        "until": _midnight(next_month(first)),
        "after": after,
    }
    return [Line(*row) for row in session.execute(_LINES, asked)]


def month_of(sent: str | None) -> date:
    """The first day of the month that was asked for; of this month for anything else."""
    try:
        return date.fromisoformat(f"{sent or ''}-01")
    except ValueError:
        return today().replace(day=1)


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=32)).replace(day=1) if first < date(9999, 1, 1) else first


def month_before(first: date) -> date:
    """The first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1) if first > date(1, 1, 1) else first


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), HERE)
