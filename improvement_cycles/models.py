"""A try: what it is for, who is in it, and where it comes from. Its goes are in `go_models`."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.db import Base, Key
from coprod.people.hats import HatKind
from improvement_cycles.words import TeamJob, TryKind, TryStatus, more_than_attend


class ImprovementProject(Base):
    """A small change that people try together, to see whether a life gets better.

    Its question, and what will be different for whom, are locked when its first go starts.
    """

    __tablename__ = "improvement_project"
    __table_args__ = (
        Index("ix_improvement_project_area_id_id", "area_id", "id"),
        Index("ix_improvement_project_area_id_status_id", "area_id", "status", "id"),
        CheckConstraint("(kind = 'one_persons') = (owner_id IS NOT NULL)", name="owner"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(String(1000), default="")
    what_will_be_different: Mapped[str] = mapped_column(String(2000), default="")
    who_would_notice: Mapped[str] = mapped_column(String(2000), default="")  # and how they know
    kind: Mapped[TryKind] = mapped_column(default=TryKind.START_DOING)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    hidden: Mapped[bool] = mapped_column(default=False)  # its owner shows it to nobody
    status: Mapped[TryStatus] = mapped_column(default=TryStatus.DRAFT)
    made_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    in_short: Mapped[str] = mapped_column(String(400), default="")
    borrowed_from_id: Mapped[int | None] = mapped_column(ForeignKey("improvement_project.id"))
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer

    @property
    def private(self) -> bool:
        return self.owner_id is not None


class ProjectStatement(Base):
    """Which statement of a good life a try is for, in the version it was made against."""

    __tablename__ = "project_statement"
    __table_args__ = (UniqueConstraint("statement_id", "project_id"),)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"), index=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    version: Mapped[int]


class ProjectIssue(Base):
    """Which issue a try came from."""

    __tablename__ = "project_issue"
    __table_args__ = (UniqueConstraint("issue_id", "project_id"),)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"), index=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))


class TeamMember(Base):
    """Somebody in the team, with the hat they wear in it, and their job in words of their own."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("project_id", "person_id"),)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    hat: Mapped[HatKind]
    job: Mapped[TeamJob]
    job_words: Mapped[str] = mapped_column(String(200), default="")
    agreed_on: Mapped[date | None]  # when somebody who has to agree said yes

    also: Mapped[list["AlsoDoes"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @property
    def does_more_than_attend(self) -> bool:
        return self.would_do(self.job, self.job_words)

    @property
    def makes_whole(self) -> bool:
        """Whether this is somebody a try cannot be without."""
        return self.hat is HatKind.USES_SERVICES and self.does_more_than_attend

    def would_do(self, job: TeamJob, job_words: str) -> bool:
        """Whether they would do more than attend if this were their first job."""
        also = any(more_than_attend(one.job) for one in self.also)
        return also or more_than_attend(job, job_words)


class AlsoDoes(Base):
    """Another job of somebody in the team, besides their first: a small team does many things."""

    __tablename__ = "team_also_does"
    __table_args__ = (UniqueConstraint("member_id", "job"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    job: Mapped[TeamJob]
