"""The rows of a driver diagram. The tables themselves refuse wrong levels, circles and strangers.

A link repeats the try and the levels of its two ends, and foreign keys hold it to them: so it
cannot join parts of two tries, and as levels only rise it cannot go round.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key
from coprod.people.hats import HatKind
from improvement_cycles.drivers.words import Kind, Level, Step


class DriverDiagram(Base):
    """That a try has a diagram. Its aim is what the try wants, or the group's own words for it."""

    __tablename__ = "driver_diagram"
    __table_args__ = (UniqueConstraint("project_id"),)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"))
    aim: Mapped[str] = mapped_column(String(2000), default="")  # "": as the try says it
    edits: Mapped[int] = mapped_column(default=0)  # the number of the last version


class Driver(Base):
    """Something that helps: the aim if it is a primary one, else a primary one."""

    __tablename__ = "driver"
    __table_args__ = (
        UniqueConstraint("id", "project_id"),
        UniqueConstraint("id", "project_id", "level"),
        CheckConstraint("level IN ('primary', 'secondary')", name="level"),
        CheckConstraint("length(words) BETWEEN 1 AND 200", name="words"),
        Index(
            "uq_driver_words",
            *("project_id", "level", "words"),
            unique=True,
            sqlite_where=text("gone_on IS NULL"),
            postgresql_where=text("gone_on IS NULL"),
        ),
    )

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"))
    level: Mapped[Level]
    words: Mapped[str] = mapped_column(String(200))
    gone_on: Mapped[date | None]  # taken away; it can be put back


class ChangeIdea(Base):
    """Something to try. From an issue it has that issue's words until the team says its own.

    So an issue that is taken back, or that a reader may not see, leaves no words here.
    """

    __tablename__ = "change_idea"
    __table_args__ = (
        UniqueConstraint("id", "project_id"),
        UniqueConstraint("project_id", "issue_id"),
        CheckConstraint(
            "length(words) <= 200 AND (issue_id IS NOT NULL OR length(words) > 0)", name="words"
        ),
        CheckConstraint("pick_id IS NULL OR issue_id IS NOT NULL", name="pick"),
        Index(
            "uq_change_idea_words",
            *("project_id", "words"),
            unique=True,
            sqlite_where=text("gone_on IS NULL AND words <> ''"),
            postgresql_where=text("gone_on IS NULL AND words <> ''"),
        ),
    )

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"))
    words: Mapped[str] = mapped_column(String(200), default="")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    pick_id: Mapped[int | None] = mapped_column(ForeignKey("round_pick.id"))
    gone_on: Mapped[date | None]


class DriverLink(Base):
    """A secondary driver helps a primary one."""

    __tablename__ = "driver_link"
    __table_args__ = (
        UniqueConstraint("lower_id", "upper_id"),
        CheckConstraint("lower_level = 'secondary' AND upper_level = 'primary'", name="levels"),
        *(
            ForeignKeyConstraint(
                [f"{end}_id", "project_id", f"{end}_level"],
                ["driver.id", "driver.project_id", "driver.level"],
                name=f"fk_driver_link_{end}_driver",
            )
            for end in ("lower", "upper")
        ),
    )

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(index=True)
    lower_id: Mapped[int]
    lower_level: Mapped[Level] = mapped_column(default=Level.SECONDARY)
    upper_id: Mapped[int] = mapped_column(index=True)
    upper_level: Mapped[Level] = mapped_column(default=Level.PRIMARY)


class IdeaLink(Base):
    """A change idea helps a driver, of either level."""

    __tablename__ = "idea_link"
    __table_args__ = (
        UniqueConstraint("idea_id", "driver_id"),
        ForeignKeyConstraint(
            ["idea_id", "project_id"],
            ["change_idea.id", "change_idea.project_id"],
            name="fk_idea_link_idea_change_idea",
        ),
        ForeignKeyConstraint(
            ["driver_id", "project_id"],
            ["driver.id", "driver.project_id"],
            name="fk_idea_link_driver_driver",
        ),
    )

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(index=True)
    idea_id: Mapped[int]
    driver_id: Mapped[int] = mapped_column(index=True)


@append_only
class DriverVersion(Base):
    """The diagram as it stood after one change, and who made that change to what.

    An idea without words of its own is kept without them too: see `ChangeIdea`.
    """

    __tablename__ = "driver_version"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"))
    number: Mapped[int]
    step: Mapped[Step]
    kind: Mapped[Kind | None]  # of the part that it was about; None for the aim
    part_id: Mapped[int | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_hat: Mapped[HatKind | None]
    on: Mapped[date]
    diagram: Mapped[dict[str, Any]] = mapped_column(JSON)
