"""The small voice: one thing for few people that makes a big difference, which no count finds."""

from typing import Any

from sqlalchemy import exists, select, true
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.issues import services as issues
from coprod.issues.labels import KIND_SYMBOL
from coprod.issues.models import Issue, IssuePlace
from coprod.issues.words import Lane, Status
from coprod.people.viewer import Viewer
from coprod.rounds import closing, policy
from coprod.rounds.history import note
from coprod.rounds.models import Round, RoundPick
from coprod.rounds.words import RoundState, Step

TURN = 0
NOT_YET = "First the groups pick. Then you choose the small voice."
IS_THERE = "The small voice was chosen already."
_OPEN = (Status.TRIAGE, Status.DISCUSSION, Status.ACCEPTED, Status.DEFERRED, Status.DECLINED)
_MOVES = frozenset({Status.TRIAGE, Status.DISCUSSION, Status.DEFERRED, Status.DECLINED})


def choices(session: Session, viewer: Viewer, round_: Round) -> list[tuple[str, str, str]]:
    """What the small voice can be: (id, title, picture), the longest waiting first."""
    here = exists().where(IssuePlace.issue_id == Issue.id, IssuePlace.place_id == round_.place_id)
    found = (
        select(Issue.id, Issue.title, Issue.symbol, Issue.kind)
        .where(
            here if round_.place_id else true(),
            Issue.area_id == round_.area_id,
            Issue.area_id.in_(sorted(viewer.areas)),
            Issue.lane == Lane.FEW,
            Issue.status.in_(_OPEN),
            Issue.taken_back_on.is_(None),
        )
        .order_by(Issue.raised_on, Issue.id)
    )
    return [
        (str(row.id), row.title, row.symbol or KIND_SYMBOL[row.kind])
        for row in session.execute(found)
    ]


def choose(session: Session, viewer: Viewer, round_: Round, issue_id: int, why: str) -> None:
    """Add the small voice to what was picked, and say why. Once, and for everyone to read."""
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    if round_.state is not RoundState.CLOSED:
        raise Conflict(NOT_YET)
    if chosen(session, round_) is not None:
        raise Conflict(IS_THERE)
    errors: dict[str, str] = {} if why else {"why": "Say why. Everybody can read it."}
    if str(issue_id) not in {one for one, *_rest in choices(session, viewer, round_)}:
        errors["issue"] = "Choose one of these."
    if errors:
        raise Invalid(errors)
    on = today()
    pick = RoundPick(round_id=round_.id, issue_id=issue_id, turn=TURN, by_id=viewer.id, on=on)
    pick.why = why[:1000]
    session.add(pick)
    issue = session.get_one(Issue, issue_id)
    if issue.status in _MOVES:
        issues.move(session, viewer, issue, Status.ACCEPTED, closing.PICKED % round_.title, on=on)
    note(session, round_, Step.SMALL_VOICE, viewer=viewer, why=why)
    session.flush()


def chosen(session: Session, round_: Round) -> Any:
    """The small voice of a round, if there is one yet."""
    found = select(RoundPick).where(RoundPick.round_id == round_.id, RoundPick.turn == TURN)
    return session.scalar(found)
