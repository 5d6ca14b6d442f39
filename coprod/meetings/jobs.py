"""What meetings do by themselves: one that nobody ended is over when its day is over."""

from datetime import datetime, time

from sqlalchemy import update
from sqlalchemy.orm import Session

from coprod.db import HERE
from coprod.meetings.models import Meeting
from coprod.schedule import Job


def end_forgotten(session: Session, at: datetime) -> str:
    """End what began on an earlier day and was not ended. Again changes nothing."""
    day = at.astimezone(HERE).date()
    forgotten = Meeting.began_on < day, Meeting.ended_on.is_(None)
    ended = session.scalars(
        update(Meeting).where(*forgotten).values(ended_on=Meeting.began_on).returning(Meeting.id),
        execution_options={"synchronize_session": False},
    ).all()
    return f"Meetings ended that nobody had ended: {len(ended)}."


END_FORGOTTEN = Job(
    name="end-meetings",
    says="Ends meetings that nobody ended, when their day is over.",
    due=time(3),
    run=end_forgotten,
)
