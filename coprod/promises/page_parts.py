"""What this noun adds to the statement of an issue's page: answers, promises, what was said."""

from sqlalchemy import String, case, cast, func, literal_column, select

from coprod.issues.models import Issue
from coprod.issues.parts import ANSWER, ANSWERED, AS_ASKED, BY_OTHERS, ISSUE_ID, OF_OTHERS, part
from coprod.people.models import Person
from coprod.promises import asked as asked_of
from coprod.promises import heard
from coprod.promises.looking_again import IS_LAST
from coprod.promises.makers import HAS_LEFT
from coprod.promises.models import Answer, Ask, BetterSheet, Promise, PromiseStep
from coprod.promises.must_answer import HAS_TO_ANSWER
from coprod.promises.queries import ON_PAGE, PROMISED_AS

_LATEST = select(func.max(Ask.claimed_at)).where(Ask.issue_id == ISSUE_ID).scalar_subquery()
WHO_SAID = case((Issue.name_held.is_(False), Person.name))
_FIRST = (Ask.raised_it.desc(), Ask.answered_on.desc(), Ask.id.desc())  # the raiser's decides
_SAID = (
    select(
        Ask.id,
        Ask.says,
        Ask.words,
        Ask.raised_it,
        Ask.hat,
        Ask.person_id,
        Ask.answered_on,
        func.row_number().over(order_by=_FIRST).label("rank"),
        func.count().over().label("every"),
    )
    .where(Ask.issue_id == ISSUE_ID, Ask.claimed_at == _LATEST, asked_of.READABLE)
    .order_by(*_FIRST)
    .limit(asked_of.SHOWN)
    .subquery()
)
_BAR = literal_column("'|'", String)
_BY_HAT = cast(PromiseStep.by_hat, String)
_HEARD = heard.counted(ISSUE_ID).subquery()
_PARTS = (
    part(
        ANSWER,
        part_id=Answer.id,
        parent=Answer.by_id,
        one=Answer.says,
        two=Answer.why,
        three=Person.name + _BAR + cast(Answer.by_hat, String),
        day=Answer.given_on,
        other_day=Answer.look_again_on,
        third_day=case((IS_LAST, Answer.look_again_on)),
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
        two=func.coalesce(Person.name, Promise.outside),
        three=PROMISED_AS,
        day=Promise.by_when,
        other_day=Promise.made_on,
        third_day=Promise.kept_on,
        n=Promise.edits,
        m=case((HAS_LEFT, 1), else_=0),
    )
    .outerjoin_from(Promise, Person, Person.id == Promise.who_id)
    .join(Issue, Issue.id == Promise.issue_id)
    .where(Promise.issue_id == ISSUE_ID, ON_PAGE),
    part(
        "promise_step",
        part_id=PromiseStep.id,
        parent=PromiseStep.promise_id,
        one=PromiseStep.happened,
        two=PromiseStep.words,
        three=PromiseStep.what,
        four=case((PromiseStep.by_hat.is_not(None), Person.name + _BAR + _BY_HAT)),
        day=PromiseStep.on,
        other_day=PromiseStep.by_when,
    )
    .join_from(PromiseStep, Promise, Promise.id == PromiseStep.promise_id)
    .outerjoin(Person, Person.id == PromiseStep.by_id)
    .where(Promise.issue_id == ISSUE_ID),
    part(
        "said",
        part_id=_SAID.c.id,
        parent=_SAID.c.rank,
        one=_SAID.c.says,
        two=_SAID.c.words,
        three=case((_SAID.c.raised_it, WHO_SAID)),
        four=_SAID.c.hat,
        day=_SAID.c.answered_on,
        n=_SAID.c.every,
        m=case((_SAID.c.raised_it, 1), else_=0),
    )
    .join_from(_SAID, Issue, Issue.id == ISSUE_ID)
    .outerjoin(Person, Person.id == _SAID.c.person_id),
    part(
        "heard",
        part_id=_HEARD.c.id,
        one=_HEARD.c.hat,
        two=_HEARD.c.says,
        three=_HEARD.c.was,
        day=_HEARD.c.day,
        n=_HEARD.c.n,
        m=_HEARD.c.on_paper,
    ).select_from(_HEARD),
    part(
        "sheets",
        part_id=BetterSheet.id,
        one=BetterSheet.hat,
        two=Person.name,
        three=BetterSheet.by_hat,
        day=BetterSheet.on,
        n=BetterSheet.many,
    )
    .join_from(BetterSheet, Person, Person.id == BetterSheet.by_id)
    .where(BetterSheet.issue_id == ISSUE_ID, BetterSheet.claimed_at == _LATEST),
    part("better_asked", part_id=func.max(Ask.id), day=func.max(Ask.asked_on))
    .where(Ask.issue_id == ISSUE_ID, Ask.claimed_at == _LATEST, Ask.asked_on.is_not(None))
    .having(func.max(Ask.id).is_not(None)),  # no row at all before anybody was asked
)
OF_OTHERS.extend(_PARTS)
ANSWERED.append(
    select(func.max(case((HAS_TO_ANSWER, AS_ASKED), else_=BY_OTHERS)))
    .where(Answer.issue_id == Issue.id)
    .correlate(Issue)
    .scalar_subquery()
)
