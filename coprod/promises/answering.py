"""Answering an issue: yes, part of it, not now or no, always with why, and maybe a promise."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.issues import policy
from coprod.issues import services as issues
from coprod.issues.models import Issue
from coprod.issues.policy import Standing
from coprod.issues.words import AnswerSays, Job, Status
from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.models import Hat, Person
from coprod.people.viewer import Viewer
from coprod.promises.days import LOOK_AGAIN, day_trouble
from coprod.promises.making import make
from coprod.promises.models import Answer, Promise
from coprod.promises.must_answer import ALL_ANSWERED, MUST_ANSWER, WORKS_THERE

NOT_HERE = "Choose you, or somebody of this place."
_BECOMES = {
    AnswerSays.YES: Status.ACCEPTED,
    AnswerSays.PART: Status.ACCEPTED,
    AnswerSays.NOT_NOW: Status.DEFERRED,
    AnswerSays.NO: Status.DECLINED,
}
_MOVABLE = frozenset(
    {Status.TRIAGE, Status.DISCUSSION, Status.ACCEPTED, Status.DEFERRED, Status.DECLINED}
)
OVER = {
    Status.RESOLVED: "People say this is better now. It needs no answer.",
    Status.MERGED: "This was joined with another. Please answer there.",
}
_REFUSES = frozenset({AnswerSays.NO, AnswerSays.NOT_NOW})
_OF_AREA = (HatKind.COMMISSIONER, HatKind.ADVOCATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer as it was given. A promise is there when `what` is."""

    says: AnswerSays
    why: str
    money_is_the_reason: bool = False
    look_again_on: date | None = None
    what: str = ""
    who_id: int = 0
    by_when: date | None = None


def answer(
    session: Session,
    viewer: Viewer,
    issue: Issue,
    standing: Standing,
    given: Given,
    *,
    on: date | None = None,
) -> Answer:
    """Answer an issue, for everyone to read, and make the promise that is in the answer.

    Raises NotAllowed to those who may not, Conflict when it is over, and Invalid for a day that
    has gone by or is too far, a promise without a day, or one made for somebody of elsewhere.
    """
    policy.may_answer.require(viewer, issue, standing)
    if issue.status in OVER:
        raise Conflict(OVER[issue.status])
    on = on or today()
    _check(session, viewer, issue, standing, given, on)
    hat = _hat(viewer, issue, standing)
    answer = Answer(
        issue_id=issue.id,
        by_id=viewer.id,
        by_hat=hat,
        says=given.says,
        why=given.why,
        money_is_the_reason=given.money_is_the_reason,
        look_again_on=given.look_again_on if given.says is AnswerSays.NOT_NOW else None,
        given_on=on,
    )
    session.add(answer)
    session.flush()
    if session.scalar(select(ALL_ANSWERED).where(Issue.id == issue.id)):
        # In SQL and not in memory: it may be moved to another lane at this moment.
        session.execute(update(Issue).where(Issue.id == issue.id).values(answer_by=None))
    if given.what and given.by_when:
        promise(session, viewer, issue, given, answer_id=answer.id, on=on)
    became = _BECOMES[given.says]
    if issue.status in _MOVABLE and _settles(session, viewer, issue, standing, given.says):
        issues.move(session, viewer, issue, became, given.why[:1000], on=on)
    issues.touch(issue, on)
    return answer


def promise(
    session: Session, viewer: Viewer, issue: Issue, given: Given, *, answer_id: int, on: date
) -> Promise:
    """Write a promise down, and the first line of its history."""
    assert given.by_when is not None  # noqa: S101  checked before
    made = Promise(
        area_id=issue.area_id,
        issue_id=issue.id,
        answer_id=answer_id,
        who_id=given.who_id or viewer.id,
        what=given.what,
        by_when=given.by_when,
        made_on=on,
    )
    return make(session, made, viewer.id)


def can_promise(session: Session, viewer: Viewer, issue: Issue, standing: Standing) -> list[Any]:
    """Who a promise can be given to, besides the viewer: those whose job it is. Rows of id, name.

    Staff and managers of the issue's places, or of the viewer's own where it has none; those who
    have a job in it; and those with a part in the whole area. Never everybody: the site is no
    directory. People who use services and families promise for themselves, and nobody for them.
    """
    own = [hat.place_id for hat in viewer.hats if hat.area_id == issue.area_id and hat.place_id]
    at_work = Hat.kind.in_(EMPLOYED)
    here = and_(Hat.place_id.in_(standing.places or own), at_work)
    named = and_(Person.id.in_([who for _job, who in standing.doers]), at_work)
    of_area = and_(Hat.place_id.is_(None), Hat.kind.in_(_OF_AREA))
    found = (
        select(Person.id, Person.name)
        .join(Hat, Hat.person_id == Person.id)
        .where(
            Hat.area_id == issue.area_id,
            Hat.confirmed_at.is_not(None),
            or_(here, named, of_area),
        )
        .distinct()
        .order_by(Person.name, Person.id)
    )
    return list(session.execute(found))


def _check(
    session: Session, viewer: Viewer, issue: Issue, standing: Standing, given: Given, on: date
) -> None:
    errors = {}
    if given.says is AnswerSays.NOT_NOW:
        errors["look_again_on"] = day_trouble(
            given.look_again_on, on, "Choose the day to look again.", LOOK_AGAIN
        )
    if given.what:
        errors["by_when"] = day_trouble(given.by_when, on, "Choose the day you promise it by.")
        if given.who_id not in {0, viewer.id} and given.who_id not in {
            person.id for person in can_promise(session, viewer, issue, standing)
        }:
            errors["who"] = NOT_HERE
    if errors := {name: sentence for name, sentence in errors.items() if sentence}:
        raise Invalid(errors)


def _settles(
    session: Session, viewer: Viewer, issue: Issue, standing: Standing, says: AnswerSays
) -> bool:
    """Whether this answer moves the issue.

    "Yes" always does. "No" and "not now" only from those who could have said yes, and where an
    issue belongs to several places, only once each of them has said so: none closes it alone.
    """
    if says in {AnswerSays.YES, AnswerSays.PART}:
        return True
    can_close = standing.has_job(viewer.id, Job.HAS_TO_AGREE)
    if not can_close and _hat(viewer, issue, standing) not in MUST_ANSWER:
        return False
    if len(standing.places) <= 1:
        return True
    return _refusing(session, issue, standing) >= set(standing.places)


def _refusing(session: Session, issue: Issue, standing: Standing) -> set[int | None]:
    """The places whose latest word, by those who could have said yes, is "no" or "not now"."""
    said = (
        select(Hat.place_id, Answer.says)
        .join(Answer, WORKS_THERE)
        .where(
            Answer.issue_id == issue.id,
            Answer.by_hat.in_(MUST_ANSWER),
            Hat.place_id.in_(standing.places),
        )
        .order_by(Answer.id)
    )
    latest = dict(session.execute(said).all())
    return {place_id for place_id, says in latest.items() if says in _REFUSES}


def _hat(viewer: Viewer, issue: Issue, standing: Standing) -> HatKind:
    """The hat an answer is given with: the one at a place of the issue, else in its area."""
    at_place = (viewer.hat_in(issue.area_id, place_id) for place_id in standing.places)
    worn = [hat.kind for hat in viewer.hats if hat.place_id in set(standing.places)]
    hat = next(iter(worn), None) or next(at_place, None) or viewer.hat_in(issue.area_id)
    assert hat is not None  # noqa: S101  the rule said so
    return hat
