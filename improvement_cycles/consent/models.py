"""Who a go of a try touches, what each said to it, and what was said back.

What people said is only ever added to. The last thing that somebody said is what counts.
"""

from datetime import date, timedelta

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key
from coprod.people.hats import HatKind
from improvement_cycles.consent.words import How, Says

TOO_LONG = timedelta(days=21)


class Asking(Base):
    """The asking about one go: how many are not on the site, and which plan they are asked about.

    `mark` is that of the plan as it was asked (`plan_mark`): what was said to another plan does
    not count. `at_start` keeps what each group had said when the go started, for its card.
    """

    __tablename__ = "consent_asking"
    __table_args__ = (UniqueConstraint("cycle_id"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    off_site: Mapped[int] = mapped_column(default=0)  # who use services here, and not the site
    mark: Mapped[str] = mapped_column(String(16), default="")
    asked_on: Mapped[date | None] = mapped_column(index=True)
    told_on: Mapped[date | None]  # when the team was told that 21 days are over
    at_start: Mapped[dict[str, list[str]] | None] = mapped_column(JSON(none_as_null=True))

    def is_too_long(self, on: date) -> bool:
        """Whether people were asked 21 days ago or longer."""
        return self.asked_on is not None and on >= self.asked_on + TOO_LONG


class Affected(Base):
    """Somebody a go touches, with the hat they wear. They are asked, whoever else is.

    Who joined by themselves counts as the others do, and is in no list of names: beside a new STOP
    without a name, a new name would be its name. If the team chooses them too, they are named.
    """

    __tablename__ = "consent_affected"
    __table_args__ = (UniqueConstraint("cycle_id", "person_id"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    hat: Mapped[HatKind]
    by_team: Mapped[bool] = mapped_column(default=True)
    by_themselves: Mapped[bool] = mapped_column(default=False)


@append_only
class Answer(Base):
    """What somebody said to a go. Another answer of theirs takes its place; the row stays.

    Without a person it was said in person, by somebody who is not on the site: then `asked_by_id`
    asked, and `how` says how. Only an advocate does that.
    """

    __tablename__ = "consent_answer"
    __table_args__ = (
        Index("ix_consent_answer_cycle_id_person_id", "cycle_id", "person_id"),
        CheckConstraint("(person_id IS NULL) = (asked_by_id IS NOT NULL)", name="who"),
    )

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    hat: Mapped[HatKind | None]
    says: Mapped[Says]
    words: Mapped[str] = mapped_column(String(2000), default="")
    alone: Mapped[bool] = mapped_column(default=False)  # its words are for the advocate alone
    mark: Mapped[str] = mapped_column(String(16))  # of the plan they saw
    on: Mapped[date]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    how: Mapped[How | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("consent_answer.id"), index=True)


@append_only
class Reply(Base):
    """A written answer to a worry."""

    __tablename__ = "consent_reply"

    id: Mapped[Key]
    answer_id: Mapped[int] = mapped_column(ForeignKey("consent_answer.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(String(2000))
    on: Mapped[date]


class Met(Base):
    """A STOP that is met: an advocate wrote it down, with the person who said it.

    That person can undo it for 14 days. Then their STOP is open again.
    """

    __tablename__ = "consent_met"

    id: Mapped[Key]
    answer_id: Mapped[int] = mapped_column(ForeignKey("consent_answer.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(String(2000))
    on: Mapped[date]
    undone_on: Mapped[date | None]

    UNDO_WITHIN = timedelta(days=14)

    def may_be_undone(self, on: date) -> bool:
        return self.undone_on is None and on <= self.on + self.UNDO_WITHIN
