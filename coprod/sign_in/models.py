"""What proves who somebody is, and each sign-in, so that it can be ended from anywhere."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key, Stamp


class Passphrase(Base):
    """The argon2 hash of somebody's passphrase."""

    __tablename__ = "passphrase"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    hash: Mapped[str] = mapped_column(String(200))
    set_at: Mapped[Stamp]


class SignIn(Base):
    """One person signed in on one device. The cookie holds the token; this holds its hash."""

    __tablename__ = "sign_in"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[Stamp]
    seen_at: Mapped[Stamp]
    ends_at: Mapped[datetime]  # at the latest, however much it is used
    idle_minutes: Mapped[int]  # and after this long without use
    shared_device: Mapped[bool] = mapped_column(default=False)
    device: Mapped[str] = mapped_column(String(200), default="")  # "Phone", "Computer"
    ended_at: Mapped[datetime | None]


class Attempt(Base):
    """Something that is limited was tried. `mark` seals who or where, so no address is kept."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_mark_at", "mark", "at"),)

    id: Mapped[Key]
    mark: Mapped[str] = mapped_column(String(64))
    at: Mapped[Stamp]
