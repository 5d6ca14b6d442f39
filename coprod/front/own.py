"""What is somebody's own turn, whatever hats they wear: answers, words and promises of theirs."""

from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from coprod.drafts.models import Draft
from coprod.front.rows import issue_row, row
from coprod.issues.models import Doer, HeldBack, Issue, StatusChange
from coprod.issues.words import BetterSays, Status
from coprod.promises import unnamed
from coprod.promises.asking import RAISER_MAY_SAY
from coprod.promises.due import IS_IT_DONE
from coprod.promises.models import Ask, Promise
from coprod.promises.one_persons import comes_first
from coprod.promises.queries import LATE_FROM

SOON = timedelta(days=7)
_VIEWER = bindparam("viewer", type_=Issue.id.type)
_TODAY = bindparam("today", type_=Issue.raised_on.type)
_AREAS = bindparam("belongs_to", expanding=True, type_=Issue.area_id.type)
# No OR: SQLite would begin with all that anybody may read, and not with what is the viewer's own.
_may_see = case((Issue.published, True), else_=Issue.area_id.in_(_AREAS))
_mine = select(Promise.issue_id).where(Promise.who_id == _VIEWER)
_i_kept = _mine.where(Promise.kept_on.is_not(None))
_jobs = select(Doer.issue_id).where(Doer.person_id == _VIEWER)
_unnamed = select(HeldBack.issue_id).where(HeldBack.mark.in_(bindparam("marks", expanding=True)))
_asked = select(Ask.issue_id)
_asked_unnamed = _asked.where(Ask.person_id.is_(None))
_stand_with = union_all(  # all that they were asked about, by name or not
    _asked.where(Ask.person_id == _VIEWER),
    _asked_unnamed.where(Ask.raised_it, Ask.issue_id.in_(_unnamed)),
    _asked_unnamed.where(Ask.joined_id.in_(_unnamed)),
)
_not_better = exists().where(
    Ask.issue_id == Issue.id, Ask.raised_it, Ask.says.in_([BetterSays.SAME, BetterSays.WORSE])
)
_moved_since = aliased(StatusChange)
_opened_again = exists().where(  # by the raiser's "no", or by 60 in 100 of those who answered
    StatusChange.issue_id == Issue.id,
    StatusChange.was.in_(IS_IT_DONE),
    StatusChange.became == Status.ACCEPTED,
    ~exists().where(
        _moved_since.issue_id == StatusChange.issue_id,
        _moved_since.id > StatusChange.id,
        _moved_since.was != _moved_since.became,
    ),
)
_promised_anew = exists().where(
    Promise.issue_id == Issue.id, Promise.kept_on.is_(None), Promise.off_page.is_(False)
)


def again(*start: Any) -> list[Select[Any]]:
    """What is not better: for who kept a promise about it, has a job in it, or stands with it.

    A part for each, so that nothing is there twice. Whoever promised is asked until they promise
    anew, the others until somebody does.
    """
    anew = (_opened_again, ~_promised_anew, Issue.id.not_in(_i_kept))
    parts = [
        _again("kept").where(
            Issue.id.in_(_i_kept),
            Issue.id.not_in(_mine.where(Promise.kept_on.is_(None))),
            or_(_not_better, _opened_again),
        ),
        _again("job").where(Issue.id.in_(_jobs), *anew),
        _again("stands").where(Issue.id.in_(_stand_with), Issue.id.not_in(_jobs), *anew),
    ]
    return [one.where(*start).order_by(Issue.id) for one in parts]


def _again(who: str) -> Select[Any]:
    return issue_row("again", who=literal(who)).where(Issue.status == Status.ACCEPTED, _may_see)


_later = aliased(Ask)
_newest_claim = (
    select(func.max(_later.claimed_at))
    .where(_later.issue_id == Issue.id)
    .correlate(Issue)
    .scalar_subquery()
)
_asked_since = exists().where(
    _later.issue_id == Ask.issue_id,
    _later.person_id.is_not_distinct_from(Ask.person_id),
    _later.raised_it == Ask.raised_it,
    _later.joined_id.is_not_distinct_from(Ask.joined_id),
    _later.claimed_at == Ask.claimed_at,
    _later.time > Ask.time,
    _later.due_on <= _TODAY,
)


def _is_it_better(*mine: Any) -> Select[Any]:
    return (
        row("better_asked", id=Ask.id, title=Issue.title, day=Ask.due_on)
        .join_from(Ask, Issue, Issue.id == Ask.issue_id)
        .where(
            *mine,
            comes_first(partial(unnamed.asked, _VIEWER, _unnamed)),
            Ask.answered_on.is_(None),
            or_(Ask.due_on <= _TODAY, and_(Ask.raised_it, Ask.time == 1)),
            Ask.claimed_at == _newest_claim,
            ~_asked_since,
            Issue.taken_back_on.is_(None),
            Issue.status.in_(RAISER_MAY_SAY),
        )
        .order_by(Ask.due_on, Ask.id)
    )


TURNS: list[Select[Any]] = [
    *again(),
    _is_it_better(Ask.person_id == _VIEWER),
    _is_it_better(Ask.person_id.is_(None), Ask.raised_it, Ask.issue_id.in_(_unnamed)),
    _is_it_better(Ask.person_id.is_(None), Ask.joined_id.in_(_unnamed)),
    row("unsent", id=Draft.id)
    .where(Draft.person_id == _VIEWER, Draft.unsent)
    .order_by(Draft.id.desc()),
    row(
        "promised",
        id=Promise.issue_id,
        key=Promise.id,
        title=Promise.what,
        about=Issue.title,
        day=Promise.by_when,
        late_from=LATE_FROM,
    )
    .join_from(Promise, Issue, Issue.id == Promise.issue_id)
    .where(
        Promise.who_id == _VIEWER,
        Promise.kept_on.is_(None),
        Promise.by_when <= bindparam("soon", type_=Promise.by_when.type),
        Issue.taken_back_on.is_(None),
        _may_see,
    )
    .order_by(LATE_FROM, Promise.id),
]
