"""Safe to press twice: five presses make one row and get the same answer.

A form carries a secret made when it was shown. The first time it comes back, the change is made
and its answer's address is kept under a mark of the person and the secret; after that the same
secret only leads there. The mark names nobody, and a press has a day and no time, so that unnamed
words stay unnamed.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from coprod.audit.models import beside
from coprod.db import Base, Key, delete_some, insert_new, midnight, now
from coprod.seal import mark

KEPT_FOR = timedelta(days=2)
_AT_ONCE = 100  # old presses that a new one clears away


@beside
class Pressed(Base):
    """A form that was sent, and where its answer is."""

    __tablename__ = "pressed"

    id: Mapped[Key]
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    went_to: Mapped[str] = mapped_column(String(400), default="")
    at: Mapped[datetime] = mapped_column(index=True)  # the day it was


def first_press(session: Session, person_id: int, secret: str) -> str | None:
    """Claim this press. None if it is the first, else the address of the first one's answer."""
    pressed = mark(session, "pressed", person_id, secret)
    if insert_new(session, Pressed, mark=pressed, at=midnight(), went_to=""):
        _forget(session)
        return None
    return session.scalar(select(Pressed.went_to).where(Pressed.mark == pressed)) or "/"


def was_pressed(session: Session, person_id: int, secret: str) -> bool:
    """Whether this press was made already. Claims nothing."""
    pressed = mark(session, "pressed", person_id, secret)
    return session.scalar(select(Pressed.id).where(Pressed.mark == pressed)) is not None


def answered(session: Session, person_id: int, secret: str, went_to: str) -> None:
    """Keep where the answer to this press is."""
    pressed = mark(session, "pressed", person_id, secret)
    session.execute(update(Pressed).where(Pressed.mark == pressed).values(went_to=went_to))


def forget_old(session: Session, moment: datetime) -> str:
    """The job: let go of every press that was too old by then, also where nobody presses."""
    gone = select(func.count(Pressed.id)).where(_too_old(moment))
    said = f"Forms forgotten: {session.scalar(gone)}."
    delete_some(session, Pressed, select(Pressed.id).where(_too_old(moment)))
    return said


def _forget(session: Session) -> None:
    """Let go of presses too old to be repeated by accident."""
    old = select(Pressed.id).where(_too_old(now())).order_by(Pressed.at)
    delete_some(session, Pressed, old.limit(_AT_ONCE))


def _too_old(at: datetime) -> ColumnElement[bool]:
    return Pressed.at < midnight(at) - KEPT_FOR
