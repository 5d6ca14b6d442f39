"""When those who said "not now" look again: on the day that their last word says."""

from typing import Any

from sqlalchemy import and_, case, func, or_, select

from coprod.issues.models import Issue, IssuePlace
from coprod.issues.parts import LOOK_AGAIN
from coprod.promises.models import Answer
from coprod.promises.must_answer import BY_PLACE, MUST_WITHOUT_A_PLACE

_NO_PLACE = Issue.place_id.is_(None)
_WITHOUT_A_PLACE = Answer.by_hat.in_(MUST_WITHOUT_A_PLACE)


def last(column: Any, *whose: Any) -> Any:
    """A column of the last answer to an issue by some people, since it was opened again."""
    now = Answer.issue_id == Issue.id, Answer.is_past.is_(False)
    said = select(column).where(*now, *whose)
    return said.order_by(Answer.id.desc()).limit(1).correlate_except(Answer).scalar_subquery()


def soonest(*places: Any) -> Any:
    """The first day on which one of these places of an issue looks again, if any does."""
    days = select(func.min(last(Answer.look_again_on, BY_PLACE)))
    of_issue = days.where(IssuePlace.issue_id == Issue.id, *places)
    return of_issue.correlate(Issue).scalar_subquery()


DAY_WITHOUT_A_PLACE = case((_NO_PLACE, last(Answer.look_again_on, _WITHOUT_A_PLACE)))
"""The day on which an issue where no place shows is looked at again."""
IS_LAST = or_(
    Answer.id.in_(
        select(last(Answer.id, BY_PLACE)).where(IssuePlace.issue_id == Issue.id).correlate(Issue)
    ),
    and_(_NO_PLACE, Answer.id == last(Answer.id, _WITHOUT_A_PLACE)),
)
"""Whether an answer is the last word of its place, or of those who answer where none shows."""
LOOK_AGAIN.append(func.coalesce(soonest(), DAY_WITHOUT_A_PLACE))
