"""Issues people raise, and who says that it matters to them too."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key, Stamp
from coprod.decided import Say
from coprod.issues.words import IssueKind, Job, Lane, SaidAs, Status
from coprod.people.hats import HatKind


class Issue(Base):
    """Something a person wants people to know or to change, in their own words.

    When the name is held back there is no author here, nor anywhere else in the open: see
    `HeldBack`. The three counters are of me-toos by group; `shown_*` are what may be shown of
    them, in steps and refreshed once a day, so that no press can be read off the page.
    """

    __tablename__ = "issue"
    __table_args__ = (
        CheckConstraint("length(words) BETWEEN 1 AND 5000", name="words"),
        Index("ix_issue_area_id_moved_at_id", "area_id", "moved_at", "id"),
        Index("ix_issue_area_id_kind_id", "area_id", "kind", "id"),
        Index("ix_issue_area_id_status_id", "area_id", "status", "id"),
        Index("ix_issue_area_id_id", "area_id", "id"),
        Index("ix_issue_published_id", "published", "id"),
        Index("ix_issue_area_id_lane_id", "area_id", "lane", "id"),
        Index(  # few rows: only those in a lane without votes
            "ix_issue_area_id_status_answer_by_id",
            *("area_id", "status", "answer_by", "id"),
            sqlite_where=text("answer_by IS NOT NULL"),
            postgresql_where=text("answer_by IS NOT NULL"),
        ),
        Index(  # fewer still
            "ix_issue_area_id_may_be_a_right_id",
            *("area_id", "may_be_a_right", "id"),
            sqlite_where=text("may_be_a_right = 1"),
            postgresql_where=text("may_be_a_right"),
        ),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))  # the first of its places
    kind: Mapped[IssueKind] = mapped_column(default=IssueKind.PROBLEM)
    lane: Mapped[Lane] = mapped_column(default=Lane.TALK)
    status: Mapped[Status] = mapped_column(default=Status.TRIAGE)
    title: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(String(5000))
    said_as: Mapped[SaidAs] = mapped_column(default=SaidAs.OWN_WORDS)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    author_hat: Mapped[HatKind | None]
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name_held: Mapped[bool] = mapped_column(default=False)
    symbol: Mapped[str] = mapped_column(String(40), default="")
    say: Mapped[Say | None]  # how much say people have, where they are asked something
    raised_on: Mapped[date]
    moved_at: Mapped[Stamp]  # the last change of status, answer or promise
    accepted_on: Mapped[date | None]
    published: Mapped[bool] = mapped_column(default=False)  # also for people who are not signed in
    taken_back_on: Mapped[date | None]
    hidden_on: Mapped[date | None]  # by moderators: it counts as taken back meanwhile
    own_back_on: Mapped[date | None]  # its author took it back as well while it was hidden
    joined_to_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"))
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer
    lane_steps: Mapped[int] = mapped_column(default=0)  # rows of `LaneChange`; 0: nobody said which
    answer_by: Mapped[date | None]  # in a lane without votes: when an answer is due
    may_be_a_right: Mapped[bool] = mapped_column(default=False)  # by its words; nobody said yet

    me_too_people: Mapped[int] = mapped_column(default=0)
    me_too_families: Mapped[int] = mapped_column(default=0)
    me_too_staff: Mapped[int] = mapped_column(default=0)
    shown_people: Mapped[int] = mapped_column(default=0)
    shown_families: Mapped[int] = mapped_column(default=0)
    shown_staff: Mapped[int] = mapped_column(default=0)
    shown_on: Mapped[date | None]


class IssuePlace(Base):
    """An issue may belong to several places. None of them can close it alone."""

    __tablename__ = "issue_place"
    __table_args__ = (UniqueConstraint("place_id", "issue_id"),)

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))


class IssueStatement(Base):
    """Which statement an issue is about, in the version it was made against."""

    __tablename__ = "issue_statement"
    __table_args__ = (UniqueConstraint("statement_id", "issue_id"),)

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    version: Mapped[int]
    looks_like: Mapped[bool] = mapped_column(default=False)  # a thank-you shows what it looks like


class HeldBack(Base):
    """Which issues somebody raised with their name held back, for their eyes only.

    `mark` seals (person, n) for their n-th such issue, so the rows of one person are alike to
    nobody who lacks the key.
    """

    __tablename__ = "held_back"

    id: Mapped[Key]
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), unique=True)


class Support(Base):
    """One person's "me too". The table itself keeps it to one."""

    __tablename__ = "support"
    __table_args__ = (UniqueConstraint("issue_id", "person_id"),)

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    hat: Mapped[HatKind]  # as worn when it was said
    at: Mapped[Stamp]


class Follow(Base):
    """Somebody who wants to hear what happens."""

    __tablename__ = "follow"
    __table_args__ = (UniqueConstraint("issue_id", "person_id"),)

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


@append_only
class StatusChange(Base):
    """One step of an issue's history. Triggers refuse any change to a row or its removal."""

    __tablename__ = "status_change"

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    was: Mapped[Status | None]
    became: Mapped[Status]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_hat: Mapped[HatKind | None]
    why: Mapped[str] = mapped_column(String(1000), default="")
    on: Mapped[date]


@append_only
class LaneChange(Base):
    """Who said which lane an issue is in, and why. Triggers refuse any change or removal.

    Nobody is named for its author's own word: the name may be held back, now or later.
    """

    __tablename__ = "lane_change"

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    was: Mapped[Lane]
    became: Mapped[Lane]  # the same, when the author says that it is to stay
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_hat: Mapped[HatKind | None]
    why: Mapped[str] = mapped_column(String(1000), default="")
    on: Mapped[date]


class Doer(Base):
    """Who does what about an issue. A job with nobody shows as "Nobody's job yet"."""

    __tablename__ = "issue_doer"
    __table_args__ = (UniqueConstraint("issue_id", "job", "person_id"),)

    id: Mapped[Key]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    job: Mapped[Job]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class Photo(Base):
    """A picture on an issue. Its file has a random name and nothing of the camera's in it."""

    __tablename__ = "photo"
    __table_args__ = ({"sqlite_autoincrement": True},)  # acts on one that is gone are of no other

    id: Mapped[Key]
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    shows: Mapped[str] = mapped_column(String(300), default="")  # for those who cannot see it
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]  # bytes
    at: Mapped[Stamp]
    hidden_on: Mapped[date | None]  # by moderators


class Sound(Base):
    """A voice on an issue. Its words, once somebody wrote them down, are those of the issue."""

    __tablename__ = "sound"

    id: Mapped[Key]
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)  # it ends in the kind
    size: Mapped[int]  # bytes
    at: Mapped[Stamp]
    written_on: Mapped[date | None]  # nothing if nobody wrote it down afterwards
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Synonym(Base):
    """Two words that mean the same here, for finding similar things. Advocates keep the list."""

    __tablename__ = "synonym"
    __table_args__ = (UniqueConstraint("area_id", "word", "means"),)

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    word: Mapped[str] = mapped_column(String(60))
    means: Mapped[str] = mapped_column(String(60))
