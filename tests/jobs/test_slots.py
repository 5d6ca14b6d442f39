"""When a job is due: one slot a day by the clock on the wall, whatever the clocks do that night."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.db import HERE
from coprod.jobs import slots

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.integers(0, 3 * 10**9).map(lambda seconds: EPOCH + timedelta(seconds=seconds))
DUES = TIMES | st.timedeltas(timedelta(seconds=1), timedelta(days=40))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


@pytest.mark.parametrize("year", range(2020, 2040))
@pytest.mark.parametrize("due", [time(0, 30), time(1), time(1, 30), time(1, 59), time(2)], ids=str)
@pytest.mark.parametrize("month", [3, 10])
def test_one_slot_each_day_round_a_change_of_the_clocks(year, month, due):
    change = last_sunday(year, month)
    first, last = change - timedelta(days=2), change + timedelta(days=2)
    whole = (
        datetime.combine(first, time(0), HERE).astimezone(UTC) - timedelta(microseconds=1),
        datetime.combine(last + timedelta(days=1), time(0), HERE).astimezone(UTC),
    )
    found = list(slots.between(due, *whole))
    days = [slot.astimezone(HERE).date() for slot in found]
    assert days == [first + timedelta(days=n) for n in range(5)]
    shown = [slot.astimezone(HERE).time() for slot in found]
    skipped = month == 3 and time(1) <= due < time(2)
    assert shown[2] == (due.replace(hour=2) if skipped else due)
    assert all(one == due for n, one in enumerate(shown) if n != 2)


def test_a_time_that_comes_twice_is_the_first_and_one_that_is_skipped_an_hour_later():
    half_past_one = time(1, 30)
    for day, slot in (
        ("2026-03-28", "2026-03-28T01:30"),
        ("2026-03-29", "2026-03-29T01:30"),  # 02:30 on the wall: 01:30 was not there
        ("2026-03-30", "2026-03-30T00:30"),
        ("2026-10-24", "2026-10-24T00:30"),
        ("2026-10-25", "2026-10-25T00:30"),  # not again at 01:30, when it is 01:30 again
        ("2026-10-26", "2026-10-26T01:30"),
    ):
        assert slots.latest(half_past_one, utc(f"{day}T23:00")) == utc(slot)
    assert list(slots.between(half_past_one, utc("2026-10-25T00:00"), utc("2026-10-26T01:29"))) == [
        utc("2026-10-25T00:30")
    ]


def test_every_so_often_is_counted_from_midnight_and_knows_no_summer():
    night = list(
        slots.between(timedelta(hours=1), utc("2026-10-24T23:59"), utc("2026-10-25T03:00"))
    )
    assert night == [utc(f"2026-10-25T0{hour}:00") for hour in range(4)]
    assert slots.latest(timedelta(minutes=5), utc("2026-11-27T12:04")) == utc("2026-11-27T12:00")
    assert slots.latest(timedelta(minutes=5), utc("2026-11-27T12:05")) == utc("2026-11-27T12:05")


@given(DUES, MOMENTS)
def test_a_slot_is_the_latest_at_itself_and_until_the_following(due, at):
    latest, following = slots.latest(due, at), slots.following(due, at)
    assert latest <= at < following
    assert slots.latest(due, latest) == latest
    assert slots.following(due, latest) == following
    assert slots.latest(due, following) == following


@given(TIMES, MOMENTS)
def test_days_are_23_to_25_hours_apart_and_never_skip_a_day(due, at):
    latest = slots.latest(due, at)
    following = slots.following(due, at)
    hours = (following - latest) / timedelta(hours=1)
    assert 23 <= hours <= 25
    assert (following.astimezone(HERE).date() - latest.astimezone(HERE).date()).days == 1


@given(st.timedeltas(timedelta(seconds=1), timedelta(days=40)), MOMENTS)
def test_every_so_often_is_evenly_spaced(due, at):
    latest = slots.latest(due, at)
    assert (latest - EPOCH) % due == timedelta(0)
    assert slots.following(due, latest) - latest == due


@given(DUES, MOMENTS, st.integers(0, 5))
def test_between_leaves_none_out_and_has_none_twice(due, at, n):
    step = due if isinstance(due, timedelta) else timedelta(days=1)
    upto = at + n * step
    found = list(slots.between(due, at, upto))
    slot, expected = slots.following(due, at), []
    while slot <= upto:
        expected.append(slot)
        slot = slots.following(due, slot)
    assert found == expected == sorted(set(found))
