"""The asks of one person about one claim: which of them to answer today.

Two come with the claim, after 4 weeks and after 6 months. An answer stays after 14 days; whoever
has more to say then is asked anew, so that "no" can open it again on any day.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from coprod.issues.models import Issue
from coprod.promises.models import Ask

CHANGE_WITHIN = timedelta(days=14)
_joined = aliased(Issue)
WHO: Any = func.coalesce(
    Ask.person_id,
    select(_joined.author_id).where(_joined.id == Ask.joined_id).correlate(Ask).scalar_subquery(),
)
"""Whose an ask is, as far as rows tell: also of a name that was held back and is shown now."""
_other, _own = aliased(Ask), aliased(Ask)
_SAME_CLAIM = (_other.issue_id == Ask.issue_id, _other.claimed_at == Ask.claimed_at)


def comes_first(mine: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """The condition that of all that is one person's (`mine`) in a claim this was made first.

    Somebody who keeps their name back may be asked twice: without it, and by their account, for a
    me-too. They alone can tell, and see only the first, today and later: so they have one voice,
    and no row says that the two are one.
    """
    own = (
        select(_own.id)
        .where(
            _own.issue_id == Ask.issue_id,
            _own.claimed_at == Ask.claimed_at,
            _own.time == 1,
            _own.raised_it == Ask.raised_it,
            _own.person_id.is_not_distinct_from(Ask.person_id),
            _own.joined_id.is_not_distinct_from(Ask.joined_id),
        )
        .correlate(Ask)
        .scalar_subquery()
    )
    return ~exists().where(*_SAME_CLAIM, _other.time == 1, _other.id < own, mine(_other))


def changeable(ask: Ask, on: date) -> bool:
    """Whether an answer can still be given or changed."""
    return ask.answered_on is None or on <= ask.answered_on + CHANGE_WITHIN


def of_same_person(session: Session, ask: Ask) -> list[Ask]:
    """Everything that this person was asked about their latest claim, in order."""
    found = select(Ask).where(
        Ask.issue_id == ask.issue_id,
        Ask.raised_it == ask.raised_it,
        Ask.person_id.is_not_distinct_from(ask.person_id),
    )
    if ask.person_id is None:  # then only what they raised tells one from another
        found = found.where(Ask.joined_id.is_not_distinct_from(ask.joined_id))
    every = session.scalars(found.order_by(Ask.claimed_at.desc(), Ask.time)).all()
    return [one for one in every if one.claimed_at == every[0].claimed_at]


def current(asks: Sequence[Ask], on: date) -> Ask:
    """The one to answer: the latest that was answered or that it is time for, else the first.

    A raiser can answer from the day of the claim.
    """
    open_now = [
        ask
        for ask in asks
        if ask.answered_on or ask.due_on <= on or (ask.raised_it and ask.time == 1)
    ]
    return max(open_now or asks[:1], key=lambda ask: (ask.answered_on or ask.due_on, ask.time))


def to_answer(session: Session, ask: Ask, on: date) -> Ask:
    """This ask while its answer can be replaced, else the current one, made anew if that stays too.

    What anybody but the raiser answered on a day gone by may have been told: the counts have to
    know it (coprod/promises/heard). It stays, without its words if those can still be changed.
    Whoever calls this holds the issue, or two presses at once would both make one.
    """
    if _replaceable(ask, on):
        return ask
    asks = of_same_person(session, ask)
    latest = current(asks, on)
    if _replaceable(latest, on):
        return latest
    if changeable(latest, on):
        latest.words = ""
    return _anew(session, asks, on)


def _replaceable(ask: Ask, on: date) -> bool:
    return changeable(ask, on) if ask.raised_it else ask.answered_on in (None, on)


def _anew(session: Session, asks: Sequence[Ask], on: date) -> Ask:
    last = asks[-1]
    ask = Ask(
        issue_id=last.issue_id,
        person_id=last.person_id,
        raised_it=last.raised_it,
        joined_id=last.joined_id,
        hat=last.hat,
        sealed=last.sealed,
        time=last.time + 1,
        due_on=on,
        claimed_at=last.claimed_at,
    )
    session.add(ask)
    session.flush()
    return ask
