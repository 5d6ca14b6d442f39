"""What consent adds to the page of a go."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.feature import Panel
from coprod.people.viewer import Viewer
from improvement_cycles.consent import card, found, policy
from improvement_cycles.states import FINISHED


def _of_go(session: Session, viewer: Viewer, head: Any) -> dict[str, Any] | None:
    """Before the start, or where somebody has said STOP or still can, the way to what people say.

    After the start, how it was decided too.
    """
    kept = card.of_start(session, head.id) if head.started_on else None
    why = head.what_will_be_different
    shown = card.how_started(kept, why, head.started_on) if kept is not None else None
    asks = _asks(session, viewer, head) if head.state not in FINISHED else None
    return {"card": shown, "asks": asks} if shown or asks else None


def _asks(session: Session, viewer: Viewer, head: Any) -> dict[str, Any] | None:
    if not viewer:
        return None
    try:
        asked = found.asked(session, viewer, head.id, hold=False)
    except NotFound:
        return None
    about = (viewer, asked.project, asked.team, asked.standing.touched)
    touched = policy.is_touched(viewer, asked.project, asked.standing.touched)
    stopped = bool(head.started_on) and asked.standing.stop
    may_stop = bool(head.started_on) and (
        touched or policy.may_say_touched(viewer, asked.project, asked.standing.touched)
    )
    if not asked.standing.asked or (head.started_on and not (stopped or may_stop)):
        return None
    mine = asked.standing.of(viewer.id)
    return {
        "cycle_id": head.id,
        "answered": mine is not None and mine.mark == asked.standing.mark,
        "stopped": stopped,
        "may_stop": may_stop,
        "may_see": policy.may_see(*about),
        "may_answer": policy.may_answer(*about),
        "touched": touched,
    }


PANELS = (Panel("go.consent", "improvement_cycles/consent/_of_go.html", _of_go),)
