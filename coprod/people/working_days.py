"""Working days of the four nations: their weekends and bank holidays, by rule.

A bank holiday on a weekend is kept on the next working day that is none already. Days that are
proclaimed for one year alone are in `_PROCLAIMED`: whoever hears of a new one adds it there.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

_SATURDAY = 5
_DAY = timedelta(days=1)


class Nation(StrEnum):
    """Where an area is, for its bank holidays."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


_PROCLAIMED: dict[date, frozenset[Nation]] = {
    date(2026, 6, 15): frozenset({Nation.SCOTLAND}),  # the World Cup
}


def working_days_after(start: date, days: int, nation: Nation) -> date:
    """The day that is so many working days after `start`, which does not count itself."""
    day = start
    while days:
        day += _DAY
        days -= is_working_day(day, nation)
    return day


def is_working_day(day: date, nation: Nation) -> bool:
    return not _at_weekend(day) and day not in bank_holidays(nation, day.year)


@cache
def bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """The days of a year on which offices of the nation are shut, weekends aside."""
    kept: set[date] = {day for day, whose in _PROCLAIMED.items() if nation in whose}
    for day in sorted(_named(nation, year)):
        while _at_weekend(day) or day in kept:
            day += _DAY  # noqa: PLW2901  the day on which it is kept
        kept.add(day)
    return frozenset(day for day in kept if day.year == year)


def _named(nation: Nation, year: int) -> Iterator[date]:
    """The days as the calendar names them, also those that fall on a weekend."""
    good_friday = _easter(year) - timedelta(days=2)
    yield from (date(year, 1, 1), good_friday, _monday(year, 5), _last_monday(year, 5))
    yield from (date(year, 12, 25), date(year, 12, 26))
    if nation is Nation.SCOTLAND:
        yield from (date(year, 1, 2), _monday(year, 8), date(year, 11, 30))
    else:
        yield from (good_friday + timedelta(days=3), _last_monday(year, 8))
    if nation is Nation.NORTHERN_IRELAND:
        yield from (date(year, 3, 17), date(year, 7, 12))


def _at_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _monday(year: int, month: int) -> date:
    """The first Monday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - _DAY  # of a month that is not December
    return last - timedelta(days=last.weekday())


def _easter(year: int) -> date:
    """Easter Sunday, by the method that Butcher's Ecclesiastical Calendar printed in 1876."""
    golden = year % 19
    century = year // 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    day = moon - weekday
    month = 3 + (day + 40) // 44
    return date(year, month, day + 28 - 31 * (month // 4))
