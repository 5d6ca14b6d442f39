"""Two issues that may say the same: who was asked, what came of it, and whose me-too follows."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key
from coprod.issues.words import Status
from coprod.people.hats import HatKind


class JoinState(StrEnum):
    """How far a joining has got."""

    SUGGESTED = "suggested"  # an advocate or an author looks at it
    ASKED = "asked"  # both authors are asked
    JOINED = "joined"
    APART = "apart"  # somebody would rather not
    UNDONE = "undone"


class AuthorSays(StrEnum):
    """What an author says to the joining."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class Side(StrEnum):
    """Which of the two issues: the one that joins, or the one it joins."""

    ISSUE = "issue"
    INTO = "into"


class Happened(StrEnum):
    """What a line of the log says."""

    SUGGESTED = "suggested"
    ASKED = "asked"
    DECIDED_FOR = "decided_for"  # the author is not here any more
    JOINED = "joined"
    APART = "apart"
    UNDONE = "undone"


_OPEN = text("state IN ('suggested', 'asked', 'joined')")


class Joining(Base):
    """An issue that may join another. Nothing here says who an author is, only what they said."""

    __tablename__ = "joining"
    __table_args__ = (
        CheckConstraint("issue_id <> into_id", name="two"),
        Index(
            "uq_joining_issue_id_open",
            "issue_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_joining_area_id_state", "area_id", "state"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    into_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    state: Mapped[JoinState]
    why: Mapped[str] = mapped_column(String(1000), default="")
    issue_says: Mapped[AuthorSays | None]
    into_says: Mapped[AuthorSays | None]
    joined_on: Mapped[date | None]
    was: Mapped[Status | None]  # the status to go back to


class JoinAsk(Base):
    """Somebody who said me too to the one that joined: shall it follow? No, unless they say so."""

    __tablename__ = "join_ask"
    __table_args__ = (
        UniqueConstraint("joining_id", "person_id"),
        Index("ix_join_ask_person_id_follows", "person_id", "follows"),
    )

    id: Mapped[Key]
    joining_id: Mapped[int] = mapped_column(ForeignKey("joining.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until: Mapped[date]
    follows: Mapped[bool | None]
    hat: Mapped[HatKind | None]  # of the me-too that followed
    had_both: Mapped[bool] = mapped_column(default=False)  # then two became one


@append_only
class JoinStep(Base):
    """A line of the log. Triggers refuse any change to a row or its removal.

    An author who did it is nowhere here: `side` says of which issue, and the page shows whose that
    is for as long as they show their name.
    """

    __tablename__ = "join_step"

    id: Mapped[Key]
    joining_id: Mapped[int] = mapped_column(ForeignKey("joining.id"), index=True)
    happened: Mapped[Happened]
    side: Mapped[Side | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_hat: Mapped[HatKind | None]
    why: Mapped[str] = mapped_column(String(1000), default="")
    on: Mapped[date]
