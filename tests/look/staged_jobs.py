"""What the site did by itself, for its page to be looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from coprod import web
from coprod.db import now
from coprod.jobs import slots
from coprod.jobs.queries import named
from coprod.jobs.running import Worker


def stage_jobs(stage: Any) -> None:
    """What the site does by itself, and a job of it that fails."""

    @contextmanager
    def opened(engine: str) -> Iterator[Session]:
        with web.open_session(engine, stage.app) as session:
            yield session

    def fail(_session: Session, _moment: datetime) -> str:
        raise ValueError

    worker = Worker("stage", opened)
    jobs = named(stage.app.extensions["features"])
    for job in jobs.values():
        worker.do(job, slots.latest(job.due, now()))
    old = jobs["old-files"]
    worker.do(replace(old, run=fail), slots.latest(old.due, now() - timedelta(days=1)))
