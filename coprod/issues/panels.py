"""What this noun puts on a statement's page: what people say now, and what is still not right."""

from typing import Any

from sqlalchemy import and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from coprod.issues.labels import STATUS, TAG
from coprod.issues.models import Issue, IssueStatement
from coprod.issues.queries import seen_by
from coprod.issues.words import IssueKind, Status
from coprod.people.models import Person
from coprod.people.muting import asks_for, unless_muted
from coprod.people.viewer import Viewer

SHOWN = 4
_LIKE = or_(IssueStatement.looks_like, Issue.kind == IssueKind.THANKS)
_OVER = (Status.MERGED, Status.RESOLVED)


def quotes(session: Session, viewer: Viewer, statement_id: int) -> dict[str, Any] | None:
    """What people say about a statement now, in their words, open to everyone.

    If anybody said what does not look like it, at least one of those is there: kind words never
    crowd them out. It is a choice of a few: whoever the viewer muted is not among them.
    """
    rank = func.row_number().over(partition_by=_LIKE, order_by=Issue.id.desc()).label("rank")
    said = (
        select(
            Issue.id,
            Issue.title,
            Issue.words,
            Issue.raised_on,
            case((_LIKE, 1), else_=0).label("like"),
            case((Issue.name_held.is_(False), Person.name)).label("who"),
            rank,
        )
        .join(IssueStatement, IssueStatement.issue_id == Issue.id)
        .outerjoin(Person, Person.id == Issue.author_id)
        .where(
            IssueStatement.statement_id == statement_id,
            Issue.published,
            Issue.taken_back_on.is_(None),
            Issue.kind != IssueKind.IDEA,
            Issue.status.not_in(_OVER),
            or_(Issue.author_id.is_(None), Issue.author_id.not_in(viewer.muted)),
        )
        .subquery()
    )
    few = select(said).where(said.c.rank <= SHOWN // 2).order_by(said.c.like.desc(), said.c.rank)
    rows = session.execute(few).all()
    return {"quotes": rows} if rows else None


def not_right(session: Session, viewer: Viewer, statement_id: int) -> dict[str, Any] | None:
    """What was said about a statement and is not answered or better yet, the longest first."""
    found = (
        select(
            Issue.id,
            unless_muted(Issue.author_id, Issue.title).label("title"),
            Issue.status,
            Issue.raised_on,
        )
        .join(IssueStatement, IssueStatement.issue_id == Issue.id)
        .where(
            and_(
                IssueStatement.statement_id == bindparam("statement_id"),
                Issue.status.in_((Status.TRIAGE, Status.DISCUSSION, Status.ACCEPTED)),
                Issue.kind != IssueKind.THANKS,
                seen_by(viewer),
            )
        )
        .order_by(Issue.id)
        .limit(SHOWN)
    )
    rows = session.execute(found, {"statement_id": statement_id} | asks_for(viewer)).all()
    return {"issues": rows, "status": STATUS, "tag": TAG} if rows else None
