"""What others do when somebody said something, or said it anew: a computer rule may hear worry."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from coprod.issues.models import Issue
from coprod.people.viewer import Viewer

ON_WORDS: list[Callable[[Session, Viewer, Issue], None]] = []
"""Called with the issue, flushed and with its new words, before the commit."""


def tell(session: Session, viewer: Viewer, issue: Issue) -> None:
    """Let everybody who listens hear the words of this issue."""
    for hear in ON_WORDS:
        hear(session, viewer, issue)
