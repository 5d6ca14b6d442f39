"""Keeping words, giving them back, letting go of them. Nobody but their writer ever sees them."""

from typing import Any, Protocol

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.drafts.models import Draft
from coprod.people.viewer import Viewer
from coprod.text import clean_text

MOST_FIELDS = 60
MOST_LETTERS = 20_000  # of one form together
MOST_FORMS = 100  # kept for one person; the oldest make room
LONGEST_ADDRESS = 400  # letters
_NOT_WORDS = frozenset({"csrf_token", "once", "draft_id", "next"})


class Sent(Protocol):
    """What a browser sent: a werkzeug MultiDict, said without naming the web."""

    def lists(self) -> Any:
        """Pairs of field name and list of values."""


def keep(session: Session, person_id: int, form: str, sent: Sent, *, unsent: bool = False) -> None:
    """Keep what is typed so far, in place of what was kept for the same form before."""
    words = _words(sent)
    form = form[:LONGEST_ADDRESS]
    let_go(session, person_id, form)
    if any(text for texts in words.values() for text in texts):
        session.add(
            Draft(person_id=person_id, form=form, words=words, unsent=unsent, saved_at=now())
        )
        session.flush()
        _make_room(session, person_id)


def keep_unsent(session: Session, person_id: int, form: str, sent: Sent) -> None:
    """Keep a form that could not be sent because the sign-in had run out."""
    keep(session, person_id, form, sent, unsent=True)


def kept(session: Session, person_id: int, form: str) -> dict[str, list[str]]:
    """The words kept for a form, by field, or nothing."""
    draft = select(Draft.words).where(Draft.person_id == person_id, Draft.form == form)
    return session.scalar(draft) or {}


def let_go(session: Session, person_id: int, form: str) -> None:
    """Forget the words: they were sent, or their writer threw them away."""
    session.execute(delete(Draft).where(Draft.person_id == person_id, Draft.form == form))


def throw_away(session: Session, viewer: Viewer, draft_id: int) -> None:
    """Forget one of the viewer's own drafts. Somebody else's is not touched."""
    own = Draft.id == draft_id, Draft.person_id == viewer.id
    session.execute(delete(Draft).where(*own))


def _make_room(session: Session, person_id: int) -> None:
    own = select(Draft.id).where(Draft.person_id == person_id).order_by(Draft.id.desc())
    oldest = session.scalars(own.offset(MOST_FORMS)).all()
    if oldest:
        session.execute(delete(Draft).where(Draft.id.in_(oldest)))


def _words(sent: Sent) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    room = MOST_LETTERS
    for name, texts in list(sent.lists())[:MOST_FIELDS]:
        if name not in _NOT_WORDS and not name.startswith("passphrase"):
            words[name[:80]] = [clean_text(text)[:room] for text in texts[:MOST_FIELDS]]
            room -= sum(map(len, words[name[:80]]))
    return words
