"""Keeping words, giving them back, letting go of them. Nobody but their writer ever sees them."""

from typing import Any, Protocol

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.drafts.models import Draft
from coprod.text import clean_text

MOST_FIELDS = 60
MOST_LETTERS = 20_000  # of one form together
_NOT_WORDS = frozenset({"csrf_token", "once", "passphrase", "passphrase_again"})


class Sent(Protocol):
    """What a browser sent: a werkzeug MultiDict, said without naming the web."""

    def lists(self) -> Any:
        """Pairs of field name and list of values."""


def keep(session: Session, person_id: int, form: str, sent: Sent, *, unsent: bool = False) -> None:
    """Keep what is typed so far, in place of what was kept for the same form before."""
    words = _words(sent)
    let_go(session, person_id, form)
    if any(text for texts in words.values() for text in texts):
        session.add(
            Draft(person_id=person_id, form=form, words=words, unsent=unsent, saved_at=now())
        )


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


def _words(sent: Sent) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    room = MOST_LETTERS
    for name, texts in list(sent.lists())[:MOST_FIELDS]:
        if name not in _NOT_WORDS:
            words[name[:80]] = [clean_text(text)[:room] for text in texts[:MOST_FIELDS]]
            room -= sum(map(len, words[name[:80]]))
    return words
