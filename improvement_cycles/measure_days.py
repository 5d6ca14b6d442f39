"""On which days a dot is expected, and which of them has none. Pure: no web, no database.

A dot may come late: one on the day or after it, up to the next, is that day's.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from improvement_cycles.measure_words import HowOften

A_DAY = timedelta(days=1)
WEEK = tuple(2**at for at in range(7))  # a bit for each weekday, Monday first


class Expected(Protocol):
    """A measure, as far as its days go."""

    @property
    def how_often(self) -> HowOften: ...
    @property
    def weekdays(self) -> int: ...
    @property
    def day_of_month(self) -> int | None: ...


def bits_of(weekdays: int) -> list[int]:
    return [bit for bit in WEEK if weekdays & bit]


def is_expected(asked: Expected, on: date) -> bool:
    """Whether this very day is one on which a dot is expected."""
    if asked.how_often is HowOften.DAILY:
        return not asked.weekdays or bool(asked.weekdays & WEEK[on.weekday()])
    if asked.how_often is HowOften.WEEKLY:
        return bool(asked.weekdays & WEEK[on.weekday()])
    if asked.how_often is HowOften.MONTHLY and asked.day_of_month:
        return on.day == min(asked.day_of_month, monthrange(on.year, on.month)[1])
    return False


def last_weekday(weekdays: int, until: date) -> date:
    """The last day up to this one that is one of these weekdays; there is at least one."""
    days: Sequence[date] = [until - A_DAY * ago for ago in range(7)]
    return next(day for day in days if weekdays & WEEK[day.weekday()])
