"""Two or three real schedulers on one database, killed at random: each slot once, none missing."""

import random
import signal
import subprocess
import sys
import time as clock
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import psycopg
import pytest
from sqlalchemy.engine import make_url

from coprod.db import HERE, now, today
from coprod.jobs import slots

PATIENCE = 60  # seconds, on a busy machine


@pytest.fixture
def schedulers(database_url, noted):
    """Starts schedulers; whichever are left are killed at the end."""
    running = []

    def start(*jobs):
        words = [sys.executable, "-m", "tests.jobs.noting", database_url, *jobs]
        one = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        running.append(one)
        return one

    yield start
    for one in running:
        one.kill()
        one.communicate()


def until(condition, what):
    """Wait for something to be so."""
    end = clock.monotonic() + PATIENCE
    while not condition():
        assert clock.monotonic() < end, what
        clock.sleep(0.03)


def half_past_one(day: date) -> str:
    """01:30 in London: summer is an hour before UTC, also on the day it ends; else it is UTC."""
    early = datetime.combine(day, time(0, 30), UTC)
    summer = early.astimezone(HERE).time() == time(1, 30)
    return (early if summer else early + timedelta(hours=1)).isoformat()


def until_yesterday(many: int) -> list[date]:
    return [today() - timedelta(days=n) for n in range(many, 0, -1)]


def last_changes() -> tuple[date, date]:
    """The last two days on which the clocks changed: one in spring and one in autumn."""
    offset = {
        day: datetime.combine(day, time(12), HERE).utcoffset() for day in until_yesterday(372)
    }
    older, newer = [day for before, day in pairwise(offset) if offset[before] != offset[day]][-2:]
    assert {offset[older], offset[newer]} == {timedelta(0), timedelta(hours=1)}
    return older, newer


@pytest.mark.parametrize("many", [2, 3])
def test_each_slot_once_and_none_missing_whoever_is_killed(many, schedulers, noted):
    """Days to catch up since before the clocks changed in spring and in autumn, and what is due.

    Where a season's changes are 53 weeks apart, there are 6 days on which a year, which is all
    that is caught up, reaches back to one change alone.
    """
    older, newer = last_changes()
    year = until_yesterday(slots.reach(time(1, 30)).days - 1)
    days = [day for day in year if day >= older]
    assert newer in days
    assert older in days or older < year[0]
    noted.was_done(datetime.fromisoformat(half_past_one(days[0] - timedelta(days=1))), "daily")
    jobs = ["daily", "often=0.5"]
    running = [schedulers(*jobs) for _ in range(many)]
    for part in range(1, 6):
        done = len(days) * part // 6
        until(lambda done=done: noted.slots("daily").total() >= done, "it goes on")
        victim = running.pop(random.randrange(many))
        victim.send_signal(signal.SIGKILL)
        running.append(schedulers(*jobs))
    until(lambda: is_done(noted, "daily", len(days)), "every day is done")
    for one in running:
        one.kill()
        one.wait()
    effects = noted.slots("daily")
    assert set(effects.values()) == {1}
    assert {half_past_one(day) for day in days} <= set(effects)
    often_has_no_gap(noted)


def is_done(noted, job, many):
    runs = noted.runs(job)
    return len(runs) >= many and all(run.done_at for run in runs)


def often_has_no_gap(noted):
    """Of the job that was due twice a second, each slot since the first was begun and done once."""
    begun = noted.runs("often")
    half_a_second = timedelta(seconds=0.5)
    assert [run.slot for run in begun] == [
        begun[0].slot + n * half_a_second for n in range(len(begun))
    ]
    done = [run.slot.isoformat() for run in begun if run.done_at]
    assert noted.slots("often") == dict.fromkeys(done, 1)
    assert len(done) >= len(begun) - 3  # what they did as they were killed is for the next to do


ON_A_SERVER = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""What a file has not: it has one writer at a time, and is never away."""


def test_told_to_stop_it_finishes_what_it_does_and_begins_nothing(schedulers, noted):
    noted.was_done(now().replace(microsecond=0) - timedelta(seconds=20), "slow")
    scheduler = schedulers("slow=1", "often=0.5")
    until(lambda: noted.runs("slow"), "it has begun")
    began = clock.monotonic()
    scheduler.terminate()
    assert scheduler.wait(PATIENCE) == 0
    assert clock.monotonic() - began < 5
    assert all(run.done_at for run in noted.runs("slow") + noted.runs("often"))
    assert noted.slots("slow").total() == len(noted.runs("slow")) <= 2


@ON_A_SERVER
def test_a_slow_job_keeps_no_other_waiting(schedulers, noted):
    noted.was_done(now().replace(microsecond=0) - timedelta(seconds=30), "slow")
    schedulers("slow=1", "often=0.5")
    until(lambda: noted.slots("often").total() >= 4, "the other goes on")
    assert noted.slots("slow").total() <= 4


@contextmanager
def nobody_may_connect(url):
    """The database is away, as when its server is: every connection is cut, and none comes."""
    plain = make_url(url).set(drivername="postgresql")
    name = plain.database
    with psycopg.connect(
        plain.set(database="postgres").render_as_string(hide_password=False), autocommit=True
    ) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        try:
            yield
        finally:
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@ON_A_SERVER
def test_a_database_that_is_away_is_one_line_and_heals_by_itself(schedulers, noted, database_url):
    scheduler = schedulers("often=0.5")
    until(lambda: noted.slots("often"), "it works")
    with nobody_may_connect(database_url):
        clock.sleep(1)
    noted.engine.dispose()
    before = noted.slots("often").total()
    until(lambda: noted.slots("often").total() > before, "it works again")
    clock.sleep(0.3)
    scheduler.terminate()
    _out, lines = scheduler.communicate(timeout=PATIENCE)
    assert lines.count("The database does not answer") == 1
    assert lines.count("The database answers again") == 1
    assert "Traceback" not in lines
