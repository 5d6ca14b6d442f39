"""When the site does something by itself: a job, and the times of the wall clock it is due at.

`coprod.jobs` runs them. A package says which it has in its `Feature`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

Due = time | timedelta
"""Once a day at this time in London, or every so often, counted from midnight in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do when it is due.

    `run` is given the moment of its slot, does everything that is due by then, and returns what it
    did in one sentence without names. It must be safe to run again, and it never commits: its
    effect is committed together with the note that the slot is done.
    """

    name: str  # as typed after `coprod jobs run`
    says: str  # what it does, in plain words
    due: Due
    run: Callable[[Session, datetime], str]
