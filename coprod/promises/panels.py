"""What this noun puts on other pages: answers and promises, and what got better."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    String,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from coprod.issues.labels import BETTER, HAT
from coprod.issues.models import Issue, IssueStatement
from coprod.issues.page import IssuePage
from coprod.issues.parts import ANSWER, ANSWERED, AS_ASKED, BY_OTHERS, ISSUE_ID, OF_OTHERS, part
from coprod.issues.policy import may_answer, voice_of
from coprod.issues.queries import WAITING, seen_by
from coprod.issues.words import AnswerSays, BetterSays, Status
from coprod.people import names
from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.promises import asked as asked_of
from coprod.promises.answering import HAS_TO_ANSWER, OVER
from coprod.promises.asking import RAISER_MAY_SAY
from coprod.promises.models import Answer, Ask, Happened, Promise, PromiseStep
from coprod.promises.queries import PROMISED_AS, Promised
from coprod.promises.words import ANSWER_TAG, BETTER_TAG, HAPPENED, SAYS

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as the page shows it."""

    says: AnswerSays
    why: str
    money: bool
    look_again_on: date | None
    given_on: date
    who: str  # with their hat


@dataclass(frozen=True, slots=True)
class PromiseBox:
    """A promise with its history, and whether the viewer made it."""

    promise: Promised
    is_mine: bool
    steps: list[Any] = field(default_factory=list)

    @property
    def has_history(self) -> bool:
        """Whether more happened than that it was made, or kept without a word."""
        told = {Happened.CHANGED, Happened.NOT_KEPT, Happened.LATE}
        return any(step[0] in told or step[1] for step in self.steps)


_LATEST = select(func.max(Ask.claimed_at)).where(Ask.issue_id == ISSUE_ID).scalar_subquery()
_WHO_SAID = case((Issue.name_held.is_(False), Person.name))
_FIRST = (Ask.raised_it.desc(), Ask.answered_on.desc(), Ask.id.desc())  # the raiser's decides
_SAID = (
    select(
        Ask.id,
        Ask.says,
        Ask.words,
        Ask.raised_it,
        Ask.person_id,
        Ask.answered_on,
        func.row_number().over(order_by=_FIRST).label("rank"),
        func.count().over().label("every"),
    )
    .where(Ask.issue_id == ISSUE_ID, Ask.claimed_at == _LATEST, Ask.says.is_not(None))
    .order_by(*_FIRST)
    .limit(asked_of.SHOWN)
    .subquery()
)
_PARTS = (
    part(
        ANSWER,
        part_id=Answer.id,
        parent=Answer.by_id,
        one=Answer.says,
        two=Answer.why,
        three=Person.name + literal_column("'|'", String) + cast(Answer.by_hat, String),
        day=Answer.given_on,
        other_day=Answer.look_again_on,
        n=case((Answer.money_is_the_reason, 1), else_=0),
        m=case((HAS_TO_ANSWER, 1), else_=0),
    )
    .join_from(Answer, Person, Person.id == Answer.by_id)
    .join(Issue, Issue.id == Answer.issue_id)
    .where(Answer.issue_id == ISSUE_ID),
    part(
        "promise",
        part_id=Promise.id,
        parent=Promise.who_id,
        one=Promise.what,
        two=Person.name,
        three=PROMISED_AS,
        day=Promise.by_when,
        other_day=Promise.made_on,
        third_day=Promise.kept_on,
        n=Promise.edits,
    )
    .join_from(Promise, Person, Person.id == Promise.who_id)
    .join(Issue, Issue.id == Promise.issue_id)
    .where(Promise.issue_id == ISSUE_ID),
    part(
        "promise_step",
        part_id=PromiseStep.id,
        parent=PromiseStep.promise_id,
        one=PromiseStep.happened,
        two=PromiseStep.words,
        three=PromiseStep.what,
        day=PromiseStep.on,
        other_day=PromiseStep.by_when,
    )
    .join_from(PromiseStep, Promise, Promise.id == PromiseStep.promise_id)
    .where(Promise.issue_id == ISSUE_ID),
    part(
        "said",
        part_id=_SAID.c.id,
        parent=_SAID.c.rank,
        one=_SAID.c.says,
        two=_SAID.c.words,
        three=case((_SAID.c.raised_it, _WHO_SAID)),
        day=_SAID.c.answered_on,
        n=_SAID.c.every,
    )
    .join_from(_SAID, Issue, Issue.id == ISSUE_ID)
    .outerjoin(Person, Person.id == _SAID.c.person_id),
    part("better_asked", part_id=func.max(Ask.id), day=func.max(Ask.asked_on)).where(
        Ask.issue_id == ISSUE_ID, Ask.claimed_at == _LATEST, Ask.asked_on.is_not(None)
    ),
)
OF_OTHERS.extend(_PARTS)
ANSWERED.append(
    select(func.max(case((HAS_TO_ANSWER, AS_ASKED), else_=BY_OTHERS)))
    .where(Answer.issue_id == Issue.id)
    .correlate(Issue)
    .scalar_subquery()
)


