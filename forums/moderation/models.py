"""What moderators look at, what they did, and what was said to it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key, Stamp
from coprod.people.hats import HatKind
from forums.words import ActKind, FlagReason, TalkRule, Why


class Flag(Base):
    """That somebody finds something wrong with what was written. Once for each person and thing."""

    __tablename__ = "flag"
    __table_args__ = (
        UniqueConstraint("kind", "key", "by_id"),
        CheckConstraint("weight BETWEEN 0 AND 3", name="weight"),  # one alone hides nothing
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))  # what is flagged, as the seam calls it
    key: Mapped[int]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[FlagReason]
    words: Mapped[str] = mapped_column(String(1000), default="")
    weight: Mapped[int]
    at: Mapped[Stamp]
    upheld: Mapped[bool | None]  # nothing until a moderator looked


class Waiting(Base):
    """One thing that waits for a moderator, or waited. One row for a thing while it waits."""

    __tablename__ = "waiting"
    __table_args__ = (
        Index(
            "uq_waiting_kind_key_open",
            *("kind", "key"),
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index("ix_waiting_area_id_settled_at_since", "area_id", "settled_at", "since"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[int]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    why: Mapped[Why]
    rule_says: Mapped[str] = mapped_column(String(200), default="")  # which computer rule, in words
    since: Mapped[Stamp]
    hides: Mapped[bool] = mapped_column(default=False)  # nobody but its author sees it meanwhile
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]


@append_only
class Act(Base):
    """What a moderator did, for good: taking it back is a further row."""

    __tablename__ = "moderation_act"
    __table_args__ = (Index("ix_moderation_act_kind_key", "kind", "key"),)

    id: Mapped[Key]
    what: Mapped[ActKind]
    kind: Mapped[str] = mapped_column(String(40))  # to what: "post", "issue", "person" …
    key: Mapped[int]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    thread_id: Mapped[int | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # nobody: by the clock
    by_hat: Mapped[HatKind | None]
    rule: Mapped[TalkRule | None]
    note: Mapped[str] = mapped_column(String(1000), default="")  # to the author, in kind words
    was: Mapped[str] = mapped_column(String(5000), default="")  # what taking it back needs
    until: Mapped[datetime | None]
    # What it takes back; of an `EDIT`, the asking that its author said yes to.
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_act.id"), unique=True)
    appeal_id: Mapped[int | None]  # what it decided
    hours: Mapped[int | None]  # that it waited
    public: Mapped[bool] = mapped_column(default=True)  # in the monthly log
    at: Mapped[Stamp]


class Appeal(Base):
    """That an author asks for somebody else to look again. Nobody is named for unnamed words."""

    __tablename__ = "appeal"

    id: Mapped[Key]
    act_id: Mapped[int] = mapped_column(ForeignKey("moderation_act.id"), unique=True)
    words: Mapped[str] = mapped_column(String(1000), default="")
    on: Mapped[date]
    since: Mapped[Stamp]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    claimed_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_on: Mapped[date | None]
    upheld: Mapped[bool | None]  # the first moderator's act stays
    note: Mapped[str] = mapped_column(String(1000), default="")


class Vouch(Base):
    """That an advocate knows somebody: their words show at once."""

    __tablename__ = "vouch"
    __table_args__ = (UniqueConstraint("person_id", "area_id"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on: Mapped[date]


class Pause(Base):
    """That what somebody writes in an area is read first, until a day. It ends by itself.

    For unnamed words the person is not known: then it is the alias of one talk.
    """

    __tablename__ = "pause"

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    alias_id: Mapped[int | None] = mapped_column(index=True)
    until: Mapped[datetime]
    act_id: Mapped[int] = mapped_column(ForeignKey("moderation_act.id"))
    ended_at: Mapped[datetime | None]


class Removal(Base):
    """That somebody may not take part here any more: asked by one moderator, agreed by another."""

    __tablename__ = "removal"

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_on: Mapped[date]
    rule: Mapped[TalkRule]
    note: Mapped[str] = mapped_column(String(1000))
    other_way: Mapped[str] = mapped_column(String(1000))  # to take part, offered to them
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    agreed_on: Mapped[date | None]
    ended_on: Mapped[date | None]  # it was taken back, or refused


class Unmasking(Base):
    """That two people looked at who said something unnamed, and why. The author is told."""

    __tablename__ = "unmasking"

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[int]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_on: Mapped[date]
    why: Mapped[str] = mapped_column(String(1000))
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    agreed_on: Mapped[date | None]
    seen_on: Mapped[date | None]  # by who asked: once
    refused_on: Mapped[date | None]
