"""What *Say something* puts on other pages: a way back to what is one's own."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.issues.page import IssuePage
from coprod.people.viewer import Viewer


def yours(_session: Session, _viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """Only for the one who said it, also when nobody else may know."""
    return {"issue_id": page.id} if page.is_mine else None
