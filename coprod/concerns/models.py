"""What somebody is worried about, in sealed words, and who reads it.

In the open are only the area, the days, and what a step was. Who told it and at which minute, about
which place, every word and every file is sealed: the minute beside that of a sign-in would say who
it was. Nothing of it is ever changed or removed.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key, Stamp


class Employer(StrEnum):
    """Whom a contact works for."""

    ADVOCACY = "advocacy"
    COUNCIL = "council"
    OTHER = "other"


class Happened(StrEnum):
    """One step of what became of it."""

    READ = "read"
    PASSED_ON = "passed_on"
    CAME_BACK = "came_back"
    CLOSED = "closed"
    RIGHTED = "righted"  # a step that was written down wrong is answered, and stays


class Contact(Base):
    """A named contact of an area: when they read, and who does while they are away."""

    __tablename__ = "concern_contact"
    __table_args__ = (
        UniqueConstraint("area_id", "person_id"),
        CheckConstraint("place_in_turn BETWEEN 1 AND 20", name="place_in_turn"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    works_for: Mapped[str] = mapped_column(String(200))
    employer: Mapped[Employer]
    place_in_turn: Mapped[int] = mapped_column(default=1)  # who is told first, second, ...
    hours: Mapped[str] = mapped_column(String(100), default="")  # see hours.py
    away_from: Mapped[date | None]
    away_to: Mapped[date | None]  # the last day
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


@append_only
class Concern(Base):
    """Something that somebody is worried about."""

    __tablename__ = "concern"

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    at: Mapped[Stamp]  # the day, as in each of these tables
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the code to come back with
    mark: Mapped[str | None] = mapped_column(String(64), unique=True)  # of who told it, signed in
    sealed: Mapped[bytes]


@append_only
class ConcernWords(Base):
    """Words and files: what was told first, what was added, and what a contact answered."""

    __tablename__ = "concern_words"

    id: Mapped[Key]
    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    at: Mapped[Stamp]
    press: Mapped[str] = mapped_column(String(64), unique=True)  # the mark of the form it came with
    by_teller: Mapped[bool]
    sealed: Mapped[bytes]


@append_only
class ConcernStep(Base):
    """A step that a contact took."""

    __tablename__ = "concern_step"

    id: Mapped[Key]
    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    at: Mapped[Stamp]
    press: Mapped[str] = mapped_column(String(64), unique=True)
    happened: Mapped[Happened]
    up_to: Mapped[int] = mapped_column(default=0)  # the last words that were read by then
    rights_id: Mapped[int | None] = mapped_column(ForeignKey("concern_step.id"))
    sealed: Mapped[bytes]


@append_only
class ConcernAlert(Base):
    """A contact was told that words wait. It stands until somebody reads them."""

    __tablename__ = "concern_alert"
    __table_args__ = (UniqueConstraint("words_id", "person_id"),)

    id: Mapped[Key]
    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    words_id: Mapped[int] = mapped_column(ForeignKey("concern_words.id"))  # the first that waited
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
