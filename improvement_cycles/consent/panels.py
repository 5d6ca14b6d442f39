"""What consent adds to the page of a go."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.feature import Panel
from coprod.people.viewer import Viewer
from improvement_cycles.consent import card, found, policy
from improvement_cycles.consent.found import Asked
from improvement_cycles.states import FINISHED
from improvement_cycles.words import GoState


def _of_go(session: Session, viewer: Viewer, head: Any) -> dict[str, Any] | None:
    """Before the start, or where somebody has said STOP or still can, the way to what people say.

    After the start, how it was decided too. Whoever is not asked learns whom to tell that it
    touches them.
    """
    kept = card.of_start(session, head.id, head.started_on) if head.started_on else None
    why = head.what_will_be_different
    shown = card.how_started(kept, why, head.started_on) if kept is not None else None
    going = head.state not in FINISHED
    asked = _asked(session, viewer, head.id) if going else None
    asks = _asks(viewer, head, asked) if asked else None
    touched = asked.standing.touched if asked else ()
    open_to_say = going and head.state is not GoState.DRAFT
    tell = open_to_say and policy.needs_the_advocate(viewer, head, touched)
    found_any = shown or asks or tell
    return {"card": shown, "asks": asks, "tell": tell, "head": head} if found_any else None


def _asked(session: Session, viewer: Viewer, cycle_id: int) -> Asked | None:
    try:
        return found.asked(session, viewer, cycle_id, hold=False) if viewer else None
    except NotFound:
        return None


def _asks(viewer: Viewer, head: Any, asked: Asked) -> dict[str, Any] | None:
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
        "my_stop": mine is not None and mine.stops,
        "may_see": policy.may_see(*about),
        "may_answer": policy.may_answer(*about),
        "touched": touched,
    }


PANELS = (Panel("go.consent", "improvement_cycles/consent/_of_go.html", _of_go),)
