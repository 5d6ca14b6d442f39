"""Whether two issues can be joined at all, whoever asks."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from coprod.issues.models import Issue
from coprod.issues.words import Lane, Status
from coprod.joining.models import Joining, JoinState
from coprod.rounds import queries as rounds

OVER = frozenset({Status.MERGED, Status.RESOLVED, Status.THANKED})
_OPEN = (JoinState.SUGGESTED, JoinState.ASKED, JoinState.JOINED)

SAME = "This is the same one. Choose another."
ELSEWHERE = "They are in different areas. They cannot be joined."
TAKEN_BACK = "One of them was taken back. They cannot be joined."
IS_OVER = "One of them is over, or joined with another. They cannot be joined."
A_RIGHT = "One of them is a right. A right does not need votes, so they stay apart."
OTHER_LANE = "They are settled in different ways. They stay apart."
HAS_JOINED = "Another one is joined to this already. So it cannot join."
OPEN_ALREADY = "Somebody has said so already. Please look there."

BEING_CHOSEN = "People are choosing about this now. You can join it when they are done."


def trouble(session: Session, issue: Issue, into: Issue) -> str:
    """What is wrong with joining one issue to another: one sentence, or nothing.

    What was joined takes no more, and what others joined does not join: so there are never three
    in a row, and no ring.
    """
    said = (
        (issue.id == into.id, SAME),
        (issue.area_id != into.area_id, ELSEWHERE),
        (bool(issue.taken_back_on or into.taken_back_on), TAKEN_BACK),
        (issue.status in OVER or into.status in OVER, IS_OVER),
        (bool(issue.joined_to_id or into.joined_to_id), IS_OVER),
        (issue.lane is not into.lane and Lane.RIGHTS in {issue.lane, into.lane}, A_RIGHT),
        (issue.lane is not into.lane, OTHER_LANE),
    )
    if sentence := next((sentence for wrong, sentence in said if wrong), ""):
        return sentence
    if session.scalar(select(Issue.id).where(Issue.joined_to_id == issue.id).limit(1)):
        return HAS_JOINED
    return BEING_CHOSEN if rounds.is_being_chosen(session, issue.id) else ""


def is_open(session: Session, issue: Issue, into: Issue) -> bool:
    """Whether the first joins something already, or the two are asked about the other way round."""
    other_way = (Joining.issue_id == into.id) & (Joining.into_id == issue.id)
    found = exists().where(Joining.state.in_(_OPEN), or_(Joining.issue_id == issue.id, other_way))
    return bool(session.scalar(select(found)))


def hold(session: Session, *issue_ids: int) -> dict[int, Issue]:
    """The issues as they are now, held until the commit: in one order, so that nobody waits twice.

    Two joinings at once then see each other.
    """
    locked = select(Issue).where(Issue.id.in_(issue_ids)).order_by(Issue.id).with_for_update()
    found = session.scalars(locked.execution_options(populate_existing=True))
    return {issue.id: issue for issue in found}
