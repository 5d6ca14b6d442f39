"""Bank holidays of the four nations, against those that the nations published or announced."""

from datetime import date, timedelta

import pytest

from coprod.people.working_days import Nation, bank_holidays, is_working_day, working_days_after

# Weekdays only; those kept for a holiday on a weekend are among them.
ENGLAND = """
2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26
2029 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
2030 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
"""
SCOTLAND = """
2024 01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26
2025 01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26
2026 01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28
2027 01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28
2028 01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26
2029 01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26
2030 01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26
"""
NORTHERN_IRELAND = """
2024 01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26
2025 01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26
2026 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28
2027 01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28
2028 01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26
2029 01-01 03-19 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26
2030 01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26
"""
_ALL = {
    Nation.ENGLAND: ENGLAND,
    Nation.WALES: ENGLAND,
    Nation.SCOTLAND: SCOTLAND,
    Nation.NORTHERN_IRELAND: NORTHERN_IRELAND,
}
KNOWN = [
    (nation, int(line.split()[0]), line.split()[1:])
    for nation, years in _ALL.items()
    for line in years.split("\n")
    if line
]


@pytest.mark.parametrize(("nation", "year", "days"), KNOWN)
def test_the_days_on_which_nobody_has_to_answer(nation, year, days):
    kept = sorted(day for day in bank_holidays(nation, year) if day.weekday() < 5)
    assert [f"{day:%m-%d}" for day in kept] == days


def test_every_year_has_as_many_as_the_rule_says():
    many = {Nation.ENGLAND: 8, Nation.WALES: 8, Nation.SCOTLAND: 9, Nation.NORTHERN_IRELAND: 10}
    for nation, count in many.items():
        for year in (*range(2027, 2100), 2399):
            assert len(bank_holidays(nation, year)) == count


@pytest.mark.parametrize(
    ("start", "days", "nation", "end"),
    [
        (date(2026, 11, 27), 3, Nation.ENGLAND, date(2026, 12, 2)),  # over a weekend
        (date(2026, 11, 27), 3, Nation.SCOTLAND, date(2026, 12, 3)),  # and Saint Andrew's
        (
            date(2026, 12, 24),
            3,
            Nation.ENGLAND,
            date(2026, 12, 31),
        ),  # Christmas, and a Monday for it
        (date(2026, 12, 31), 1, Nation.SCOTLAND, date(2027, 1, 5)),
        (date(2026, 7, 10), 1, Nation.NORTHERN_IRELAND, date(2026, 7, 14)),
        (date(2026, 11, 28), 1, Nation.WALES, date(2026, 11, 30)),  # said on a Saturday
        (date(2026, 11, 27), 0, Nation.ENGLAND, date(2026, 11, 27)),
    ],
)
def test_so_many_working_days_on(start, days, nation, end):
    assert working_days_after(start, days, nation) == end


def test_the_last_day_is_a_working_day_whatever_the_day_it_begins():
    for n in range(800):
        day = working_days_after(date(2026, 1, 1) + timedelta(days=n), 3, Nation.SCOTLAND)
        assert is_working_day(day, Nation.SCOTLAND)
