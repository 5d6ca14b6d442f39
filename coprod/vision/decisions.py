"""What was decided about the words of our good life, written down for good as it was that day."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.people.hats import GROUPS
from coprod.people.viewer import Viewer
from coprod.vision.models import (
    Came,
    Decision,
    PrincipleWords,
    SignUp,
    Statement,
    StatementDecision,
    StatementVersion,
)


def note(
    session: Session, viewer: Viewer, statement: Statement, decision: Decision, why: str = ""
) -> None:
    """Write down what was decided about the words that people see."""
    session.add(
        StatementDecision(
            statement_id=statement.id,
            number=statement.version,
            decision=decision,
            by_id=viewer.id,
            why=why,
            on=today(),
        )
    )


def note_agreed(
    session: Session, by_id: int | None, statement: Statement, version: StatementVersion
) -> None:
    """Write down that a version was agreed on its day, with how many of each group said what.

    Sign-ups can change later; what they were when it was agreed does not.
    """
    session.add(
        StatementDecision(
            statement_id=statement.id,
            number=version.number,
            decision=Decision.AGREED,
            by_id=by_id,
            said=_said(session, version.id),
            on=version.agreed_on,
        )
    )


def note_words(
    session: Session,
    by_id: int | None,
    principle_id: int,
    came: Came,
    words: Mapping[str, str],
    why: str = "",
) -> None:
    """Write down `name`, `core` and `symbol` of a principle as they are from today on."""
    day = None if came is Came.FOUND else today()
    session.add(
        PrincipleWords(principle_id=principle_id, came=came, by_id=by_id, why=why, on=day, **words)
    )


def note_what_stood(session: Session, principle_id: int, words: Mapping[str, str]) -> None:
    """Before the first change: write down the words of whatever is older than this list."""
    kept = select(PrincipleWords.id).where(PrincipleWords.principle_id == principle_id).limit(1)
    if session.scalar(kept) is None:
        note_words(session, None, principle_id, Came.FOUND, words)


def _said(session: Session, version_id: int) -> dict[str, dict[str, int]]:
    """How many said what to a version, each group by itself."""
    counted = select(SignUp.hat, SignUp.says, func.count()).where(SignUp.version_id == version_id)
    said: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for hat, says, n in session.execute(counted.group_by(SignUp.hat, SignUp.says)):
        if hat in GROUPS:
            said[GROUPS[hat]][says] += n
    return said
