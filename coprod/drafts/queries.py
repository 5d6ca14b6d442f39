"""Finding the words that somebody could not send. Only ever their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.drafts.models import Draft
from coprod.people.viewer import Viewer
from coprod.shown import readable
from coprod.text import shorten

_UNSENT = (
    select(Draft.id, Draft.form, Draft.words, Draft.saved_at)
    .where(Draft.person_id == bindparam("person_id"), Draft.unsent)
    .order_by(Draft.saved_at.desc(), Draft.id.desc())
    .limit(50)
)


@dataclass(frozen=True, slots=True)
class Unsent:
    """Words that wait to be sent: where to, and every field."""

    id: int
    form: str
    fields: tuple[tuple[str, str], ...]
    saved_at: datetime

    @property
    def starts(self) -> str:
        """How the longest answer begins, to know it by."""
        return shorten(max(readable(self.fields), key=len, default=""))


def unsent(session: Session, viewer: Viewer) -> list[Unsent]:
    """The viewer's words that could not be sent, the newest first."""
    rows = session.execute(_UNSENT, {"person_id": viewer.id})
    found = [Unsent(row.id, row.form, _fields(row.words), row.saved_at) for row in rows]
    return [one for one in found if one.starts]


def _fields(words: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, texts in words.items() for text in texts)
