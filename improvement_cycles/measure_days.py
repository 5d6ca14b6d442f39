"""On which days a dot is expected, and which of them has none. Pure: no web, no database.

A dot may come late: one on the day or after it, up to the next, is that day's.
"""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from improvement_cycles.measure_words import HowOften

A_DAY = timedelta(days=1)
ASKED_FROM = 8  # o'clock: the night is quiet, and a day is not asked for before it has begun
ROWS = 10  # of a sheet of paper
LAST_OF_MONTH = 31
AFTER = {  # with no fixed day: how long after a dot the next one is due
    HowOften.DAILY: A_DAY,
    HowOften.WEEKLY: 7 * A_DAY,
    HowOften.MONTHLY: 28 * A_DAY,
}
WEEK = tuple(2**at for at in range(7))  # a bit for each weekday, Monday first


class State(StrEnum):
    """How it stands with a day."""

    DONE = "done"
    MISSING = "missing"
    NOT_EXPECTED = "not_expected"


class Expected(Protocol):
    """A measure, as far as its days go."""

    @property
    def how_often(self) -> HowOften: ...
    @property
    def weekdays(self) -> int: ...
    @property
    def day_of_month(self) -> int | None: ...
    @property
    def made_on(self) -> date: ...


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


def asked_on(here: datetime) -> date:
    """The last day whose dot may be asked for, by the time of day where people are."""
    return here.date() if here.hour >= ASKED_FROM else here.date() - A_DAY


def month_day(on: date) -> int:
    """The day of its month; the last is the 31st, so that no month is without one."""
    last = monthrange(on.year, on.month)[1]
    return LAST_OF_MONTH if on.day == last else on.day


def in_month(of: date, day: int) -> date:
    """This day of a month, or its last."""
    return of.replace(day=min(day, monthrange(of.year, of.month)[1]))


def week_until(today: date) -> list[date]:
    """The 7 days up to this one, in order."""
    return [today - A_DAY * ago for ago in reversed(range(7))]


def state_of(
    asked: Expected, on: date, today: date, dots: Collection[date], last: date | None
) -> State:
    """How it stands with one of the last 7 days.

    Args:
        asked: the measure.
        on: the day.
        today: the last of the 7.
        dots: days of the 7 that have a dot.
        last: the day of the last dot of all.

    """
    if on in dots:
        return State.DONE
    if on < asked.made_on or not _is_awaited(asked, on, today, last):
        return State.NOT_EXPECTED
    begins = on.replace(day=1) if asked.how_often is HowOften.MONTHLY else on
    came = last is not None and begins <= last
    # Of several expected days a late dot is for the one before it, not for all.
    ends = next((day for day in _after(on, today) if is_expected(asked, day)), today + A_DAY)
    if asked.how_often is HowOften.DAILY:
        came = any(on <= day < ends for day in dots)
    return State.NOT_EXPECTED if came else State.MISSING


def _after(on: date, today: date) -> list[date]:
    return [on + A_DAY * more for more in range(1, (today - on).days + 1)]


def _is_awaited(asked: Expected, on: date, today: date, last: date | None) -> bool:
    """Whether a dot is expected on this day; with no fixed day, today if the last is long ago."""
    if is_expected(asked, on):
        return True
    fixed = asked.weekdays if asked.how_often is not HowOften.MONTHLY else asked.day_of_month
    if fixed or on != today or asked.how_often not in AFTER:
        return False
    return last is None or last <= today - AFTER[asked.how_often]


def sheet_days(asked: Expected, today: date) -> list[date]:
    """The next days on which a dot is expected, for a sheet of paper; none if nobody can know."""
    if asked.how_often is HowOften.EACH_TIME:
        return []
    if asked.how_often is HowOften.WEEKLY and not asked.weekdays:
        return [today + 7 * A_DAY * week for week in range(ROWS)]
    a_year = (today + A_DAY * more for more in range(371))
    if asked.how_often is HowOften.MONTHLY and not asked.day_of_month:
        firsts = [day for day in a_year if day.day == 1 or day == today]
        return firsts[:ROWS]
    return [day for day in a_year if is_expected(asked, day)][:ROWS]
