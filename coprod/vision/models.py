"""Principles shared by an area, and statements of them in people's own words, version by version.

A change of wording is a new version. Sign-ups belong to a version, so they never carry over to
words that nobody agreed to; issues and tries keep the version they were made against.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key, Stamp
from coprod.people.hats import Group, HatKind

WORDS_AT_MOST = 20  # of a statement's wording
LOOK_AGAIN_WITHIN_MONTHS = 12
LOOK_AGAIN_NOTICE = timedelta(days=30)  # how long before its day a statement asks to be looked at
LINES_AT_MOST = 12  # of each kind


class StatementStatus(StrEnum):
    """How settled a statement is."""

    DRAFT = "draft"
    AGREED = "agreed"
    LOOK_AGAIN = "look_again"
    RETIRED = "retired"


SHOWN = frozenset({StatementStatus.AGREED, StatementStatus.LOOK_AGAIN})
"""What stands. Only this is signed up to, looked at again, and offered to issues and tries."""


class LineKind(StrEnum):
    """What a line under a statement says."""

    LOOKS_LIKE = "looks_like"
    NOT_LIKE = "not_like"
    TAKES_SERVICES = "takes_services"
    TAKES_US = "takes_us"  # us and our neighbours


class SignUpSays(StrEnum):
    """What somebody says to a statement. All three are shown the same size."""

    YES = "yes"
    YES_BUT = "yes_but"
    NOT_THIS = "not_this"


class Decision(StrEnum):
    """What was decided about a statement."""

    AGREED = "agreed"
    STILL_RIGHT = "still_right"  # looked at again, and kept as it is
    PUT_AWAY = "put_away"
    BROUGHT_BACK = "brought_back"


class Came(StrEnum):
    """How the words of a principle came to be."""

    ADDED = "added"
    TAKEN = "taken"  # from those on offer to start with
    REWORDED = "reworded"
    FOUND = "found"  # they stood before words were kept


class Principle(Base):
    """One of the few ideas that an area shares. A place may word it, never drop it."""

    __tablename__ = "principle"
    __table_args__ = (UniqueConstraint("area_id", "slug"),)

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    core: Mapped[str] = mapped_column(String(500))
    symbol: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(default=0)


@append_only
class PrincipleWords(Base):
    """Words of a principle from a day on. Triggers refuse any change to a row or its removal."""

    __tablename__ = "principle_words"

    id: Mapped[Key]
    principle_id: Mapped[int] = mapped_column(ForeignKey("principle.id"), index=True)
    came: Mapped[Came]
    name: Mapped[str] = mapped_column(String(200))
    core: Mapped[str] = mapped_column(String(500))
    symbol: Mapped[str] = mapped_column(String(40))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who wrote it down. Nobody here: a command, or before this was kept."""
    why: Mapped[str] = mapped_column(String(1000), default="")
    on: Mapped[date | None]  # unknown of what stood before words were kept


class Statement(Base):
    """What a good life looks like, about one principle, for an area or for one place in it."""

    __tablename__ = "statement"

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    principle_id: Mapped[int] = mapped_column(ForeignKey("principle.id"), index=True)
    status: Mapped[StatementStatus] = mapped_column(default=StatementStatus.DRAFT)
    version: Mapped[int] = mapped_column(default=1)  # number of the version people see
    agreed_on: Mapped[date | None]
    look_again_on: Mapped[date | None] = mapped_column(index=True)
    looked_at_on: Mapped[date | None]  # last looked at together
    looked: Mapped[int] = mapped_column(default=0)  # how many times, with an end to it


class StatementVersion(Base):
    """One wording of a statement. Never edited once it is agreed."""

    __tablename__ = "statement_version"
    __table_args__ = (
        UniqueConstraint("statement_id", "number"),
        CheckConstraint("length(wording) > 0", name="wording"),
    )

    id: Mapped[Key]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    number: Mapped[int]
    wording: Mapped[str] = mapped_column(String(400))
    short: Mapped[str] = mapped_column(String(120))
    symbol: Mapped[str] = mapped_column(String(40))
    when_wrong: Mapped[str] = mapped_column(String(1000), default="")
    made_at: Mapped[Stamp]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    agreed_on: Mapped[date | None]
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer of a draft


class StatementLine(Base):
    """One line under a version: what it looks like, what it does not, what it takes."""

    __tablename__ = "statement_line"

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("statement_version.id"), index=True)
    kind: Mapped[LineKind]
    words: Mapped[str] = mapped_column(String(400))
    position: Mapped[int] = mapped_column(default=0)


class Writer(Base):
    """Somebody who wrote a version, with the hat they wore."""

    __tablename__ = "statement_writer"
    __table_args__ = (UniqueConstraint("version_id", "person_id"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("statement_version.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    hat: Mapped[HatKind]


class SignUp(Base):
    """What one person says to one version, changeable for as long as it is the one people see."""

    __tablename__ = "sign_up"
    __table_args__ = (UniqueConstraint("version_id", "person_id"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("statement_version.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    hat: Mapped[HatKind]
    says: Mapped[SignUpSays]
    why: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[Stamp]


class LookedAgain(Base):
    """What one group said when a statement was looked at again, in its own box."""

    __tablename__ = "looked_again"
    __table_args__ = (UniqueConstraint("version_id", "time", "group"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("statement_version.id"))
    time: Mapped[int] = mapped_column(default=1)  # the first looking, the second, and so on
    group: Mapped[Group]
    better: Mapped[str] = mapped_column(String(2000), default="")
    same_or_worse: Mapped[str] = mapped_column(String(2000), default="")
    next: Mapped[str] = mapped_column(String(2000), default="")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer


@append_only
class StatementDecision(Base):
    """Something decided about a statement. Triggers refuse any change to a row or its removal."""

    __tablename__ = "statement_decision"

    id: Mapped[Key]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    number: Mapped[int]  # of the version that people saw from then on
    decision: Mapped[Decision]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who wrote it down
    why: Mapped[str] = mapped_column(String(1000), default="")
    said: Mapped[dict[str, dict[str, int]] | None] = mapped_column(JSON(none_as_null=True))
    """How many of each group said what when it was agreed; nothing where that was not kept."""
    on: Mapped[date]
