"""What people can do with issues. Each asks its rule first, and leaves the commit to its caller."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, func, update
from sqlalchemy.orm import Session

from coprod.db import HERE, insert_new, midnight, now, today
from coprod.errors import Conflict, NotAllowed
from coprod.issues import held, policy
from coprod.issues.better import Said
from coprod.issues.counts import counter_of, moved_on
from coprod.issues.models import Follow, Issue, StatusChange, Support
from coprod.issues.queries import UNDER_WAY
from coprod.issues.words import TAKES_ME_TOO, Status
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer

ON_ME_TOO: list[Callable[[Session, Viewer, Issue, HatKind], None]] = []
"""What higher nouns do when somebody says me too for the first time, with the hat it counts as."""
_NOT_IN_MEMORY = {"synchronize_session": False}
_TAKES = Issue.lane.in_(TAKES_ME_TOO)


def me_too(session: Session, viewer: Viewer, issue: Issue) -> bool:
    """Say that it matters to this person too. Saying it again changes nothing.

    The hat is kept as it is now. Raises NotAllowed for a hat without a voice, and Conflict in
    a lane that is not for votes.
    """
    policy.may_me_too.require(viewer, issue)
    if issue.name_held and held.is_mine(session, viewer, issue.id):
        raise NotAllowed(policy.may_me_too.says)  # one voice each, also without a name
    hat = policy.voice_of(viewer, issue)
    if issue.lane not in TAKES_ME_TOO:
        raise Conflict(policy.NO_VOTES[issue.lane])
    if issue.status in policy.CLOSED_TO_ME_TOO:
        raise Conflict(policy.CLOSED_TO_ME_TOO[issue.status])
    assert hat is not None  # noqa: S101  the rule said so
    new = insert_new(session, Support, issue_id=issue.id, person_id=viewer.id, hat=hat, at=now())
    if new:
        counter = counter_of(hat)
        if not _count(session, issue.id, {counter: counter + 1} | moved_on(today()), _TAKES):
            session.refresh(issue, ["lane"])  # it was moved while this was pressed
            raise Conflict(policy.NO_VOTES[issue.lane])
        for follow in ON_ME_TOO:
            follow(session, viewer, issue, hat)
    return new


def withdraw_me_too(session: Session, viewer: Viewer, issue: Issue) -> bool:
    """Take a "me too" back, from the group it was counted in."""
    mine = delete(Support).where(Support.issue_id == issue.id, Support.person_id == viewer.id)
    hat = session.scalar(mine.returning(Support.hat), execution_options=_NOT_IN_MEMORY)
    if hat is None:
        return False
    counter = counter_of(hat)
    _count(session, issue.id, {counter: counter - 1} | moved_on(today()))
    return True


def follow(session: Session, viewer: Viewer, issue: Issue) -> None:
    """Keep this person told of what happens."""
    policy.may_follow.require(viewer, issue)
    insert_new(session, Follow, issue_id=issue.id, person_id=viewer.id)


def unfollow(session: Session, viewer: Viewer, issue: Issue) -> None:
    mine = delete(Follow).where(Follow.issue_id == issue.id, Follow.person_id == viewer.id)
    session.execute(mine, execution_options=_NOT_IN_MEMORY)


def move(  # noqa: PLR0913  what happened, to what, by whom, why, when, on whose word
    session: Session,
    viewer: Viewer | None,
    issue: Issue,
    became: Status,
    why: str,
    *,
    on: date | None = None,
    heard: Sequence[Said] = (),
) -> bool:
    """Change an issue's status and write the step down. The only place where status changes.

    `viewer` is None when the site moves it, or when a name would tell whose held-back words these
    are. `why` is for everyone to read. `heard` is what those affected say: for `RESOLVED` it must
    come to "better".

    Returns whether it moved. Raises Conflict if somebody else moved it just now.
    """
    policy.may_move.require(viewer, issue)
    if became is Status.RESOLVED:
        policy.may_be_called_better.require(viewer, issue, heard)
    was = issue.status
    if became is was:
        return False
    on = on or today()
    changed = (
        update(Issue)
        .where(Issue.id == issue.id, Issue.status == was)
        .values(status=became, moved_at=_moment(issue, on), **_first_accepted(became, on))
        .returning(Issue.id)
    )
    if session.scalar(changed, execution_options=_NOT_IN_MEMORY) is None:
        raise Conflict("This changed a moment ago. Please look at it again.")
    session.refresh(issue, ["status", "moved_at", "accepted_on"])
    hat = policy.voice_of(viewer, issue) or viewer.hat_in(issue.area_id) if viewer else None
    step = StatusChange(issue_id=issue.id, was=was, became=became, by_hat=hat, why=why, on=on)
    step.by_id = viewer.id if viewer else None
    session.add(step)
    return True


def note_down(
    session: Session, viewer: Viewer | None, issue: Issue, why: str, *, on: date | None = None
) -> None:
    """Write into the history what happened that changes no status. Nobody can change it later."""
    policy.may_move.require(viewer, issue)
    hat = viewer.hat_in(issue.area_id, issue.place_id) if viewer else None
    step = StatusChange(issue_id=issue.id, was=issue.status, became=issue.status, by_hat=hat)
    step.by_id, step.why, step.on = viewer.id if viewer else None, why, on or today()
    session.add(step)


def touch(issue: Issue, on: date | None = None) -> None:
    """Note that something changed which is no status: an answer, a promise."""
    issue.moved_at = _moment(issue, on or today())


def _first_accepted(became: Status, on: date) -> dict[str, object]:
    if became not in UNDER_WAY:  # a try may begin before anybody has answered
        return {}
    return {"accepted_on": func.coalesce(Issue.accepted_on, on)}


def _moment(issue: Issue, on: date) -> datetime:
    """Now, or noon of another day: imported and made-up history has days, not times.

    Nor has an unnamed issue: it may be its author who moved it, and be known by the minute.
    """
    if on != today():
        return datetime.combine(on, time(12), HERE)
    return midnight() if issue.name_held else now()


def _count(session: Session, issue_id: int, values: dict[Any, Any], *where: Any) -> bool:
    """Change a counter, and say whether the issue was there. Two press at once, and both count."""
    statement = update(Issue).where(Issue.id == issue_id, *where).values(values)
    counted = statement.returning(Issue.id)
    return session.scalar(counted, execution_options=_NOT_IN_MEMORY) is not None
