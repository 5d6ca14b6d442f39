"""What the site does by itself with statements: it says when it is time to look again."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from coprod.db import day_of
from coprod.schedule import Job
from coprod.vision.services import flip_due


def look_again(session: Session, moment: datetime) -> str:
    """Say so on each statement whose day is 30 days away or less."""
    return f"Statements to look at again: {flip_due(session, day_of(moment))}."


JOBS = (
    Job(
        name="look-again",
        says="Says when it is time to look at a statement again, 30 days before its day.",
        due=time(0, 25),
        run=look_again,
    ),
)
