"""What the pages of *Say something* show besides the words: helpers, lines, the last one."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.issues import held
from coprod.issues.models import Issue, IssueStatement
from coprod.issues.policy import CLOSED_TO_ME_TOO
from coprod.people.models import Hat, Person
from coprod.people.viewer import Viewer
from coprod.vision.models import SHOWN, LineKind, Statement, StatementLine, StatementVersion

_TAKES = (LineKind.TAKES_SERVICES, LineKind.TAKES_US)


def helpers(session: Session, viewer: Viewer) -> list[Any]:
    """The people of the viewer's own places, who may have helped: id, name."""
    here = (
        select(Person.id, Person.name)
        .join(Hat, Hat.person_id == Person.id)
        .where(
            Hat.place_id.in_(sorted(viewer.places)),
            Hat.confirmed_at.is_not(None),
            Person.id != viewer.id,
        )
        .distinct()
        .order_by(Person.name, Person.id)
    )
    return list(session.execute(here))


def line(session: Session, viewer: Viewer, line_id: int) -> Any:
    """A line of what a statement takes: words, statement_id, area_id, place_id. Raises NotFound."""
    takes = (
        select(
            StatementLine.words,
            Statement.id.label("statement_id"),
            Statement.area_id,
            Statement.place_id,
        )
        .join(StatementVersion, StatementVersion.id == StatementLine.version_id)
        .join(Statement, Statement.id == StatementVersion.statement_id)
        .where(
            StatementLine.id == line_id,
            StatementLine.kind.in_(_TAKES),
            StatementVersion.number == Statement.version,
            Statement.status.in_(SHOWN),
            Statement.area_id.in_(sorted(viewer.areas)),
        )
    )
    found = session.execute(takes).first()
    if found is None:
        raise NotFound("That line is not here any more.")
    return found


def said_already(session: Session, statement_id: int, words: str) -> int | None:
    """Something with the very same words about the same statement, unless that is over."""
    same = (
        select(Issue.id)
        .join(IssueStatement, IssueStatement.issue_id == Issue.id)
        .where(
            IssueStatement.statement_id == statement_id,
            Issue.words == words,
            Issue.taken_back_on.is_(None),
            Issue.status.not_in(CLOSED_TO_ME_TOO),
        )
    )
    return session.scalar(same.order_by(Issue.id).limit(1))


def last_of_mine(session: Session, viewer: Viewer) -> int | None:
    """The last thing this person said, with or without a name."""
    named = session.scalar(select(func.max(Issue.id)).where(Issue.author_id == viewer.id))
    return max([named or 0, *held.issues_of(session, viewer.id)]) or None
