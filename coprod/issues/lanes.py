"""Which lane an issue is in: its author says it, the advocate moves it, and history keeps both.

The words only ever suggest. Whoever says nothing leaves it in *talk and choose*.
"""

from collections.abc import Callable
from datetime import date

from sqlalchemy import exists, func, literal, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.issues import held, lane_policy, services
from coprod.issues.lane_words import sounds_like_a_right
from coprod.issues.models import Issue, LaneChange
from coprod.issues.page import IssuePage
from coprod.issues.parts import ANSWERED, AS_ASKED
from coprod.issues.policy import Standing
from coprod.issues.words import IssueKind, Lane, Status
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.people.viewer import Viewer
from coprod.people.working_days import Nation, working_days_after

WITHIN = {Lane.RIGHTS: 3, Lane.FIX: 5, Lane.FEW: 10}
"""Working days for an answer, from the day on which it was said which lane it is in."""
ON_MOVE: list[Callable[[Session, Issue, Lane, Lane], None]] = []
"""What higher nouns do when an issue has moved between lanes: (session, issue, was, became).

They run before the commit, and may raise Conflict to say why it has to stay.
"""
STALE = "Somebody changed this a moment ago. Please look at it again."
WHY = "Write why. Everyone can read it."
_OVER = {
    Status.RESOLVED: "People say this is better now. It stays where it is.",
    Status.MERGED: "This was joined with another. Please move that one.",
}
_THANKS = "A thank you needs no answer. It stays where it is."


def say(session: Session, viewer: Viewer, issue: Issue, lane: Lane | None) -> None:
    """The author's answer; None is "I am not sure", and changes nothing.

    Raises NotAllowed for everybody else, and Conflict once somebody answered, or the advocate
    moved it.
    """
    mine = held.is_mine(session, viewer, issue.id)
    lane_policy.may_say_lane.require(viewer, issue, mine)
    if why := settled(session, issue):
        raise Conflict(why)
    if lane is None or (lane is issue.lane and issue.lane_steps):
        return
    _take(session, issue, lane, issue.lane_steps, LaneChange(on=today()))


def move(  # noqa: PLR0913  what, to where, by whom, why, and what they saw
    session: Session,
    viewer: Viewer,
    issue: Issue,
    standing: Standing,
    lane: Lane,
    why: str,
    *,
    seen: int,
) -> None:
    """Move it, with a reason for everyone to read. `seen` are the `lane_steps` they looked at.

    An issue whose words sound like a right may also be left where it is: that is said as well.
    Raises NotAllowed, Invalid, and Conflict if somebody else was there first or it is over.
    """
    mine = held.is_mine(session, viewer, issue.id)
    lane_policy.may_move_lane.require(viewer, issue, standing.places, mine)
    if trouble := over(issue):
        raise Conflict(trouble)
    if issue.lane_steps != seen:  # before the rest: what they looked at is not so any more
        raise Conflict(STALE)
    errors = {} if why else {"why": WHY}
    if lane is issue.lane and not issue.may_be_a_right:
        errors["lane"] = "It is there already. Choose another."
    if errors:
        raise Invalid(errors)
    hat = HatKind.ADVOCATE if viewer.moderates(issue.area_id) else HatKind.PEER_MODERATOR
    step = LaneChange(by_id=viewer.id, by_hat=hat, why=why, on=today())
    _take(session, issue, lane, seen, step)
    services.touch(issue)


def settled(session: Session, issue: Issue) -> str:
    """Why the author cannot say it any more, or nothing."""
    if trouble := over(issue):
        return trouble
    moved = exists().where(LaneChange.issue_id == issue.id, LaneChange.by_id.is_not(None))
    if session.scalar(select(moved)):
        return "The advocate has looked at this. Please talk to the advocate."
    if _answered(session, issue):
        return "Somebody has answered this. It stays where it is."
    return ""


def over(issue: Issue | IssuePage) -> str:
    """Why nobody moves it any more, or nothing."""
    return _THANKS if issue.kind is IssueKind.THANKS else _OVER.get(issue.status, "")


def listen(issue: Issue) -> None:
    """Note for the advocate whether the words sound like a right that nobody has spoken of yet."""
    unsaid = not issue.lane_steps and issue.kind is not IssueKind.THANKS
    issue.may_be_a_right = unsaid and sounds_like_a_right(issue.words)


def due(lane: Lane, on: date, nation: Nation) -> date | None:
    """The day by which an answer is due to what was put in a lane on some day."""
    return working_days_after(on, WITHIN[lane], nation) if lane in WITHIN else None


def _answered(session: Session, issue: Issue) -> int:
    """How far it is answered, as `parts.ANSWERED` says."""
    answered = select(func.coalesce(*ANSWERED, literal(0))).where(Issue.id == issue.id)
    return session.scalar(answered) or 0


def answer_due(session: Session, issue: Issue, lane: Lane, on: date) -> date | None:
    """The day by which an answer is due to an issue that is in a lane from some day on."""
    nation = session.scalars(select(Area.nation).where(Area.id == issue.area_id)).one()
    return due(lane, on, nation)


def _take(session: Session, issue: Issue, lane: Lane, seen: int, step: LaneChange) -> None:
    """Put it in a lane and write the step down, unless somebody else did so since `seen`."""
    session.refresh(issue, with_for_update=True)  # whoever answers it at the same time waits
    if issue.lane_steps != seen:
        raise Conflict(STALE)
    was = issue.lane
    answered = _answered(session, issue) == AS_ASKED
    issue.lane = lane
    issue.lane_steps += 1
    issue.may_be_a_right = False
    issue.answer_by = None if answered else answer_due(session, issue, lane, today())
    step.issue_id, step.was, step.became = issue.id, was, lane
    session.add(step)
    session.flush()
    if was is not lane:
        for follow in ON_MOVE:
            follow(session, issue, was, lane)
