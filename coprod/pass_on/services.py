"""Passing an issue on: the letter, the author's yes, and the link. Rule first; never commits."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict
from coprod.issues import held
from coprod.issues import services as issues
from coprod.issues.models import Issue
from coprod.issues.policy import Standing
from coprod.pass_on import policy
from coprod.pass_on.models import AuthorSays, OutsideNote, PassedOn
from coprod.people.viewer import Viewer
from coprod.promises.answering import OVER
from coprod.promises.models import Promise
from coprod.seal import new_token, token_hash
from coprod.sign_in.services import limit

LASTS = timedelta(days=90)
ANSWERED = "They have answered. The link is used up."
WAITS = "The person who said this has not said yes. So there is no link."
_A_DAY, _MOST_A_DAY = timedelta(days=1), 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPass:
    """To whom, with which words, and what else goes along. Title and words always do."""

    body: str
    reader: str
    note: str
    tells_place: bool = False
    tells_me_too: bool = False


def pass_on(
    session: Session, viewer: Viewer, issue: Issue, standing: Standing, wanted: ToPass
) -> PassedOn:
    """Write the letter. If the words are not open to everyone, their author is asked first."""
    policy.may_pass_on.require(viewer, issue, standing)
    if issue.status in OVER:
        raise Conflict(OVER[issue.status])
    limit(session, "pass on", str(viewer.id), most=_MOST_A_DAY, within=_A_DAY)
    passed = PassedOn(
        area_id=issue.area_id,
        issue_id=issue.id,
        body=wanted.body,
        reader=wanted.reader,
        note=wanted.note,
        tells_place=wanted.tells_place,
        tells_me_too=wanted.tells_me_too,
        by_id=viewer.id,
        by_hat=viewer.hat_in(issue.area_id, issue.place_id),
        asked_on=today(),
    )
    session.add(passed)
    session.flush()
    return passed


def say_if_it_can_go(
    session: Session, viewer: Viewer, passed: PassedOn, issue: Issue, says: AuthorSays
) -> None:
    """The author's yes or no. It can change until there is an answer; a no ends the link."""
    policy.may_let_go.require(viewer, issue, held.is_mine(session, viewer, issue.id))
    if passed.answered_on:
        raise Conflict("They have answered. Your words were read already.")
    passed.author_says, passed.author_said_on = says, today()
    if says is AuthorSays.NO:
        passed.token_hash = passed.ends_on = None
    session.flush()


def new_link(
    session: Session, viewer: Viewer, passed: PassedOn, issue: Issue, standing: Standing
) -> str:
    """Make a link and return its token, kept nowhere. One made before stops working."""
    policy.may_look_after.require(viewer, passed, standing)
    if passed.answered_on:
        raise Conflict(ANSWERED)
    if not policy.may_leave(issue.published, passed.author_says):
        raise Conflict(WAITS)
    token, first = new_token(), passed.sent_on is None
    _set(
        session,
        passed,
        token_hash=token_hash(token),
        ends_on=today() + LASTS,
        sent_on=passed.sent_on or today(),
        stopped_on=None,
    )
    if first:
        issues.note_down(session, viewer, issue, f"Passed on to {passed.body}, {passed.reader}.")
    return token


def stop(session: Session, viewer: Viewer, passed: PassedOn, standing: Standing) -> None:
    """End the link. Again changes nothing."""
    policy.may_look_after.require(viewer, passed, standing)
    if passed.answered_on:
        raise Conflict(ANSWERED)
    if passed.token_hash is not None:
        _set(session, passed, token_hash=None, ends_on=None, stopped_on=today())


def show_answer(
    session: Session, viewer: Viewer, passed: PassedOn, standing: Standing, *, off: bool, why: str
) -> None:
    """Take an answer off the page, or put it back, and say why. The answer itself is kept.

    What was promised in it goes and comes with it.
    """
    policy.may_take_off.require(viewer, passed, standing)
    if passed.answered_on is None:
        raise Conflict("There is no answer yet.")
    note = OutsideNote(passed_on_id=passed.id, off=off, why=why, by_id=viewer.id, on=today())
    note.by_hat = viewer.hat_in(passed.area_id)
    session.add(note)
    if passed.promise_id:
        session.get_one(Promise, passed.promise_id).off_page = off


def _set(session: Session, passed: PassedOn, **values: date | str | None) -> None:
    """Change the link, unless an answer came a moment ago."""
    unanswered = update(PassedOn).where(PassedOn.id == passed.id, PassedOn.answered_on.is_(None))
    changed = unanswered.values(**values).returning(PassedOn.id)
    if session.scalar(changed, execution_options={"synchronize_session": False}) is None:
        raise Conflict(ANSWERED)
    session.refresh(passed)
