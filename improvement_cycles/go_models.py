"""A go of a try: Plan, Try, Look, Decide. Its plan and guesses are locked when it starts."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key
from coprod.people.hats import Group, HatKind
from improvement_cycles.words import HOW_SMALL, CameBy, GoState, Outcome


class Cycle(Base):
    """One go. Triggers refuse any change to its plan once `guess_locked_at` is there."""

    __tablename__ = "cycle"
    __table_args__ = (
        UniqueConstraint("project_id", "number"),
        Index("ix_cycle_state_project_id", "state", "project_id"),
    )

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[GoState] = mapped_column(default=GoState.DRAFT)
    paused_from: Mapped[GoState | None]  # where it goes on
    paused_why: Mapped[str | None] = mapped_column(String(1000))
    look_again_on: Mapped[date | None]  # when the team is asked what becomes of the pause
    next_of_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    came_by: Mapped[CameBy | None]  # from that one; None for the first
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("change_idea.id"), index=True)

    # Plan
    what_we_will_try: Mapped[str] = mapped_column(String(2000), default="")
    when: Mapped[str] = mapped_column(String(400), default="")
    where: Mapped[str] = mapped_column(String(400), default="")
    for_whom: Mapped[str] = mapped_column(String(400), default="")
    for_whom_not_yet: Mapped[str] = mapped_column(String(400), default="")
    how_small: Mapped[str] = mapped_column(String(400), default=HOW_SMALL)
    what_we_count: Mapped[str] = mapped_column(String(1000), default="")
    guess_locked_at: Mapped[datetime | None]
    guess_hash: Mapped[str] = mapped_column(String(64), default="")

    # Try
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    what_happened: Mapped[str] = mapped_column(String(5000), default="")
    surprise: Mapped[str] = mapped_column(String(2000), default="")
    time_people: Mapped[str] = mapped_column(String(200), default="")  # time given, in words
    time_families: Mapped[str] = mapped_column(String(200), default="")
    time_staff: Mapped[str] = mapped_column(String(200), default="")
    money: Mapped[str] = mapped_column(String(400), default="")  # how much, and who gave it

    # Look
    knock_on_answered: Mapped[bool] = mapped_column(default=False)  # "no" is an answer
    knock_on: Mapped[str] = mapped_column(String(2000), default="")
    knock_on_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    knock_on_told_on: Mapped[date | None]  # when that place was told
    what_we_learned: Mapped[str] = mapped_column(String(5000), default="")

    # Decide
    decision: Mapped[Outcome | None]
    why: Mapped[str] = mapped_column(String(2000), default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who wrote it down
    balance_looked_on: Mapped[date | None]  # did it make anything worse? We looked at the picture
    worse: Mapped[str] = mapped_column(String(2000), default="")  # or we said it in words
    owner_of_upkeep_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    check_on: Mapped[date | None] = mapped_column(index=True)

    @property
    def locked(self) -> bool:
        return self.guess_locked_at is not None


class CycleDoer(Base):
    """Who does what in one go."""

    __tablename__ = "cycle_doer"
    __table_args__ = (UniqueConstraint("cycle_id", "person_id"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    does: Mapped[str] = mapped_column(String(400))


class Question(Base):
    """A question for a go, our guess at its answer, and then what happened and what it teaches."""

    __tablename__ = "cycle_question"
    __table_args__ = (UniqueConstraint("cycle_id", "position"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    position: Mapped[int] = mapped_column(default=1)
    question: Mapped[str] = mapped_column(String(1000))
    guess: Mapped[str] = mapped_column(String(2000), default="")
    result: Mapped[str] = mapped_column(String(2000), default="")
    lesson: Mapped[str] = mapped_column(String(2000), default="")


@append_only
class PlanNote(Base):
    """A dated note beside a locked plan: the way to correct one."""

    __tablename__ = "plan_note"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on: Mapped[date]
    words: Mapped[str] = mapped_column(String(2000))


class StudyNote(Base):
    """What one person learned, in their group's box. Nobody's note replaces another's."""

    __tablename__ = "study_note"
    __table_args__ = (UniqueConstraint("cycle_id", "group", "person_id"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    group: Mapped[Group]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who wrote it
    words: Mapped[str] = mapped_column(String(2000))
    on: Mapped[date]


class Agreed(Base):
    """Somebody who agreed with what was decided, with the hat they wore."""

    __tablename__ = "cycle_agreed"
    __table_args__ = (UniqueConstraint("cycle_id", "person_id"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    hat: Mapped[HatKind]
