"""What is opened again in no vote waits for an answer once more."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from coprod.issues import lanes
from coprod.issues.models import Issue
from coprod.promises.models import Answer


def ask_for_answers(session: Session, issue: Issue, on: date) -> None:
    """Set a new day for an answer. What was answered stays readable: it was to what was then."""
    if issue.lane in lanes.WITHIN:
        issue.answer_by = lanes.answer_due(session, issue, issue.lane, on)
        session.execute(update(Answer).where(Answer.issue_id == issue.id).values(is_past=True))
