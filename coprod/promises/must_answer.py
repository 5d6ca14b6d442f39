"""Who must answer, and whether they have: one answer for services and for every list.

Staff and managers of each place must, or a commissioner for an only place; where no place shows,
that is the advocate too. What a relative says is heard, and settles nothing.
"""

from sqlalchemy import and_, exists, or_
from sqlalchemy.orm import aliased

from coprod.issues.models import Issue, IssuePlace
from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.models import Hat
from coprod.promises.models import Answer

MUST_ANSWER = (*sorted(EMPLOYED), HatKind.COMMISSIONER)
"""Who could have said yes: only their "no" closes an issue, and only their answer ends silence."""
MUST_WITHOUT_A_PLACE = (*MUST_ANSWER, HatKind.ADVOCATE)
"""The same where no place shows."""
HAS_TO_ANSWER = and_(
    Answer.is_past.is_(False),
    or_(
        Answer.by_hat.in_(MUST_ANSWER),
        and_(Answer.by_hat == HatKind.ADVOCATE, Issue.place_id.is_(None)),
    ),
)
"""Whether an answer is of somebody who has to, to what it is now."""
WORKS_THERE = and_(
    Hat.person_id == Answer.by_id, Hat.kind.in_(EMPLOYED), Hat.confirmed_at.is_not(None)
)
"""Whether a hat is the one at a place of somebody who answered, and works there."""
_another = aliased(IssuePlace)
_only_place = ~(
    exists()
    .where(_another.issue_id == IssuePlace.issue_id, _another.place_id != IssuePlace.place_id)
    .correlate(IssuePlace)
)
_by_its_people = (
    exists().where(WORKS_THERE, Hat.place_id == IssuePlace.place_id).correlate(Answer, IssuePlace)
)
BY_PLACE = and_(Answer.by_hat.in_(MUST_ANSWER), or_(_only_place, _by_its_people))
"""Whether an answer is the word of a place: of several, by somebody who works at this one."""
PLACE_ANSWERED = exists().where(
    Answer.issue_id == IssuePlace.issue_id, Answer.is_past.is_(False), BY_PLACE
)
"""Whether a place of an issue has said a word, to what it is now."""
ALL_ANSWERED = and_(
    exists().where(Answer.issue_id == Issue.id, HAS_TO_ANSWER),
    ~exists().where(IssuePlace.issue_id == Issue.id, ~PLACE_ANSWERED),
)
"""Whether nobody has to answer an issue any more: of several places each has said a word."""
