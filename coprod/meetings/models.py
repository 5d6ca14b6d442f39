"""Meetings of the group at a place: when they are, who was in the room, and what was said there."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key
from coprod.meetings.words import ON_CARDS, Way
from coprod.people.hats import HatKind


class Stage(StrEnum):
    """How far a meeting has got."""

    PLANNED = "planned"
    ON = "on"
    OVER = "over"
    CALLED_OFF = "called_off"


class Meeting(Base):
    """The group of one place comes together. It is planned, goes on, and is over, in days."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("length(title) BETWEEN 1 AND 200", name="title"),
        Index("ix_meeting_place_id_on_id", "place_id", "on", "id"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    title: Mapped[str] = mapped_column(String(200))
    where_and_when: Mapped[str] = mapped_column(String(200), default="")  # "The kitchen, 2 o'clock"
    on: Mapped[date]  # as it is planned: beginning it late does not change that
    set_up_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    began_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    called_off_on: Mapped[date | None]
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer

    @property
    def day(self) -> date:
        """The day it really was on, or is planned for."""
        return self.began_on or self.on

    @property
    def stage(self) -> Stage:
        if self.called_off_on:
            return Stage.CALLED_OFF
        if self.ended_on:
            return Stage.OVER
        return Stage.ON if self.began_on else Stage.PLANNED


class InRoom(Base):
    """Somebody in the room: with an account, by first name, or so many more without a name.

    Only the group of the place sees it, and nothing counts it by name.
    """

    __tablename__ = "meeting_in_room"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    first_name: Mapped[str] = mapped_column(String(60), default="")  # of somebody with no account
    hat: Mapped[HatKind | None]  # of those without a name
    how_many: Mapped[int] = mapped_column(default=1)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class NameOff(Base):
    """Somebody took their own name off a meeting: what it keeps of theirs shows it no more."""

    __tablename__ = "meeting_name_off"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class Said(Base):
    """What somebody said in a meeting, and who wrote it down. Both are shown, but for a `NameOff`.

    Without `said_by_id` and `first_name` it was somebody in the room: then nothing here tells who.
    """

    __tablename__ = "meeting_said"
    __table_args__ = (
        CheckConstraint("length(words) <= 2000", name="words"),
        Index("ix_meeting_said_subject_kind_subject_key", "subject_kind", "subject_key"),
    )

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    way: Mapped[Way]
    words: Mapped[str] = mapped_column(String(2000), default="")
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    first_name: Mapped[str] = mapped_column(String(60), default="")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    written_on: Mapped[date]
    subject_kind: Mapped[str] = mapped_column(String(40), default="")  # nothing: the whole meeting
    subject_key: Mapped[int] = mapped_column(default=0)
    not_so_on: Mapped[date | None]  # "that is not what I said"
    not_so_words: Mapped[str] = mapped_column(String(2000), default="")  # what they did say
    taken_back_on: Mapped[date | None]

    @property
    def is_card(self) -> bool:
        return self.way in ON_CARDS
