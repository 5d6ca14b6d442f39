"""Jobs that nobody has, and since when: written down once a day, because nobody leaves a note.

Who does what is known as it is now, and nothing tells since when. A daily look keeps, for every
job of what is under way, the day from which nobody had it; the page of the thing says so after 7
days.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Select,
    String,
    UniqueConstraint,
    case,
    delete,
    exists,
    func,
    literal,
    null,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from coprod.db import Base, Key, insert_found, today

AFTER = timedelta(days=7)
ISSUE, TRY = "issue", "try"  # what has the job
_PAST_OBJECTS = {"synchronize_session": False}


class NobodysJob(Base):
    """One job of something under way, and since when nobody has it: empty if somebody has."""

    __tablename__ = "nobodys_job"
    __table_args__ = (UniqueConstraint("about", "about_id", "job"),)

    id: Mapped[Key]
    about: Mapped[str] = mapped_column(String(20))
    about_id: Mapped[int]
    job: Mapped[str] = mapped_column(String(40))
    since: Mapped[date | None]


def look(session: Session, about: str, day: date, every: Select[Any]) -> int:
    """Write down how it stands on a day; say how many jobs had nobody for 7 days or more.

    `every` gives the jobs of all that is under way: about_id, job, taken, and the day it began.
    A job that nobody was ever seen in has had nobody since then. One that was left is seen as it
    is now: a look for a day gone by knows no more of that day than today's.
    """
    seen_on = max(day, today())
    now = every.subquery()
    ours = NobodysJob.about == about
    same = NobodysJob.about_id == now.c.about_id, NobodysJob.job == now.c.job
    session.execute(
        delete(NobodysJob).where(ours, ~exists().where(*same)), execution_options=_PAST_OBJECTS
    )
    for there, taken, since in (
        (NobodysJob.since.is_not(None), now.c.taken, None),
        (NobodysJob.since.is_(None), ~now.c.taken, seen_on),
    ):
        moved = update(NobodysJob).where(ours, there, exists().where(*same, taken))
        session.execute(moved.values(since=since), execution_options=_PAST_OBJECTS)
    new = select(
        literal(about, String),
        now.c.about_id,
        now.c.job,
        case((now.c.taken, null()), else_=now.c.began),
    ).where(~exists().where(ours, *same))
    insert_found(session, NobodysJob, ["about", "about_id", "job", "since"], new)
    long = select(func.count(NobodysJob.id)).where(ours, NobodysJob.since <= day - AFTER)
    return session.scalar(long) or 0
