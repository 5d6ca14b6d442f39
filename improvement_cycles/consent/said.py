"""What each person said last to a go, and what was said back to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.people.hats import HatKind
from improvement_cycles.consent.models import Answer, Met, Reply
from improvement_cycles.consent.words import How, Says


@dataclass(frozen=True, slots=True)
class Said:
    """The last thing that one person said to a go, and what was said back."""

    id: int
    person_id: int | None
    hat: HatKind | None
    says: Says
    words: str
    alone: bool
    mark: str
    on: date
    asked_by_id: int | None
    how: How | None
    touched: bool  # now: it touches nobody who has left the area
    chosen: bool  # in the list of whom it touches. Who said STOP is never taken off it
    replies: Sequence[Reply]
    met: Met | None
    later: bool = False  # said in person, and they said something else since

    @property
    def stops(self) -> bool:
        """An open STOP. It holds for every plan of the try, until they take it back.

        It stays one when they leave the area: then an advocate writes down that it is met.
        """
        open_now = self.met is None and not self.later
        return self.says is Says.STOP and self.chosen and open_now

    @property
    def worries(self) -> bool:
        """A worry. A STOP by somebody whom the try never touched is one."""
        return self.says is Says.WORRY or (self.says is Says.STOP and not self.chosen)

    @property
    def waits(self) -> bool:
        return self.worries and not self.replies


_later = aliased(Answer)
LAST = ~exists().where(
    _later.cycle_id == Answer.cycle_id,
    _later.id > Answer.id,
    (_later.person_id == Answer.person_id) | (_later.replaces_id == Answer.id),
)


def read(
    session: Session, cycle_id: int, touched: Collection[int], ever: Collection[int]
) -> list[Said]:
    """The last that each said, in order, and what was said in person before that.

    `touched` are those whom the go touches and who are there still; `ever` has those who left too.
    """
    rows = session.execute(
        select(Answer, LAST.label("is_last"))
        .where(Answer.cycle_id == cycle_id, or_(LAST, Answer.person_id.is_(None)))
        .order_by(Answer.id)
    ).all()
    replies, met = _said_back(session, [one.id for one, _is_last in rows])
    return [
        _said(one, touched, ever, replies.get(one.id, ()), met.get(one.id), later=not is_last)
        for one, is_last in rows
    ]


def _said(
    one: Answer,
    touched: Collection[int],
    ever: Collection[int],
    replies: Any,
    met: Met | None,
    *,
    later: bool,
) -> Said:
    return Said(
        one.id,
        one.person_id,
        one.hat,
        one.says,
        one.words,
        one.alone,
        one.mark,
        one.on,
        one.asked_by_id,
        one.how,
        one.person_id is None or one.person_id in touched,
        one.person_id is None or one.person_id in ever,
        replies,
        met,
        later,
    )


def _said_back(
    session: Session, ids: Sequence[int]
) -> tuple[dict[int, list[Reply]], dict[int, Met]]:
    if not ids:
        return {}, {}
    replies: dict[int, list[Reply]] = {}
    for reply in session.scalars(select(Reply).where(Reply.answer_id.in_(ids)).order_by(Reply.id)):
        replies.setdefault(reply.answer_id, []).append(reply)
    met = session.scalars(select(Met).where(Met.answer_id.in_(ids), Met.undone_on.is_(None)))
    return replies, {one.answer_id: one for one in met}
