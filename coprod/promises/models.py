"""What was answered, what was promised, and what the people affected said afterwards."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, validates

from coprod.append_only import append_only
from coprod.db import Base, Key
from coprod.issues.words import AnswerSays, BetterSays
from coprod.people.hats import HatKind


class Happened(StrEnum):
    """What happened to a promise."""

    MADE = "made"
    KEPT = "kept"
    CHANGED = "changed"
    NOT_KEPT = "not_kept"  # said so; it stays open, because promises never expire
    LATE = "late"  # its day went by: the site wrote it down, once for each such day


class Answer(Base):
    """What somebody who can change things says to an issue. Public, with its date."""

    __tablename__ = "answer"
    __table_args__ = (CheckConstraint("length(why) BETWEEN 1 AND 5000", name="why"),)

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    by_hat: Mapped[HatKind]
    says: Mapped[AnswerSays]
    why: Mapped[str] = mapped_column(String(5000))
    money_is_the_reason: Mapped[bool] = mapped_column(default=False)
    look_again_on: Mapped[date | None]  # for "not now"
    given_on: Mapped[date]
    is_past: Mapped[bool] = mapped_column(default=False)
    """It was opened again since, in no vote: whoever has to must answer anew."""


class Promise(Base):
    """Who will do what, by when. It never expires: it is kept, late, or changed.

    Somebody here promised it, `who_id`, or a body `outside` that has no account. Whoever promised
    can give another day: `first_by` and `missed` keep what that day cannot hide.
    """

    __tablename__ = "promise"
    __table_args__ = (
        Index("ix_promise_area_id_kept_on_first_by", "area_id", "kept_on", "first_by"),
        CheckConstraint("length(what) BETWEEN 1 AND 400", name="what"),
        CheckConstraint("(who_id IS NULL) <> (outside IS NULL)", name="who"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"))
    who_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    outside: Mapped[str | None] = mapped_column(String(402))  # a body, and who answers there
    off_page: Mapped[bool] = mapped_column(default=False)  # with the answer that it came with
    what: Mapped[str] = mapped_column(String(400))
    by_when: Mapped[date]
    first_by: Mapped[date]  # the earliest day that it was ever promised for; lists go by it
    missed: Mapped[date | None]  # the first of its days that went by before another was given
    made_on: Mapped[date]
    kept_on: Mapped[date | None]
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer

    @validates("by_when")
    def _keep_first(self, _name: str, day: date) -> date:
        self.first_by = min(filter(None, (self.first_by, day)))
        return day


@append_only
class PromiseStep(Base):
    """One step of a promise's history. Triggers refuse any change to a row or its removal."""

    __tablename__ = "promise_step"
    __table_args__ = (
        Index(
            "uq_promise_step_late",
            "promise_id",
            "by_when",
            unique=True,
            sqlite_where=text("happened = 'late'"),
            postgresql_where=text("happened = 'late'"),
        ),
    )

    id: Mapped[Key]
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), index=True)
    happened: Mapped[Happened]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who said so. Nobody: the site itself, or a body outside."""
    by_hat: Mapped[HatKind | None]  # of whoever speaks for somebody else; else empty
    words: Mapped[str] = mapped_column(String(1000), default="")
    what: Mapped[str] = mapped_column(String(400))  # as promised from this step on
    by_when: Mapped[date]
    on: Mapped[date]


class Ask(Base):
    """*Is it really better?*, asked of one person affected. Its link is a mark of its id.

    `person_id` is empty for a raiser whose name is held back: only their own page finds it, and
    `sealed` keeps whether their word counts. Every claim that it is done asks anew, and what was
    said to an earlier one stays. Whoever raised a thing that was joined with this one is asked with
    the others, and `joined_id` is that thing. An answer on a sheet of paper (sheets.py) is nobody's
    in particular: it has the hat that the sheet was printed for.
    """

    __tablename__ = "ask"
    __table_args__ = (
        UniqueConstraint("issue_id", "person_id", "time", "claimed_at"),
        Index("ix_ask_person_id_answered_on", "person_id", "answered_on"),
        {"sqlite_autoincrement": True},  # no link of a row that is gone leads to another's
    )

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    raised_it: Mapped[bool] = mapped_column(default=False)
    joined_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("better_sheet.id"), index=True)
    hat: Mapped[HatKind | None]
    sealed: Mapped[str | None] = mapped_column(String(64))  # see unnamed.py
    time: Mapped[int] = mapped_column(default=1)  # 1 at 4 weeks, 2 at 6 months; more: see asks.py
    due_on: Mapped[date]
    asked_on: Mapped[date | None]  # see due.py
    says: Mapped[BetterSays | None]
    words: Mapped[str] = mapped_column(String(2000), default="")
    answered_on: Mapped[date | None]
    claimed_at: Mapped[datetime]  # the claim that is being asked about


@append_only
class BetterSheet(Base):
    """Sheets on paper that ask it: who printed how many, for whom, about which claim.

    Triggers refuse any change to a row or its removal.
    """

    __tablename__ = "better_sheet"
    __table_args__ = (CheckConstraint("many BETWEEN 1 AND 50", name="many"),)

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    claimed_at: Mapped[datetime]
    hat: Mapped[HatKind]  # of those who are asked
    many: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_hat: Mapped[HatKind | None]
    on: Mapped[date]
    ends_on: Mapped[date]  # the last day that their codes work


class SheetCopy(Base):
    """A sheet that can still be answered: a mark of its code. An answer takes the row away."""

    __tablename__ = "better_sheet_copy"

    id: Mapped[Key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("better_sheet.id"), index=True)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
