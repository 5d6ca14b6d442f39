"""Who says me too after a claim that it is done: affected too, so asked with the others."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.db import insert_new
from coprod.issues import services as issues
from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.promises.asking import FIRST, SECOND
from coprod.promises.models import Ask


def ask_too(session: Session, viewer: Viewer, issue: Issue, hat: HatKind) -> None:
    """Ask them about the claim that stands, on the same days. Again changes nothing."""
    # Read anew: their me-too holds the issue by now, so a claim came before it or waits for it.
    if session.scalar(select(Issue.status).where(Issue.id == issue.id)) is not Status.CLAIMED:
        return  # the next claim asks everyone who is there by then
    claim = select(Ask.claimed_at, func.min(Ask.due_on).label("due_on"))
    latest = claim.where(Ask.issue_id == issue.id, Ask.time == 1).group_by(Ask.claimed_at)
    stands = session.execute(latest.order_by(Ask.claimed_at.desc()).limit(1)).first()
    if stands is None:
        return  # nobody was asked, so nothing is drawn from answers either
    for time, wait in enumerate((FIRST, SECOND), start=1):
        insert_new(
            session,
            Ask,
            issue_id=issue.id,
            person_id=viewer.id,
            hat=hat,
            time=time,
            due_on=stands.due_on - FIRST + wait,
            claimed_at=stands.claimed_at,
        )


issues.ON_ME_TOO.append(ask_too)