def answers(_session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any]:
    """What was answered and promised about an issue, and whether it is better."""
    answers: list[Answered] = []
    boxes: dict[int, PromiseBox] = {}
    said: list[Any] = []
    asked_on: date | None = None
    sees = names.sees_names(viewer, page.area_id)
    for row in sorted(page.others, key=lambda row: (row.part, row.part_id)):
        match row.part:
            case "answer":
                answers.append(_answered(row, sees))
            case "promise":
                boxes[row.part_id] = _box(row, page, viewer, sees)
            case "said":
                said.append(row)
            case "promise_step" if row.parent in boxes:
                boxes[row.parent].steps.append(_step(row))
            case "better_asked":
                asked_on = row.day
    claimed = page.status is Status.CLAIMED
    return {
        "issue": page,
        "answers": answers,
        "promises": [*boxes.values()],
        "said": [_said(row) for row in sorted(said, key=lambda row: row.parent)],
        "every": said[0].n if said else 0,
        "says": SAYS,
        "answer_tags": ANSWER_TAG,
        "better": BETTER,
        "tags": BETTER_TAG,
        "happened": HAPPENED,
        "may_answer": page.status not in OVER and may_answer(viewer, page, page.standing),
        "your_turn": _your_turn(viewer, page),
        "is_mine": page.is_mine,
        "may_say_better": page.is_mine and page.status in RAISER_MAY_SAY,
        "nobody_said": claimed and not said,
        "asked_on": asked_on,
    }


def _answered(row: Any, sees: bool) -> Answered:
    name, _, hat = row.three.rpartition("|")
    who = names.shown(sees, name, HatKind(hat), in_their_job=True)
    who = f"{name}, {HAT[hat]}" if who == name else who
    return Answered(AnswerSays(row.one), row.two, bool(row.n), row.other_day, row.day, who)


def _box(row: Any, page: IssuePage, viewer: Viewer, sees: bool) -> PromiseBox:
    hat = HatKind(row.three) if row.three else None
    promise = Promised(
        id=row.part_id,
        issue_id=page.id,
        title=page.title,
        what=row.one,
        who_id=row.parent,
        who=names.shown(sees, row.two, hat, in_their_job=True),
        by_when=row.day,
        made_on=row.other_day,
        kept_on=row.third_day,
        edits=row.n,
        last=None,
    )
    return PromiseBox(promise, is_mine=bool(viewer) and row.parent == viewer.id)


def _step(row: Any) -> Any:
    """A step as it is shown: a promise is late from the day after its own, whoever saw it when."""
    happened = Happened(row.one)
    day = row.other_day + timedelta(days=1) if happened is Happened.LATE else row.day
    return happened, row.two, row.three, day, row.other_day


def _your_turn(viewer: Viewer, page: IssuePage) -> bool:
    """Whether this person works here, and an answer of those who have to is still missing."""
    if voice_of(viewer, page) not in EMPLOYED:
        return False
    theirs = any(row.part == ANSWER and row.parent == viewer.id for row in page.others)
    return not page.answered or (page.status in WAITING and not theirs)


def _said(row: Any) -> tuple[BetterSays, str, str | None, date]:
    return BetterSays(row.one), row.two, row.three, row.day


def got_better(session: Session, viewer: Viewer, statement_id: int) -> dict[str, Any] | None:
    """What got better about a statement, as the people it was about say, the latest first."""
    words = (
        select(Ask.words)
        .where(Ask.issue_id == Issue.id, Ask.raised_it, Ask.says == BetterSays.BETTER)
        .order_by(Ask.claimed_at.desc(), Ask.answered_on.desc(), Ask.id.desc())
        .limit(1)
        .correlate(Issue)
        .scalar_subquery()
    )
    found = (
        select(
            Issue.id,
            Issue.title,
            Issue.moved_at,
            _WHO_SAID.label("who"),
            words.label("words"),
        )
        .join(IssueStatement, IssueStatement.issue_id == Issue.id)
        .outerjoin(Person, Person.id == Issue.author_id)
        .where(
            IssueStatement.statement_id == statement_id,
            Issue.status == Status.RESOLVED,
            seen_by(viewer),
        )
        .order_by(Issue.moved_at.desc(), Issue.id.desc())
        .limit(SHOWN)
    )
    rows = session.execute(found).all()
    return {"issues": rows} if rows else None


def asked(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    """*Is it really better?*, for the person's own page."""
    asks = asked_of.asks_for(session, viewer, n=asked_of.SHOWN + 1)
    context = {"asks": asks[: asked_of.SHOWN], "more": len(asks) > asked_of.SHOWN}
    return context | {"better": BETTER, "tags": BETTER_TAG} if asks else None
