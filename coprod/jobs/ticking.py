"""The scheduler: a process that looks every few seconds whether a job is due, until it is stopped.

Each job ticks by itself, so that a slow one keeps none of the others waiting.
"""

import logging
import signal
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy.exc import SQLAlchemyError

from coprod.db import now
from coprod.jobs.running import Outcome, Worker
from coprod.schedule import Job

EVERY = timedelta(seconds=5)
Tell = Callable[[Job, datetime, Outcome], None]
_log = logging.getLogger(__name__)


class Ticker:
    """Lets a worker do every job when it is due, and `tell`s what came of each slot."""

    def __init__(
        self, worker: Worker, jobs: Sequence[Job], tell: Tell, every: timedelta = EVERY
    ) -> None:
        self.stopping = False
        self._worker, self._jobs, self._tell, self._every = worker, jobs, tell, every
        self._answers = True  # whether the database did when it was last asked
        self._clock = BlockingScheduler(
            timezone=UTC, executors={"default": ThreadPoolExecutor(len(jobs) + 1)}
        )

    def run(self) -> None:
        """Go on until a signal, or `stop`, says that it is enough."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a slow job misses ticks: fine
        for job in self._jobs:
            self._add(self._catch_up, self._every, job)
        self._add(self._hold_on, self._worker.lease / 3)
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: self.stop())
        self._clock.start()

    def stop(self) -> None:
        """Finish the slots that are being done, begin none, then let `run` end."""
        if not self.stopping:
            self.stopping = True
            # Not here: a signal may come while the clock holds its own locks.
            Thread(target=self._clock.shutdown).start()

    def _add(self, what: Callable[..., None], every: timedelta, *about: Any) -> None:
        self._clock.add_job(
            what,
            "interval",
            args=about,
            seconds=every.total_seconds(),
            next_run_time=now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def _catch_up(self, job: Job) -> None:
        """Do what is due of one job, the oldest first."""
        try:
            for slot in self._worker.due(job):
                if self.stopping:
                    return
                self._tell(job, slot, self._worker.do(job, slot))
            self._heard(None)
        except SQLAlchemyError as error:
            self._heard(error)

    def _hold_on(self) -> None:
        try:
            self._worker.hold_on()
        except SQLAlchemyError as error:
            self._heard(error)

    def _heard(self, error: SQLAlchemyError | None) -> None:
        """Say once that the database does not answer, and once that it does again."""
        if self._answers and error is not None:
            told = str(getattr(error, "orig", error)).partition("\n")[0]
            _log.warning("The database does not answer: %s. Trying again.", told)
        elif not self._answers and error is None:
            _log.warning("The database answers again.")
        self._answers = error is None
