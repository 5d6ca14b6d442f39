"""Doing each slot of a job once, whoever else is doing them too.

A slot is claimed in a transaction of its own, so that others see it at once. What the job does is
committed together with the note that it is done, and only by whoever still owns the claim: a run
that was taken over because it took too long leaves nothing behind.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from coprod.audit.chain import Note, tell
from coprod.db import insert_new, now
from coprod.jobs import slots
from coprod.jobs.models import Run
from coprod.schedule import Job

LEASE = timedelta(minutes=5)
NOBODY = ""  # owns what failed
_AGAIN_AFTER, _AGAIN_AT_MOST = timedelta(minutes=1), timedelta(hours=6)
_log = logging.getLogger(__name__)


class Came(StrEnum):
    """What came of trying to do a slot."""

    DONE = "done"
    FAILED = "failed"
    OTHERS = "others"  # somebody else does it, or did it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, and what the job said or which kind of error it was."""

    came: Came
    words: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    """Whoever does jobs. `open` gives a session: of the "engine" to write, of the "reader" not."""

    owner: str  # unlike that of any other worker
    open: Callable[[str], AbstractContextManager[Session]]
    lease: timedelta = LEASE
    busy: set[int] = field(default_factory=set)  # the runs that it is doing now

    def due(self, job: Job) -> list[datetime]:
        """The slots that wait for somebody, in order: new ones, and those that were not finished.

        Workers claim in order, so nothing is missing before the newest that one claimed. What was
        done by hand says nothing of those before it.
        """
        at = now()
        earliest = at - slots.reach(job.due)
        ours = Run.job == job.name
        waits = and_(Run.done_at.is_(None), Run.held_until <= at)
        with self.open("reader") as session:
            newest = session.scalar(select(func.max(Run.slot)).where(ours, ~Run.by_hand))
            odd = session.execute(
                select(Run.slot, waits.label("waits")).where(
                    ours, Run.slot >= earliest, or_(Run.done_at.is_(None), Run.by_hand)
                )
            ).all()
        latest = slots.latest(job.due, at)
        new = slots.between(job.due, max(newest, earliest), latest) if newest else [latest]
        return sorted(({*new} - {one.slot for one in odd}) | {one.slot for one in odd if one.waits})

    def do(self, job: Job, slot: datetime, *, by_hand: bool = False) -> Outcome:
        """Do one slot, unless it is somebody else's."""
        run_id = self._claim(job, slot, by_hand)
        if run_id is None:
            return Outcome(Came.OTHERS)
        self.busy.add(run_id)
        try:
            return self._run(job, slot, run_id)
        except Exception as error:  # whatever it is: the other jobs go on
            return self._failed(job, run_id, error)
        finally:
            self.busy.discard(run_id)

    def hold_on(self) -> None:
        """Say that what is being done here is still being done."""
        if mine := list(self.busy):
            with self.open("engine") as session:
                held = Run.id.in_(mine), Run.owner == self.owner, Run.done_at.is_(None)
                session.execute(update(Run).where(*held).values(held_until=now() + self.lease))
                session.commit()

    def _claim(self, job: Job, slot: datetime, by_hand: bool) -> int | None:
        this = Run.job == job.name, Run.slot == slot
        with self.open("engine") as session:
            session.connection()  # on SQLite this may wait for its turn: the lease begins after it
            at = now()
            mine = {"owner": self.owner, "started_at": at, "held_until": at + self.lease}
            if insert_new(session, Run, job=job.name, slot=slot, by_hand=by_hand, **mine):
                run_id = session.scalar(select(Run.id).where(*this))
            else:
                # Who asks by hand need not wait until it is time to try again.
                free = or_(Run.held_until <= at, and_(literal(by_hand), Run.owner == NOBODY))
                again = update(Run).where(*this, Run.done_at.is_(None), free)
                taken = again.values(tries=Run.tries + 1, **mine).returning(Run.id)
                run_id = session.scalar(taken)
            session.commit()
        return run_id

    def _run(self, job: Job, slot: datetime, run_id: int) -> Outcome:
        with self.open("engine") as session:
            tell(session, Note(f"job {job.name}"))
            said = job.run(session, slot)[:400]
            session.flush()
            done = update(Run).where(self._still_mine(run_id)).returning(Run.by_hand)
            by_hand = session.scalar(done.values(done_at=now(), said=said, failed=""))
            if by_hand is None:
                session.rollback()
                return Outcome(Came.OTHERS)
            if not by_hand:
                old = Run.job == job.name, Run.slot < slot - slots.reach(job.due)
                session.execute(delete(Run).where(*old))
            session.commit()
        return Outcome(Came.DONE, said)

    def _failed(self, job: Job, run_id: int, error: Exception) -> Outcome:
        """Keep what kind of error it was: what it says may hold somebody's words."""
        kind = type(error).__name__[:100]
        _log.warning("%s failed (%s, %s). It is tried again.", job.name, kind, _where(error))
        with self.open("engine") as session:
            mine = self._still_mine(run_id)
            tries = session.scalar(select(Run.tries).where(mine))
            if tries is not None:
                again = now() + min(_AGAIN_AFTER * 2 ** min(tries - 1, 20), _AGAIN_AT_MOST)
                nobodys = {"owner": NOBODY, "held_until": again, "failed": kind}
                session.execute(update(Run).where(mine).values(nobodys))
            session.commit()
        return Outcome(Came.FAILED, kind)

    def _still_mine(self, run_id: int) -> ColumnElement[bool]:
        return and_(Run.id == run_id, Run.owner == self.owner, Run.done_at.is_(None))


def _where(error: Exception) -> str:
    """The file and line of the job that it came from."""
    step = error.__traceback__
    while step and step.tb_frame.f_code.co_filename == __file__ and step.tb_next:
        step = step.tb_next
    if step is None:
        return "nowhere"
    file = step.tb_frame.f_code.co_filename.rpartition("/")[2]
    return f"{file} line {step.tb_lineno}"
