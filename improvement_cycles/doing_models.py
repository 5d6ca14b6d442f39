"""What a team does in a go, and what it sees meanwhile."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, and_, exists
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key


class Task(Base):
    """One thing to do in a go, by somebody. What the plan says of them is locked; this is not."""

    __tablename__ = "cycle_task"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # nobody yet
    what: Mapped[str] = mapped_column(String(400))
    by_when: Mapped[date | None]
    of_plan: Mapped[bool] = mapped_column(default=False)  # made from the plan when the go started
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the start
    added_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who ticked it
    as_planned: Mapped[bool | None]
    why: Mapped[str] = mapped_column(String(1000), default="")  # why it was not as planned


class TaskWas(Base):
    """What a thing to do said before somebody changed it. It goes when that is taken off."""

    __tablename__ = "cycle_task_was"

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("cycle_task.id"), index=True)
    what: Mapped[str] = mapped_column(String(400))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_when: Mapped[date | None]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_on: Mapped[date]


@append_only
class Noticed(Base):
    """Something that somebody saw while a go was tried: in words, in a photo, by voice."""

    __tablename__ = "noticed"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on: Mapped[date]
    words: Mapped[str] = mapped_column(String(2000), default="")
    # No foreign keys: what is taken away takes its photo and its recording with it.
    photo_id: Mapped[int | None]
    sound_id: Mapped[int | None]


@append_only
class NoticedOff(Base):
    """That something seen was taken away again: it stands on no page any more."""

    __tablename__ = "noticed_off"

    id: Mapped[Key]
    noticed_id: Mapped[int] = mapped_column(ForeignKey("noticed.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on: Mapped[date]


@append_only
class NoticedWords(Base):
    """What a recording says, written down by somebody who could hear it."""

    __tablename__ = "noticed_words"

    id: Mapped[Key]
    noticed_id: Mapped[int] = mapped_column(ForeignKey("noticed.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on: Mapped[date]
    words: Mapped[str] = mapped_column(String(2000))


@append_only
class UpkeepCheck(Base):
    """One look at what was kept: whether it is still there, and when it is looked at again."""

    __tablename__ = "upkeep_check"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on: Mapped[date]
    still_there: Mapped[bool]
    words: Mapped[str] = mapped_column(String(2000), default="")
    again_on: Mapped[date]


def is_of(thing: Any) -> ColumnElement[bool]:
    """Whether a photo or a recording is that of what was seen.

    Its number alone does not say so: its owner can drop it, and the next one may get the number.
    """
    its = Noticed.photo_id if thing.__tablename__ == "photo" else Noticed.sound_id
    return and_(thing.id == its, thing.owner_id == Noticed.by_id, thing.issue_id.is_(None))


STANDS = ~exists().where(NoticedOff.noticed_id == Noticed.id).correlate(Noticed)
"""Whether something that was seen stands: nobody took it away."""
