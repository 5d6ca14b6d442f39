"""Who is affected by what was claimed before they came: asked with the others about that claim.

They say me too after it, their me-too follows them there, or what they raised is joined with it.
"""

from sqlalchemy import delete, exists, func, select
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
    """Ask whoever said me too. Again changes nothing."""
    ask(session, issue, viewer.id, hat)


def ask_raiser_too(session: Session, joined: Issue, into: Issue) -> None:
    """Ask whoever raised what was joined with another. A held-back name is in no row."""
    if joined.author_id or joined.name_held:
        ask(session, into, joined.author_id, joined.author_hat, joined.id)


def stop_asking_raiser(session: Session, joined: Issue, into: Issue) -> None:
    """Ask no more once they are apart again. What was answered stays."""
    theirs = Ask.issue_id == into.id, Ask.joined_id == joined.id, Ask.says.is_(None)
    session.execute(delete(Ask).where(*theirs))


def ask(
    session: Session,
    issue: Issue,
    person_id: int | None,
    hat: HatKind | None,
    joined_id: int | None = None,
) -> None:
    """Ask somebody about the claim that stands, on the same days as the others."""
    # Read anew: whoever calls holds the issue by now, so a claim came before it or waits for it.
    if session.scalar(select(Issue.status).where(Issue.id == issue.id)) is not Status.CLAIMED:
        return  # the next claim asks everyone who is there by then
    claim = select(Ask.claimed_at, func.min(Ask.due_on).label("due_on"))
    latest = claim.where(Ask.issue_id == issue.id, Ask.time == 1).group_by(Ask.claimed_at)
    stands = session.execute(latest.order_by(Ask.claimed_at.desc()).limit(1)).first()
    if stands is None:
        return  # nobody was asked, so nothing is drawn from answers either
    for time, wait in enumerate((FIRST, SECOND), start=1):
        of_it = exists().where(Ask.issue_id == issue.id, Ask.joined_id == joined_id)
        asked = of_it.where(Ask.claimed_at == stands.claimed_at, Ask.time == time)
        if joined_id and session.scalar(select(asked)):
            continue  # joined before, and answered
        insert_new(
            session,
            Ask,
            issue_id=issue.id,
            person_id=person_id,
            joined_id=joined_id,
            hat=hat,
            time=time,
            due_on=stands.due_on - FIRST + wait,
            claimed_at=stands.claimed_at,
        )


issues.ON_ME_TOO.append(ask_too)
