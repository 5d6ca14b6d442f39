"""Keeping words, giving them back, letting go of them. Nobody but their writer ever sees them."""

from typing import Any, Protocol

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from coprod.db import insert_or_change, now
from coprod.drafts.models import Draft
from coprod.people.viewer import Viewer
from coprod.shown import NOT_SHOWN
from coprod.text import clean_text

MOST_FIELDS = 60
MOST_TICKS = 500  # of one list
MOST_LETTERS = 20_000  # of one form together
MOST_FORMS = 100  # kept for one person; the oldest make room
LONGEST_ADDRESS = 400  # letters
TYPED_ON = "page_secret"  # what a page of several steps sends along, to claim when all is sent
_NOT_WORDS = frozenset({"csrf_token", "once", "draft_id"})


class Sent(Protocol):
    """What a browser sent: a werkzeug MultiDict, said without naming the web."""

    def lists(self) -> Any:
        """Pairs of field name and list of values."""


def keep(session: Session, person_id: int, form: str, sent: Sent, *, unsent: bool = False) -> bool:
    """Keep what is typed so far, in place of what was kept for the same form before.

    Says whether there was anything to keep.
    """
    words = _words(sent)
    form = form[:LONGEST_ADDRESS]
    # What saves itself may have had its words taken out: then a mark is enough to keep.
    beside = NOT_SHOWN if unsent else {TYPED_ON}
    found = any(any(texts) for name, texts in words.items() if name not in beside)
    if found:
        kept = {"words": words, "unsent": unsent, "saved_at": now()}
        whose = ("person_id", "form")
        insert_or_change(session, Draft, whose, person_id=person_id, form=form, **kept)
        _make_room(session, person_id)
    else:
        let_go(session, person_id, form)
    return found


def keep_unsent(session: Session, person_id: int, form: str, sent: Sent) -> bool:
    """Keep a form that could not be sent because the sign-in had run out."""
    return keep(session, person_id, form, sent, unsent=True)


def kept(session: Session, person_id: int, form: str) -> dict[str, list[str]]:
    """The words kept for a form, by field, or nothing."""
    draft = select(Draft.words).where(Draft.person_id == person_id, Draft.form == form)
    return session.scalar(draft) or {}


def let_go(session: Session, person_id: int, form: str) -> None:
    """Forget the words: they were sent, or their writer threw them away."""
    session.execute(delete(Draft).where(Draft.person_id == person_id, Draft.form == form))


def let_go_under(session: Session, person_id: int, address: str) -> None:
    """Forget the words of every form at this address and below it."""
    below = Draft.form.startswith(f"{address}/", autoescape=True)
    here = or_(Draft.form == address, below)
    session.execute(delete(Draft).where(Draft.person_id == person_id, here))


def throw_away(session: Session, viewer: Viewer, draft_id: int) -> None:
    """Forget what the viewer could not send. Nobody else's is touched, nor what saves itself."""
    session.execute(delete(Draft).where(*_unsent(viewer, draft_id)))


def arrived(session: Session, viewer: Viewer, draft_id: int, form: str) -> None:
    """Forget what the viewer could not send: now this form took it.

    A form that keeps its words until a later page has them kept, and not unsent any more.
    """
    session.execute(delete(Draft).where(*_unsent(viewer, draft_id), Draft.form == form))


def _unsent(viewer: Viewer, draft_id: int) -> Any:
    return Draft.id == draft_id, Draft.person_id == viewer.id, Draft.unsent


def _make_room(session: Session, person_id: int) -> None:
    own = select(Draft.id).where(Draft.person_id == person_id)
    latest_first = own.order_by(Draft.saved_at.desc(), Draft.id.desc())
    oldest = session.scalars(latest_first.offset(MOST_FORMS)).all()
    if oldest:
        session.execute(delete(Draft).where(Draft.id.in_(oldest)))


def _words(sent: Sent) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    room = MOST_LETTERS
    for name, texts in list(sent.lists())[:MOST_FIELDS]:
        if name not in _NOT_WORDS and not name.startswith("passphrase"):
            kept = words[name[:80]] = []
            for text in texts[:MOST_TICKS]:
                kept.append(clean_text(text)[:room])
                room -= len(kept[-1])
    return words
