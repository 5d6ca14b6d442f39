"""What the site did by itself, and what it does next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.jobs import slots
from coprod.jobs.models import Run
from coprod.jobs.running import NOBODY
from coprod.schedule import Job

SHOWN = 5  # runs of each job
_PATIENCE = timedelta(minutes=15)  # until a slot that nobody began says that no scheduler runs


class _HasJobs(Protocol):
    @property
    def jobs(self) -> Sequence[Job]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """A job with when it is due next and its last runs: first those that are not done."""

    job: Job
    next: datetime
    runs: list[Any]  # rows of slot, by_hand, owner, tries, started_at, done_at, said, failed
    waits: bool  # whether there is a slot that a scheduler would have begun, or taken over

    @property
    def state(self) -> str:
        """How it stands: failed, busy, done, or new if it never ran."""
        first = self.runs[0] if self.runs else None
        if first is None:
            return "new"
        if first.done_at:
            return "done"
        return "failed" if first.owner == NOBODY else "busy"


def named(features: Iterable[_HasJobs]) -> dict[str, Job]:
    """The jobs of these features by their names. Two of one name are a mistake of ours."""
    jobs: dict[str, Job] = {}
    for job in (job for feature in features for job in feature.jobs):
        if job.name in jobs:
            raise ValueError(f"Two jobs are called {job.name}.")
        jobs[job.name] = job
    return jobs


_rank = func.row_number().over(
    partition_by=Run.job, order_by=(Run.done_at.is_not(None), Run.slot.desc())
)
_newest = func.max(Run.slot).over(partition_by=Run.job)
_RANKED = select(Run.__table__, _rank.label("rank"), _newest.label("newest")).subquery()
_LAST = select(_RANKED).where(_RANKED.c.rank <= SHOWN).order_by(_RANKED.c.job, _RANKED.c.rank)


def all_known(session: Session, jobs: Mapping[str, Job]) -> list[Known]:
    """Every job and its last runs: what failed first, then what is next."""
    at = now()
    runs: dict[str, list[Any]] = {name: [] for name in jobs}
    for row in session.execute(_LAST):
        if row.job in runs:
            runs[row.job].append(row)
    known = [
        Known(job, slots.following(job.due, at), runs[name], _waits(job, at, runs[name]))
        for name, job in jobs.items()
    ]
    return sorted(known, key=lambda one: (one.state != "failed", one.next, one.job.name))


def _waits(job: Job, at: datetime, runs: Sequence[Any]) -> bool:
    by = at - _PATIENCE
    left = any(run.done_at is None and run.held_until < by for run in runs)
    return left or not runs or runs[0].newest < slots.latest(job.due, by)


def run_of(session: Session, job: Job, slot: datetime) -> Run | None:
    """The run of one slot, if somebody began it."""
    return session.scalar(select(Run).where(Run.job == job.name, Run.slot == slot))
