"""When a job is due: the slots of a clock on the wall in London, computed from UTC.

A slot is a moment in UTC. A job of once a day has one for each day of the calendar, whatever the
clocks do that night: a time that they jump over is an hour later, and of a time that comes twice
it is the first.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from coprod.db import HERE
from coprod.schedule import Due

_ONE_DAY = timedelta(days=1)
_A_MIDNIGHT = datetime(1970, 1, 1, tzinfo=UTC)  # that every so often is counted from


def latest(due: Due, at: datetime) -> datetime:
    """The last slot that is not after this moment."""
    if isinstance(due, timedelta):
        return _A_MIDNIGHT + (at - _A_MIDNIGHT) // due * due
    today = _on(due, _day(at))
    return today if today <= at else _on(due, _day(at) - _ONE_DAY)


def following(due: Due, slot: datetime) -> datetime:
    """The first slot after this moment."""
    if isinstance(due, timedelta):
        return latest(due, slot) + due
    today = _on(due, _day(slot))
    return today if today > slot else _on(due, _day(slot) + _ONE_DAY)


def between(due: Due, after: datetime, up_to: datetime) -> Iterator[datetime]:
    """Every slot after one moment and not after the other, in order."""
    slot = following(due, after)
    while slot <= up_to:
        yield slot
        slot = following(due, slot)


def reach(due: Due) -> timedelta:
    """How far back slots are caught up that nobody did, and how long their rows are kept.

    Of a daily job every day counts, because what it writes down carries that day: a year. A job of
    every so often does all that is due by then, so that a day of old slots is more than enough.
    """
    return _ONE_DAY if isinstance(due, timedelta) else timedelta(days=366)


def _day(at: datetime) -> date:
    return at.astimezone(HERE).date()


def _on(due: time, day: date) -> datetime:
    # The first of two, and of a time that is not there the one by winter's clock: `fold` is 0.
    return datetime.combine(day, due.replace(fold=0), HERE).astimezone(UTC)
