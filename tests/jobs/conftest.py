"""Jobs that write down that they ran, in a table that nothing else knows."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from coprod.db import for_reading, now
from coprod.jobs.models import Run
from coprod.jobs.running import Worker
from coprod.schedule import Job
from tests.jobs.noting import MAKE, note

BEFORE = "somebody before"


class Noted:
    """What the jobs of a test wrote down, and workers who do them."""

    def __init__(self, engine):
        self.engine, self.reader = engine, for_reading(engine)

    def worker(self, owner, before=None, **how):
        """Somebody who does jobs; `before` is called as each transaction that writes begins."""

        @contextmanager
        def opened(engine):
            if before and engine == "engine":
                before()
            with Session(self.reader if engine == "reader" else self.engine) as session:
                yield session

        return Worker(owner, opened, **how)

    def job(self, due, name="noting", run=None):
        return Job(name=name, says="Notes.", due=due, run=run or (lambda *at: note(name, *at)))

    def slots(self, name="noting"):
        """How often the effect of each slot is there."""
        with self.reader.connect() as connection:
            found = connection.execute(text("SELECT job, slot FROM noted"))
            return Counter(slot for job, slot in found if job == name)

    def runs(self, name="noting"):
        """What is kept of a job, the oldest slot first, but what `was_done` says."""
        with Session(self.reader) as session:
            ours = Run.job == name, Run.owner != BEFORE
            return session.scalars(select(Run).where(*ours).order_by(Run.slot)).all()

    def was_done(self, slot, name="noting"):
        """Say that the job was done for a slot, so that all since then are due."""
        self._keep(job=name, slot=slot, held_until=slot, done_at=slot, owner=BEFORE)

    def is_held(self, slot, name="noting"):
        """Say that somebody is doing the job for a slot."""
        later = now() + timedelta(hours=1)
        self._keep(job=name, slot=slot, held_until=later, owner="somebody else")

    def _keep(self, **row):
        with self.engine.begin() as connection:
            connection.execute(insert(Run).values(row | {"started_at": row["slot"]}))


@pytest.fixture
def noted(app):
    engine = app.extensions["engine"]
    with engine.begin() as connection:
        connection.execute(text(MAKE))
    yield Noted(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE noted"))
