"""Posts with the name held back: an alias for each talk, and marks that only the key can tell."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key


class Alias(Base):
    """What somebody unnamed is called in one talk. `mark` seals (person, talk)."""

    __tablename__ = "talk_alias"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_key", "alias"),)

    id: Mapped[Key]
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_key: Mapped[int]
    alias: Mapped[str] = mapped_column(String(60))


class HeldTalk(Base):
    """In which talks somebody spoke unnamed, for their eyes only: `mark` seals (person, n)."""

    __tablename__ = "held_talk"

    id: Mapped[Key]
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    alias_id: Mapped[int] = mapped_column(unique=True)
