"""What a try counts, and its dots. A dot is never changed: a correction stands beside it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key
from improvement_cycles.measure_words import AskedBy, Better, HowOften, Kind, Role, Sampling

_MAIN = text("main")


class Measure(Base):
    """One thing a try counts. There is nothing to reach: a group may write its hope in words."""

    __tablename__ = "measure"
    __table_args__ = (
        CheckConstraint("NOT (main AND asked_by = 'someone_else')", name="main_is_ours"),
        CheckConstraint("fewest >= 8", name="fewest_is_high"),
        Index(
            "uq_measure_main",
            "project_id",
            unique=True,
            sqlite_where=_MAIN,
            postgresql_where=_MAIN,
        ),
    )

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(default=Role.OUTCOME)
    kind: Mapped[Kind] = mapped_column(default=Kind.COUNT)
    what_counts: Mapped[str] = mapped_column(String(2000), default="")
    what_does_not: Mapped[str] = mapped_column(String(2000), default="")
    unit: Mapped[str] = mapped_column(String(100), default="")
    numerator: Mapped[str] = mapped_column(String(400), default="")  # what is counted,
    denominator: Mapped[str] = mapped_column(String(400), default="")  # and out of what
    multiply: Mapped[int] = mapped_column(default=100)  # a rate is for each so many
    better: Mapped[Better] = mapped_column(default=Better.NEITHER)
    who_counts_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    how: Mapped[str] = mapped_column(String(2000), default="")
    how_often: Mapped[HowOften] = mapped_column(default=HowOften.WEEKLY)
    weekdays: Mapped[int] = mapped_column(default=0)  # 1 for Monday, 2 for Tuesday, 4 …; 0: any
    day_of_month: Mapped[int | None]
    sampling: Mapped[Sampling] = mapped_column(default=Sampling.EVERYBODY)
    chosen_how: Mapped[str] = mapped_column(String(2000), default="")  # how some are chosen
    group_only: Mapped[bool] = mapped_column(default=False)  # about 1 or 2 people: no others know
    fewest: Mapped[int | None]  # people that outsiders may see a dot of; never under 8
    asked_by: Mapped[AskedBy] = mapped_column(default=AskedBy.US)
    asked_by_words: Mapped[str] = mapped_column(String(200), default="")  # who, if not us
    main: Mapped[bool] = mapped_column(default=False)
    our_hope: Mapped[str] = mapped_column(String(400), default="")
    # A day and not a number of dots: a late dot for an early day must not move how it was before.
    baseline_until: Mapped[date | None]
    made_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    stopped_on: Mapped[date | None]  # we do not count this any more
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer


@append_only
class Point(Base):
    """One dot as it was entered. It is current until another supersedes it.

    The first dot of a day, or the nth where a day may have several, begins a chain; each
    correction supersedes the last of its chain, so a day cannot have two current dots.
    """

    __tablename__ = "point"
    __table_args__ = (
        Index(
            "uq_point_measure_id_on_nth",
            "measure_id",
            "on",
            "nth",
            unique=True,
            sqlite_where=text("supersedes_id IS NULL"),
            postgresql_where=text("supersedes_id IS NULL"),
        ),
        Index("ix_point_measure_id_on_id", "measure_id", "on", "id"),
    )

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    on: Mapped[date]
    nth: Mapped[int] = mapped_column(default=1)
    value: Mapped[float | None]  # with no number at all, nobody could count that day
    out_of: Mapped[float | None]  # how many were asked
    happy: Mapped[int | None]
    ok: Mapped[int | None]
    sad: Mapped[int | None]
    left_out: Mapped[bool] = mapped_column(default=False)  # an odd day: drawn, and not read
    taken_away: Mapped[bool] = mapped_column(default=False)  # it should not be there at all
    note: Mapped[str] = mapped_column(String(400), default="")  # why it is missing or left out
    reason: Mapped[str] = mapped_column(String(400), default="")  # why it was put right
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("point.id"), unique=True)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: a command
    entered_on: Mapped[date]
