"""Joining two issues if both authors say yes, and undoing it. Rule first; never commits.

No author is written down: a step says for which of the two issues somebody spoke.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from coprod.db import midnight, today
from coprod.errors import Conflict
from coprod.issues import services as issues
from coprod.issues.models import Issue
from coprod.issues.policy import moderates
from coprod.issues.words import Status
from coprod.joining import fitting, policy, supports
from coprod.joining.models import AuthorSays, Happened, Joining, JoinState, JoinStep, Side
from coprod.people.viewer import Viewer
from coprod.promises import late_comers
from coprod.sign_in.services import limit

GONE_BY = "Somebody has decided this already. Please look at it again."
BOTH_SAID_YES = "The people who said them agreed. It was joined with another one."
UNDONE = "It stands alone again. The joining was undone."
NOT_NOW = "They could not be joined any more."
_A_DAY, _MOST_A_DAY = timedelta(days=1), 20


@dataclass(frozen=True, slots=True)
class Part:
    """What a viewer is to two issues: whose words are theirs, and where the two belong."""

    mine: Sequence[Side]  # also without a name: then only this person's own pages know
    places: Collection[int]
    says: Sequence[Side]
    """For whom they say yes by asking: one side, if a yes for both would tell whose both are."""


def suggest(
    session: Session, viewer: Viewer, pair: tuple[Issue, Issue], part: Part, why: str
) -> Joining:
    """Say that an issue is the same as another. Authors and the advocate ask at once.

    An author who asks has said yes. Raises Conflict where the two cannot be joined.
    """
    issue, into = pair
    policy.may_suggest.require(viewer, issue)
    limit(session, "join", str(viewer.id), most=_MOST_A_DAY, within=_A_DAY)
    found = fitting.hold(session, issue.id, into.id)
    if sentence := fitting.trouble(session, found[issue.id], found[into.id]):
        raise Conflict(sentence)
    if fitting.is_open(session, issue, into):
        raise Conflict(fitting.OPEN_ALREADY)
    asks = policy.may_ask(viewer, issue.area_id, part.places, part.mine)
    joining = Joining(
        area_id=issue.area_id,
        issue_id=issue.id,
        into_id=into.id,
        state=JoinState.ASKED if asks else JoinState.SUGGESTED,
        why=why,
    )
    session.add(joining)
    session.flush()
    happened = Happened.ASKED if asks else Happened.SUGGESTED
    _note(session, joining, happened, viewer, part.mine, why=why)
    _say(session, joining, part.says, AuthorSays.YES)
    return joining


def ask(session: Session, viewer: Viewer, joining: Joining, part: Part) -> None:
    """Ask both authors about what somebody suggested. Again changes nothing."""
    policy.may_ask.require(viewer, joining.area_id, part.places, part.mine)
    if _turn(session, joining, JoinState.SUGGESTED, JoinState.ASKED):
        _note(session, joining, Happened.ASKED, viewer, part.mine)
        _say(session, joining, part.says, AuthorSays.YES)


def leave_apart(session: Session, viewer: Viewer, joining: Joining, part: Part, why: str) -> None:
    """Say that they are not the same: to a suggestion, or to stop asking. Again changes nothing.

    Once both are asked, an author says no as their answer, and only the advocate stops it.
    """
    policy.may_ask.require(viewer, joining.area_id, part.places, part.mine)
    stops = moderates(viewer, joining.area_id, part.places)
    if _turn(session, joining, JoinState.SUGGESTED, JoinState.APART) or (
        stops and _turn(session, joining, JoinState.ASKED, JoinState.APART)
    ):
        joining.issue_says = joining.into_says = None
        _note(session, joining, Happened.APART, viewer, part.mine, why=why)
        session.flush()


def say(session: Session, viewer: Viewer, joining: Joining, part: Part, says: AuthorSays) -> None:
    """An author's answer: for both issues, if both are theirs.

    Two yes join them. One no leaves them apart, and nothing says whose it was.
    """
    policy.may_say.require(viewer, part.mine)
    _say(session, joining, part.mine, says)


def decide_for(
    session: Session,
    viewer: Viewer,
    joining: Joining,
    part: Part,
    word: tuple[Sequence[Side], AuthorSays],
    why: str,
) -> None:
    """An advocate's word for authors who have left, with a reason for everyone to read."""
    left, says = word
    policy.may_decide_for.require(viewer, joining.area_id, part.places, bool(left))
    if joining.state is not JoinState.ASKED:
        raise Conflict(GONE_BY)
    for side in left:
        step = JoinStep(joining_id=joining.id, happened=Happened.DECIDED_FOR, side=side, why=why)
        step.by_id, step.by_hat, step.on = viewer.id, viewer.hat_in(joining.area_id), today()
        session.add(step)
    _say(session, joining, left, says)


