"""What was passed on to somebody outside, what they answered, and what was taken off the page."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key
from coprod.issues.words import AnswerSays
from coprod.people.hats import HatKind


class AuthorSays(StrEnum):
    """Whether the words may leave the area, as the one who said them says."""

    YES = "yes"
    NO = "no"


class PassedOn(Base):
    """An issue addressed to a body outside, and the link that it can answer by, once.

    What the author says is kept without who they are: their name may be held back. Of the link
    only the hash is kept, and nothing once it was used or stopped.
    """

    __tablename__ = "passed_on"
    __table_args__ = (
        Index("ix_passed_on_area_id_answered_on_sent_on", "area_id", "answered_on", "sent_on"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    body: Mapped[str] = mapped_column(String(200))
    reader: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(2000))
    tells_place: Mapped[bool] = mapped_column(default=False)
    tells_me_too: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    by_hat: Mapped[HatKind | None]
    asked_on: Mapped[date]
    author_says: Mapped[AuthorSays | None]
    author_said_on: Mapped[date | None]
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    sent_on: Mapped[date | None]  # when the first link was made
    ends_on: Mapped[date | None]  # the last day of the link there is now
    stopped_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    promise_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"))


@append_only
class OutsideAnswer(Base):
    """What the body outside answered. Triggers refuse any change to a row or its removal."""

    __tablename__ = "outside_answer"
    __table_args__ = (CheckConstraint("length(why) BETWEEN 1 AND 5000", name="why"),)

    id: Mapped[Key]
    passed_on_id: Mapped[int] = mapped_column(ForeignKey("passed_on.id"), unique=True)
    says: Mapped[AnswerSays]
    why: Mapped[str] = mapped_column(String(5000))
    promise: Mapped[str] = mapped_column(String(400), default="")
    promise_by: Mapped[date | None]
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(200))
    given_on: Mapped[date]


@append_only
class OutsideNote(Base):
    """An answer was taken off the page, or put back, and why. The last one holds."""

    __tablename__ = "outside_note"

    id: Mapped[Key]
    passed_on_id: Mapped[int] = mapped_column(ForeignKey("passed_on.id"), index=True)
    off: Mapped[bool]
    why: Mapped[str] = mapped_column(String(1000))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_hat: Mapped[HatKind | None]
    on: Mapped[date]
