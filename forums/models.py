"""Talk: threads on boards, and posts in them and on everything else people can talk about."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key
from coprod.issues.words import SaidAs
from coprod.people.hats import HatKind
from coprod.text import HTML
from forums.words import BoardKind, PostState, TalkRule, Template


class Thread(Base):
    """One talk on a board. Who opened it is in its first post, which may be unnamed.

    A board is no row: it is an area's, or a place's, and of a kind.
    """

    __tablename__ = "thread"
    __table_args__ = (
        Index("ix_thread_board", "area_id", "board", "place_id", "last_post_id"),
        Index("ix_thread_published_last_post_id", "published", "last_post_id"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    board: Mapped[BoardKind]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))  # of a place's board alone
    title: Mapped[str] = mapped_column(String(200))
    template: Mapped[Template | None]
    published: Mapped[bool] = mapped_column(default=False)  # also for people who are not signed in
    opened_on: Mapped[date]
    # No foreign key: it stays when the post goes, so that what was made of its words shows no more.
    first_post_id: Mapped[int | None]  # what it began with: 0 if that was passed on
    last_post_id: Mapped[int] = mapped_column(default=0)  # the newest that is shown: 0 if none is
    pinned_on: Mapped[date | None]
    locked_on: Mapped[date | None]
    slow_until: Mapped[datetime | None]


class ThreadStatement(Base):
    """Which statement a talk is about, in the version it began with."""

    __tablename__ = "thread_statement"
    __table_args__ = (UniqueConstraint("statement_id", "thread_id"),)

    id: Mapped[Key]
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    version: Mapped[int]


class Post(Base):
    """What one person said about one subject. `html` is rendered once, when it is written.

    Where the name is held back there is no author and no time here, only the alias that they
    have in this talk: see `unnamed_models`.
    """

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("length(words) BETWEEN 1 AND 5000", name="words"),
        Index("ix_post_subject_kind_subject_key_id", "subject_kind", "subject_key", "id"),
        {"sqlite_autoincrement": True},  # what was done with one that is gone is told of no other
    )

    id: Mapped[Key]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_key: Mapped[int]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))  # of the subject
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    author_hat: Mapped[HatKind | None]
    alias: Mapped[str] = mapped_column(String(60), default="")
    as_moderator: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(String(5000))
    html: Mapped[str] = mapped_column(String(HTML))
    said_as: Mapped[SaidAs] = mapped_column(default=SaidAs.OWN_WORDS)
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))  # the post it quotes
    # No foreign keys: what is taken away takes its photo and its recording with it.
    photo_id: Mapped[int | None]
    sound_id: Mapped[int | None]
    state: Mapped[PostState] = mapped_column(default=PostState.SHOWN)
    rule: Mapped[TalkRule | None]  # under which it was taken down
    read_first: Mapped[bool] = mapped_column(default=False)  # somebody read it before it was shown
    posted_on: Mapped[date]
    posted_at: Mapped[datetime | None]  # to change it for 30 minutes; nothing if unnamed
    edits: Mapped[int] = mapped_column(default=0)
    taken_back_on: Mapped[date | None]


class PostWas(Base):
    """What a post said before it was changed. It goes with a post that is passed on."""

    __tablename__ = "post_was"
    __table_args__ = (UniqueConstraint("post_id", "edits"),)

    id: Mapped[Key]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    edits: Mapped[int]
    words: Mapped[str] = mapped_column(String(5000))
    on: Mapped[date]
    off_page: Mapped[bool] = mapped_column(default=False)
    """Only who looks after it reads it: it was never shown, or a name was taken out of it."""


class PostSound(Base):
    """What a recording says, written down by somebody who could hear it."""

    __tablename__ = "post_sound"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Key]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), unique=True)
    words: Mapped[str] = mapped_column(String(5000))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # nobody: its own author
    on: Mapped[date]
    state: Mapped[PostState] = mapped_column(default=PostState.SHOWN)


class TalkFollow(Base):
    """Somebody who wants to hear of what is said about a subject."""

    __tablename__ = "talk_follow"
    __table_args__ = (UniqueConstraint("person_id", "subject_kind", "subject_key"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_key: Mapped[int]
    heard_id: Mapped[int] = mapped_column(default=0)  # the newest post that they were told of


class TalkRead(Base):
    """How far somebody has read in a talk: the newest post that was on a page of theirs."""

    __tablename__ = "talk_read"
    __table_args__ = (UniqueConstraint("person_id", "subject_kind", "subject_key"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_key: Mapped[int]
    post_id: Mapped[int]


class SayAgain(Base):
    """A sentence that somebody found hard. `mark` seals who, so that each counts once."""

    __tablename__ = "say_again"
    __table_args__ = (UniqueConstraint("post_id", "sentence", "mark"),)

    id: Mapped[Key]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    sentence: Mapped[int]  # counted from 1
    mark: Mapped[str] = mapped_column(String(64))
    on: Mapped[date]
