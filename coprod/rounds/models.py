"""A round: what people can choose from, what each chose while it is open, and what came of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, String, Text, TypeDecorator
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key
from coprod.people.hats import Group, HatKind
from coprod.rounds.words import How, RoundState, Sign, Step


class Starred(TypeDecorator[tuple[int, ...]]):
    """The options that got somebody's stars, in the order of their ids: "3 5 9" in the table."""

    impl = String(200)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else " ".join(map(str, sorted(value)))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else tuple(map(int, value.split()))


class Marks(TypeDecorator[tuple[str, ...]]):
    """Marks of people, in no order that tells anything: with spaces between them in the table."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else " ".join(sorted(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else tuple(value.split())


class Round(Base):
    """*What shall we work on?*: a time when everybody of an area, or of one place, can choose.

    `secret` makes the keys of its ballots, together with a key that is not in the database. It is
    there while the round is open, and destroyed with everything that says who chose what.
    """

    __tablename__ = "round"
    __table_args__ = (
        Index("ix_round_area_id_id", "area_id", "id"),
        Index("ix_round_state_closes_at", "state", "closes_at"),
        CheckConstraint("opens_at < closes_at", name="times"),
        CheckConstraint("(state = 'open') = (secret IS NOT NULL)", name="secret"),
    )

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))  # None: the whole area
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[RoundState] = mapped_column(default=RoundState.PLANNED)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_on: Mapped[date | None]
    picks: Mapped[int] = mapped_column(default=4)
    could_people: Mapped[int]  # how many could choose, also those without an account
    could_families: Mapped[int]
    could_staff: Mapped[int]
    did_people: Mapped[int | None]  # how many chose; nothing while it is open
    did_families: Mapped[int | None]
    did_staff: Mapped[int | None]
    hides_whose: Mapped[bool] = mapped_column(default=False)  # see closing.py
    secret: Mapped[str | None] = mapped_column(String(64))
    papers: Mapped[int] = mapped_column(default=0)  # how many ballots were printed
    ready: Mapped[bool] = mapped_column(default=False)  # as it was when this day began
    looked_on: Mapped[date | None]  # the day that `ready`, who chose before and the signs are of
    edits: Mapped[int] = mapped_column(default=0)  # to notice a second writer

    def could(self, group: Group) -> int:
        """How many of this group could choose."""
        return int(getattr(self, f"could_{group.value}"))

    def did(self, group: Group) -> int:
        """How many of this group chose. 0 while it is open."""
        return int(getattr(self, f"did_{group.value}") or 0)


class RoundOption(Base):
    """An issue that people can choose. Its stars by group are counted when the round closes."""

    __tablename__ = "round_option"
    __table_args__ = (Unique("round_id", "issue_id"), Index("ix_round_option_issue_id", "issue_id"))

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    symbol: Mapped[str] = mapped_column(String(40), default="")  # else that of the issue
    stars_people: Mapped[int | None]
    stars_families: Mapped[int | None]
    stars_staff: Mapped[int | None]

    def stars(self, group: Group) -> int:
        return int(getattr(self, f"stars_{group.value}") or 0)


class Ballot(Base):
    """What somebody chose, while the round is open: it is destroyed when the round closes.

    `key` seals whose it is; who helped or put it in, where and on which device are seals too.
    """

    __tablename__ = "ballot"
    __table_args__ = (Unique("round_id", "key"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    key: Mapped[str] = mapped_column(String(64))
    group: Mapped[Group]  # of the hat worn at the first star
    stars: Mapped[tuple[int, ...]] = mapped_column(Starred, default=())  # at most 3 options
    how: Mapped[How]
    own: Mapped[bool] = mapped_column(default=False)  # made or changed by its owner, signed in
    code: Mapped[str | None] = mapped_column(String(12))  # of the paper that it came from
    helper: Mapped[str | None] = mapped_column(String(64))
    put_in: Mapped[tuple[str, ...]] = mapped_column(Marks, default=())  # all who read its paper
    place: Mapped[str | None] = mapped_column(String(64))
    device: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime]  # to the minute


class ChoseBefore(Base):
    """Whose ballot was there when this day began, by its key: it is destroyed with the ballots.

    A list that told who has not chosen by now would tell when somebody did, or took it back.
    """

    __tablename__ = "chose_before"
    __table_args__ = (Unique("round_id", "key"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    key: Mapped[str] = mapped_column(String(64))


class PaperEntry(Base):
    """A paper ballot as one person put it in. It counts when a second person put in the same.

    Of one that counts a row stays, `done` and empty, so that its code is not used twice.
    """

    __tablename__ = "paper_entry"
    __table_args__ = (Unique("round_id", "code", "by_id"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    code: Mapped[str] = mapped_column(String(12))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(String(64))  # whose: of the code, or of somebody's account
    group: Mapped[Group]
    stars: Mapped[tuple[int, ...]] = mapped_column(Starred, default=())
    how: Mapped[How]
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    done: Mapped[bool] = mapped_column(default=False)


class RoundPick(Base):
    """What was picked, on which turn; or, without one, the small voice."""

    __tablename__ = "round_pick"
    __table_args__ = (
        Unique("round_id", "turn"),
        Unique("round_id", "issue_id"),
        Index("ix_round_pick_issue_id", "issue_id"),
        CheckConstraint("(turn = 0) = (by_id IS NOT NULL)", name="small_voice"),
    )

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    turn: Mapped[int]  # from 1; 0 is the small voice, so that there is one
    turn_of: Mapped[Group | None]
    by: Mapped[Group | None]
    tied: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # the advocate
    why: Mapped[str] = mapped_column(String(1000), default="")
    on: Mapped[date]


class RoundSign(Base):
    """Something that looked odd, when a day began or the round closed, and what was heard of it."""

    __tablename__ = "round_sign"
    __table_args__ = (Index("ix_round_sign_round_id", "round_id"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    sign: Mapped[Sign]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who helped
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    heard: Mapped[str] = mapped_column(String(1000), default="")
    heard_on: Mapped[date | None]


@append_only
class RoundStep(Base):
    """One step of a round's history. Triggers refuse any change to a row or its removal."""

    __tablename__ = "round_step"

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    step: Mapped[Step]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: the site did it
    by_hat: Mapped[HatKind | None]
    why: Mapped[str] = mapped_column(String(1000), default="")
    until: Mapped[date | None]  # the closing day it was given
    on: Mapped[date]
