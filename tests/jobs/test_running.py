"""One slot, and who does it: claims, what fails, what is caught up, what is forgotten."""

import logging
from datetime import time, timedelta

import pytest
from sqlalchemy import text

from coprod.db import now
from coprod.jobs import slots
from coprod.jobs.running import NOBODY, Came
from tests.jobs.noting import note

HOURLY = timedelta(hours=1)


@pytest.fixture
def slot():
    return slots.latest(HOURLY, now())


@pytest.fixture
def job(noted):
    noted.was_done(slots.latest(HOURLY, now()), "another job")
    return noted.job(HOURLY)


def test_a_slot_is_done_once_whoever_comes(noted, job, slot):
    one, two = noted.worker("one"), noted.worker("two")
    first = one.do(job, slot)
    assert (first.came, first.words) == (Came.DONE, "Noted noting.")
    assert [worker.do(job, slot).came for worker in (one, two)] == [Came.OTHERS] * 2
    assert noted.slots() == {slot.isoformat(): 1}
    (run,) = noted.runs()
    assert (run.said, run.owner, run.tries, run.by_hand) == ("Noted noting.", "one", 1, False)
    assert run.started_at <= run.done_at


def test_who_died_with_a_slot_is_followed_by_another_after_the_lease(noted, job, slot):
    """Whoever is killed leaves a claim: it is held, and then it is anybody's."""

    class Killed(BaseException):
        pass

    def die(session, moment):
        note("noting", session, moment)
        raise Killed

    dies = noted.job(HOURLY, run=die)
    for lease in (timedelta(hours=1), timedelta(0)):
        at = slot if lease else slot - HOURLY
        with pytest.raises(Killed):
            noted.worker("one", lease=lease).do(dies, at)
        assert noted.worker("two").do(job, at).came is (Came.OTHERS if lease else Came.DONE)
    assert noted.slots() == {(slot - HOURLY).isoformat(): 1}
    assert [run.tries for run in noted.runs()] == [2, 1]


def test_a_run_that_took_longer_than_its_lease_leaves_nothing_behind(noted, job, slot):
    """The second does it between the first's claim and its effect."""
    begun = []

    def before():
        begun.append(1)
        if len(begun) == 2:
            assert noted.worker("two").do(job, slot).came is Came.DONE

    slow = noted.worker("one", before=before, lease=timedelta(0))
    assert slow.do(job, slot).came is Came.OTHERS
    assert noted.slots() == {slot.isoformat(): 1}
    assert noted.runs()[0].owner == "two"


def test_who_says_they_still_do_it_keeps_it(noted, job, slot):
    """The claim was for no time at all; it is made longer before the other comes."""
    came = []

    def before():
        if one.busy and not came:
            came.append(None)
            object.__setattr__(one, "lease", HOURLY)
            one.hold_on()
            came.append(noted.worker("two").do(job, slot).came)

    one = noted.worker("one", before=before, lease=timedelta(0))
    assert one.do(job, slot).came is Came.DONE
    assert came == [None, Came.OTHERS]
    assert noted.slots() == {slot.isoformat(): 1}


def test_what_fails_is_kept_without_words_and_tried_again_later(noted, job, slot, caplog):
    def fail(session, moment):
        note("noting", session, moment)
        session.execute(text("INSERT INTO nowhere VALUES ('Leon said a private thing')"))

    one = noted.worker("one")
    with caplog.at_level(logging.WARNING):
        outcome = one.do(noted.job(HOURLY, run=fail), slot)
    assert outcome.came is Came.FAILED and outcome.words in {"OperationalError", "ProgrammingError"}
    assert not noted.slots()
    (run,) = noted.runs()
    assert (run.owner, run.done_at, run.failed, run.said) == (NOBODY, None, outcome.words, "")
    assert 50 < (run.held_until - now()).total_seconds() < 61
    assert "test_running.py line" in caplog.text
    assert "private" not in caplog.text + outcome.words
    assert slot not in one.due(job)
    assert one.do(job, slot).came is Came.OTHERS  # not before its time
    assert one.do(job, slot, by_hand=True).came is Came.DONE
    assert noted.slots() == {slot.isoformat(): 1}
    assert (noted.runs()[0].failed, noted.runs()[0].tries) == ("", 2)


def test_each_failure_waits_twice_as_long_up_to_6_hours(noted, slot):
    def fail(_session, _moment):
        raise ValueError("Leon")

    job, waited = noted.job(HOURLY, run=fail), []
    for _ in range(11):
        noted.worker("one").do(job, slot, by_hand=True)
        waited.append(round((noted.runs()[0].held_until - now()) / timedelta(minutes=1)))
    assert waited == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


def test_a_new_job_begins_with_its_last_slot(noted, job, slot):
    assert noted.worker("one").due(job) == [slot]


def test_every_day_that_nobody_did_is_caught_up_in_order(noted):
    job = noted.job(time(1, 30))
    last = slots.latest(job.due, now())
    days = [last]
    while len(days) < 40:
        days.insert(0, slots.latest(job.due, days[0] - timedelta(microseconds=1)))
    noted.was_done(days[0])
    one = noted.worker("one")
    assert one.due(job) == days[1:]
    for day in one.due(job):
        one.do(job, day)
    assert noted.slots() == {day.isoformat(): 1 for day in days[1:]}
    assert one.due(job) == []


def test_of_every_so_often_a_day_is_caught_up_and_older_rows_go(noted, slot):
    job, one = noted.job(HOURLY), noted.worker("one")
    noted.was_done(slot - timedelta(days=3))
    noted.was_done(slot - timedelta(days=3), "another job")
    due = one.due(job)
    assert due == [slot - n * HOURLY for n in range(23, -1, -1)]
    for at in due:
        one.do(job, at)
    with noted.reader.connect() as connection:
        kept = connection.execute(text("SELECT job, count(*) FROM job_run GROUP BY job"))
        assert dict(kept.all()) == {"noting": 24, "another job": 1}


def test_a_slot_that_somebody_has_is_not_due_to_another(noted, job, slot):
    noted.was_done(slot - 2 * HOURLY)
    one, two = noted.worker("one"), noted.worker("two")
    other = []
    holds = noted.job(HOURLY, run=lambda *_: other.append(two.due(job)) or "Held.")
    assert one.do(holds, slot - HOURLY).came is Came.DONE
    assert other == [[slot]]


def test_what_was_done_by_hand_hides_no_slot_before_it(noted, job, slot):
    one = noted.worker("one")
    noted.was_done(slot - 3 * HOURLY)
    one.do(job, slot, by_hand=True)
    assert one.due(job) == [slot - 2 * HOURLY, slot - HOURLY]
    for at in one.due(job):
        one.do(job, at)
    assert set(noted.slots().values()) == {1} and len(noted.slots()) == 3
    one.do(job, slot - timedelta(days=200), by_hand=True)  # nor does it call for those since
    assert one.due(job) == []


def test_a_new_time_of_day_does_not_do_old_days_again(noted):
    early, late = noted.job(time(0, 0)), noted.job(time(0, 1))
    one = noted.worker("one")
    first = slots.latest(early.due, now() - timedelta(days=5))
    for at in (first, *slots.between(early.due, first, now())):
        one.do(early, at)
    assert len(one.due(late)) <= 1
