"""A scheduler of its own for tests: `python -m tests.jobs.noting URL NAME=SECONDS …`.

Its jobs write each slot into a table that would take it twice. `daily=…` is due at 01:30, `slow`
takes seconds, any other so many seconds apart.
"""

import secrets
import sys
import time as clock
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from coprod.db import for_reading, open_engine
from coprod.jobs.running import Worker
from coprod.jobs.ticking import Ticker
from coprod.schedule import Job

MAKE = "CREATE TABLE noted (job varchar(60), slot varchar(40))"
LEASE = timedelta(seconds=1)


def note(name: str, session: Session, slot: datetime, *, takes: float = 0) -> str:
    """The effect of a slot; now and then the work after it takes long enough to be killed in."""
    row = {"job": name, "slot": slot.isoformat()}
    session.execute(text("INSERT INTO noted VALUES (:job, :slot)"), row)
    clock.sleep(takes or 0.02 * (slot.day % 10 == 0))
    return f"Noted {name}."


def job(told: str) -> Job:
    name, _, number = told.partition("=")
    due = time(1, 30) if name == "daily" else timedelta(seconds=float(number))
    takes = 1.0 if name == "slow" else 0
    return Job(
        name=name,
        says="Notes.",
        due=due,
        run=lambda session, slot: note(name, session, slot, takes=takes),
    )


def main(url: str, *jobs: str) -> None:
    engine = open_engine(url)

    @contextmanager
    def opened(which):
        with Session(for_reading(engine) if which == "reader" else engine) as session:
            yield session

    worker = Worker(secrets.token_hex(8), opened, lease=LEASE)
    Ticker(worker, [job(one) for one in jobs], lambda *_: None, timedelta(seconds=0.1)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
