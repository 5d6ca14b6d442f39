"""What consent adds to the page of a go."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.feature import Panel
from coprod.people.viewer import Viewer
from improvement_cycles.consent import card, found, policy
from improvement_cycles.states import NOT_STARTED


def _of_go(session: Session, viewer: Viewer, head: Any) -> dict[str, Any] | None:
    """Before the start, the way to the question; after it, how it was decided."""
    if head.started_on:
        kept = card.of_start(session, head.id)
        if kept is None:
            return None
        why = head.what_will_be_different
        return {"card": card.how_started(kept, why, head.started_on), "asked": None}
    if not viewer or head.state not in NOT_STARTED:
        return None
    try:
        asked = found.asked(session, viewer, head.id, hold=False)
    except NotFound:
        return None
    about = (viewer, asked.project, asked.team, asked.standing.touched)
    return {
        "card": None,
        "asked": asked,
        "may_see": policy.may_see(*about),
        "may_answer": policy.may_answer(*about),
        "touched": policy.is_touched(viewer, asked.project, about[3]),
    }


PANELS = (Panel("go.consent", "improvement_cycles/consent/_of_go.html", _of_go),)