def undo(session: Session, viewer: Viewer, joining: Joining, part: Part, why: str) -> None:
    """Take the two apart again: status, me-toos and questions. Again changes nothing."""
    policy.may_undo.require(viewer, joining.area_id, part.places, part.mine)
    issue = fitting.hold(session, joining.issue_id)[joining.issue_id]
    into = session.get_one(Issue, joining.into_id)
    if not _turn(session, joining, JoinState.JOINED, JoinState.UNDONE):
        return
    if issue.status is Status.MERGED and joining.was:  # else the people it was about moved it on
        _move(session, issue, into, joining.was, UNDONE)
    issue.joined_to_id = None
    late_comers.stop_asking_raiser(session, issue, into)
    supports.go_back(session, joining)
    _note(session, joining, Happened.UNDONE, viewer, part.mine, why=why)
    session.flush()


def _say(session: Session, joining: Joining, sides: Sequence[Side], says: AuthorSays) -> None:
    """Keep an answer, and draw from both what becomes of the two."""
    if not sides:
        return
    found = fitting.hold(session, joining.issue_id, joining.into_id)
    session.refresh(joining)
    if joining.state is not JoinState.ASKED:
        if _said_so(joining, sides, says):
            return
        raise Conflict(GONE_BY)
    for side in sides:
        if side is Side.ISSUE:
            joining.issue_says = says
        else:
            joining.into_says = says
    session.flush()
    _draw(session, joining, found[joining.issue_id], found[joining.into_id])


def _draw(session: Session, joining: Joining, issue: Issue, into: Issue) -> None:
    """What both answers come to."""
    said = {joining.issue_says, joining.into_says}
    if AuthorSays.NO in said:
        _apart(session, joining, "")
    elif said == {AuthorSays.YES}:
        if sentence := fitting.trouble(session, issue, into):
            _apart(session, joining, f"{NOT_NOW} {sentence}")
        else:
            _join(session, joining, issue, into)


def _said_so(joining: Joining, sides: Sequence[Side], says: AuthorSays) -> bool:
    """Whether it came about as they say already: a second press is no trouble."""
    kept = {Side.ISSUE: joining.issue_says, Side.INTO: joining.into_says}
    match joining.state:
        case JoinState.SUGGESTED:
            return True  # nobody is asked yet
        case JoinState.APART:
            return says is AuthorSays.NO
    return all(kept[side] is says for side in sides)


def _join(session: Session, joining: Joining, issue: Issue, into: Issue) -> None:
    joining.was, joining.joined_on = issue.status, today()
    _turn(session, joining, JoinState.ASKED, JoinState.JOINED)
    _move(session, issue, into, Status.MERGED, BOTH_SAID_YES)
    issue.joined_to_id = into.id
    supports.ask_supporters(session, joining, into, today())
    late_comers.ask_raiser_too(session, issue, into)
    _step(session, joining, Happened.JOINED)
    session.flush()


def _move(session: Session, issue: Issue, into: Issue, became: Status, why: str) -> None:
    """Move the issue in nobody's name: it may be the author of either who made it so."""
    issues.move(session, None, issue, became, why)
    if into.name_held:
        issue.moved_at = midnight()  # nor does the time of day tell when they were here


def _apart(session: Session, joining: Joining, why: str) -> None:
    if _turn(session, joining, JoinState.ASKED, JoinState.APART):
        # Whose no it was is nobody's business: what each of them said goes.
        joining.issue_says = joining.into_says = None
        _step(session, joining, Happened.APART, why=why)
        session.flush()


def _turn(session: Session, joining: Joining, was: JoinState, becomes: JoinState) -> bool:
    """Move a joining on, unless somebody else did. Says whether it moved."""
    session.flush()
    turn = update(Joining).where(Joining.id == joining.id, Joining.state == was)
    moved = turn.values(state=becomes).returning(Joining.id)
    if session.scalar(moved, execution_options={"synchronize_session": False}) is None:
        return False
    session.refresh(joining)
    return True


def _note(
    session: Session,
    joining: Joining,
    happened: Happened,
    viewer: Viewer,
    mine: Sequence[Side],
    *,
    why: str = "",
) -> None:
    """A line about what this viewer did. An author is no person here, only one side."""
    if mine:
        _step(session, joining, happened, side=mine[0], why=why)
    else:
        hat = viewer.hat_in(joining.area_id)
        _step(session, joining, happened, by_id=viewer.id, by_hat=hat, why=why)


def _step(session: Session, joining: Joining, happened: Happened, **of: object) -> None:
    on: date = today()
    session.add(JoinStep(joining_id=joining.id, happened=happened, on=on, **of))
