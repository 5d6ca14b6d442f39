"""What somebody said was wrong, with what came of it: for them alone, and without names."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import day_of
from coprod.people.viewer import Viewer
from forums.moderation.models import Flag
from forums.words import FlagReason

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Flagged:
    """One thing that the viewer told of."""

    id: int
    kind: str
    reason: FlagReason
    words: str
    on: date
    upheld: bool | None


def by(session: Session, viewer: Viewer, before: int = 0) -> list[Flagged]:
    """The newest first; one more than fits."""
    found = select(Flag).where(Flag.by_id == viewer.id).order_by(Flag.id.desc())
    if before:
        found = found.where(Flag.id < before)
    return [
        Flagged(row.id, row.kind, row.reason, row.words, day_of(row.at), row.upheld)
        for row in session.scalars(found.limit(PER_PAGE + 1))
    ]
