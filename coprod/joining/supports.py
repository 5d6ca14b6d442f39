"""Me-toos that follow when issues are joined, and go back when it is undone: one person, once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from coprod.db import insert_new, now, today
from coprod.errors import Conflict, NotAllowed
from coprod.issues import held
from coprod.issues import services as issues
from coprod.issues.counts import counter_of, moved_on
from coprod.issues.models import Issue, Support
from coprod.issues.policy import CLOSED_TO_ME_TOO, may_me_too
from coprod.joining import fitting, policy
from coprod.joining.models import JoinAsk, Joining, JoinState
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.promises import late_comers

ASKED_FOR = timedelta(days=30)
STAYS = "Your me too stays where it is now."
_NOT_IN_MEMORY = {"synchronize_session": False}


def ask_supporters(session: Session, joining: Joining, into: Issue, on: date) -> None:
    """Ask everyone who said me too to the one that joined that day. Nobody has to answer."""
    theirs = select(Support.person_id).where(Support.issue_id == joining.issue_id)
    if into.author_id:  # whoever said the other one needs no me-too there
        theirs = theirs.where(Support.person_id != into.author_id)
    session.add_all(
        JoinAsk(joining_id=joining.id, person_id=person_id, until=on + ASKED_FOR)
        for person_id in session.scalars(theirs.order_by(Support.id))
    )


def say_if_it_follows(
    session: Session, viewer: Viewer, ask: JoinAsk, joining: Joining, *, follows: bool
) -> None:
    """Let one's me-too follow, or leave it where it is. Saying it again changes nothing.

    Once it followed, it can be taken back there like any other.
    """
    policy.may_say_if_it_follows.require(viewer, ask.person_id)
    fitting.hold(session, joining.issue_id)  # so that nobody undoes it meanwhile
    session.refresh(joining)
    session.refresh(ask)
    if ask.follows:
        return
    if joining.state is not JoinState.JOINED or today() > ask.until:
        raise Conflict(STAYS)
    into = session.get_one(Issue, joining.into_id)
    if follows and into.status in CLOSED_TO_ME_TOO:
        raise Conflict(CLOSED_TO_ME_TOO[into.status])
    if follows and held.is_mine(session, viewer, into.id):
        raise NotAllowed(may_me_too.says)  # one voice each, also without a name
    ask.follows = follows
    if follows:
        _follow(session, viewer, ask, joining, into)


def _follow(session: Session, viewer: Viewer, ask: JoinAsk, joining: Joining, into: Issue) -> None:
    hat = _take(session, joining.issue_id, ask.person_id)
    if hat is None:
        return
    ask.hat, ask.had_both = hat, not _give(session, joining.into_id, ask.person_id, hat)
    _count(session, joining.issue_id, [hat], -1)
    if not ask.had_both:
        _count(session, joining.into_id, [hat], 1)
        for follow in issues.ON_ME_TOO:
            follow(session, viewer, into, hat)
    session.flush()


def go_back(session: Session, joining: Joining) -> None:
    """Bring back every me-too that followed, unless it was taken back since.

    All rows first and the counters last: somebody who takes a me-too back holds their row, and
    waits for the counter.
    """
    followed = select(JoinAsk).where(JoinAsk.joining_id == joining.id, JoinAsk.hat.is_not(None))
    issue = session.get_one(Issue, joining.issue_id)
    left, came = [], []
    for ask in session.scalars(followed.order_by(JoinAsk.id)):
        assert ask.hat is not None  # noqa: S101  the statement said so
        if ask.had_both:
            theirs = Support.issue_id == joining.into_id, Support.person_id == ask.person_id
            stands = session.scalar(select(Support.id).where(*theirs)) is not None
        else:
            stands = _take(session, joining.into_id, ask.person_id) is not None
            left += [ask.hat] if stands else []
        if stands and _give(session, joining.issue_id, ask.person_id, ask.hat):
            came.append((ask.person_id, ask.hat))
    _count(session, joining.into_id, left, -1)
    _count(session, joining.issue_id, [hat for _person_id, hat in came], 1)
    for person_id, hat in came:
        late_comers.ask(session, issue, person_id, hat)


def _give(session: Session, issue_id: int, person_id: int, hat: HatKind) -> bool:
    return insert_new(session, Support, issue_id=issue_id, person_id=person_id, hat=hat, at=now())


def _take(session: Session, issue_id: int, person_id: int) -> HatKind | None:
    theirs = delete(Support).where(Support.issue_id == issue_id, Support.person_id == person_id)
    return session.scalar(theirs.returning(Support.hat), execution_options=_NOT_IN_MEMORY)


def _count(session: Session, issue_id: int, hats: Sequence[HatKind], way: int) -> None:
    # In SQL and not in memory: others press at the same time, and all of it counts.
    counted = Counter(counter_of(hat) for hat in hats)
    if counted:
        values = {counter: counter + way * many for counter, many in counted.items()}
        here = update(Issue).where(Issue.id == issue_id).values(values | moved_on(today()))
        session.execute(here, execution_options=_NOT_IN_MEMORY)
