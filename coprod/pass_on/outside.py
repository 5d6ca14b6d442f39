"""Answering from outside, by a link that works once. The link itself is the right to do so."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Invalid, NotFound
from coprod.issues import services as issues
from coprod.issues.models import Issue
from coprod.issues.words import AnswerSays
from coprod.pass_on.models import AuthorSays, OutsideAnswer, PassedOn
from coprod.promises.days import day_trouble
from coprod.promises.making import make
from coprod.promises.models import Promise
from coprod.seal import token_hash

NO_LINK = "There is nothing behind this link. Please ask for a new one."
_SAID = {
    AnswerSays.YES: "They said yes.",
    AnswerSays.PART: "They said yes to a part of it.",
    AnswerSays.NOT_NOW: "They said not now.",
    AnswerSays.NO: "They said no.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer from outside. A promise is there when `promise` is."""

    says: AnswerSays
    why: str
    name: str
    role: str
    promise: str = ""
    promise_by: date | None = None


def by_token(session: Session, token: str) -> PassedOn:
    """What a link is for. Raises NotFound, the same for used, old, stopped and never-made ones.

    One statement for all of them, so that the time it takes tells none from another either.
    """
    found = select(PassedOn).join(Issue, Issue.id == PassedOn.issue_id)
    passed = session.scalar(
        found.where(
            PassedOn.token_hash == token_hash(token),
            PassedOn.answered_on.is_(None),
            PassedOn.ends_on >= today(),
            Issue.taken_back_on.is_(None),
            can_leave(),
        )
    )
    if passed is None:
        raise NotFound(NO_LINK)
    return passed


def can_leave() -> ColumnElement[bool]:
    """`policy.may_leave`, said to the database."""
    open_to_all = and_(Issue.published, PassedOn.author_says.is_(None))
    return or_(PassedOn.author_says == AuthorSays.YES, open_to_all)


def answer(session: Session, passed: PassedOn, given: Given, *, on: date | None = None) -> None:
    """Take the answer, and end the link. Whoever is second, however close, finds nothing.

    The answer informs. What happens with the issue is still the place's own answer.
    """
    on = on or today()
    if given.promise and (trouble := day_trouble(given.promise_by, on, "Choose the day.")):
        raise Invalid({"promise_by": trouble})
    live = PassedOn.token_hash.is_not(None), PassedOn.answered_on.is_(None)
    used = update(PassedOn).where(PassedOn.id == passed.id, *live)
    values: dict[str, Any] = {"answered_on": on, "token_hash": None, "ends_on": None}
    used_now = used.values(**values).returning(PassedOn.id)
    if session.scalar(used_now, execution_options={"synchronize_session": False}) is None:
        raise NotFound(NO_LINK)
    session.add(
        OutsideAnswer(
            passed_on_id=passed.id,
            says=given.says,
            why=given.why,
            promise=given.promise,
            promise_by=given.promise_by if given.promise else None,
            name=given.name,
            role=given.role,
            given_on=on,
        )
    )
    if given.promise and given.promise_by:
        passed.promise_id = promise(session, passed, given.promise, given.promise_by, on).id
    issue = session.get_one(Issue, passed.issue_id)
    issues.touch(issue, on)
    issues.note_down(session, None, issue, f"{passed.body} answered. {_SAID[given.says]}", on=on)


def promise(session: Session, passed: PassedOn, what: str, by_when: date, on: date) -> Promise:
    """Write down what they promised, beside all other promises. The advocate says what became."""
    made = Promise(
        area_id=passed.area_id,
        issue_id=passed.issue_id,
        outside=f"{passed.body}, {passed.reader}",
        what=what,
        by_when=by_when,
        made_on=on,
    )
    return make(session, made, by_id=None)
