"""The pieces of other pages that show what is counted: pictures, sentences, dots that are due."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from coprod.feature import Panel
from coprod.first_page import FirstPage
from coprod.people.viewer import Viewer
from improvement_cycles import labels, measure_due, measure_labels, measure_queries
from improvement_cycles.measure_dot_forms import NobodyForm
from improvement_cycles.measure_due import asked_day
from improvement_cycles.measure_pictures import picture_of, sentence_of
from improvement_cycles.measure_queries import Seen


def _of_try(session: Session, viewer: Viewer, project_id: int) -> dict[str, Any] | None:
    seen = measure_queries.of_try(session, viewer, project_id)
    shown = [one for one in seen if one.head.measure_id and not one.head.stopped_on]
    stopped = [one.head for one in seen if one.head.stopped_on]
    may_add = any(one.may_count for one in seen)
    if not (shown or stopped or may_add):
        return None
    return _pictures(shown, project_id if may_add else 0, stopped)


def _of_go(session: Session, viewer: Viewer, cycle_id: int) -> dict[str, Any] | None:
    seen = measure_queries.of_go(session, viewer, cycle_id)
    return _pictures(seen, 0) if any(one.counted for one in seen) else None


def _pictures(shown: list[Seen], project_id: int, stopped: Sequence[Any] = ()) -> dict[str, Any]:
    """Every measure as a picture. `project_id` is 0 where nothing can be added."""
    return {
        "shown": [(one, picture_of(one)) for one in shown],
        "project_id": project_id,
        "stopped": stopped,
        "labels": measure_labels,
    }


def _of_statement(session: Session, viewer: Viewer, statement_id: int) -> dict[str, Any] | None:
    seen = measure_queries.of_statement(session, viewer, statement_id)
    said = [(one.head, sentence_of(one)) for one in seen if one.counted]
    return {"said": said} if said else None


def _on_front(session: Session, viewer: Viewer, area: Any) -> dict[str, Any] | None:
    if area is None:
        return None
    seen = measure_queries.on_front(session, viewer, area.id)
    said = [(one.head, sentence_of(one) if one.head.measure_id else "") for one in seen]
    return {"said": said, "labels": labels} if said else None


def _of_meeting(session: Session, viewer: Viewer, spot: Any) -> dict[str, Any] | None:
    """One place's own tries for its meeting: on paper one picture, and another as a sentence.

    On the big screen they come one by one: `spot.at` says which. Without marks: their notes would
    need another sheet, and are on the site.
    """
    shown = [
        (one, picture_of(replace(one, notes=[]), f"meeting-{one.head.measure_id}"))
        for one in measure_queries.at_place(session, viewer, spot.place_id)
        if one.counted
    ]
    if spot.at is not None:
        shown = shown[spot.at : spot.at + 1]
    shown.sort(key=lambda pair: pair[1].drawing is None)
    return {"drawn": shown[:1], "others": shown[1:2], "spot": spot} if shown else None


def _due(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    due = first.take(first.rows["dot"][::-1])  # what is counted since lately comes first
    asked = [(row, NobodyForm(formdata=None, data={"on": asked_day(row)})) for row in due]
    return {"due": asked, "labels": measure_labels} if due else None


PANELS = (
    Panel("try.pictures", "improvement_cycles/measures/_pictures.html", _of_try),
    Panel("go.pictures", "improvement_cycles/measures/_pictures.html", _of_go),
    Panel("statement.pictures", "improvement_cycles/measures/_sentences.html", _of_statement),
    Panel("front.tries", "improvement_cycles/measures/_front.html", _on_front),
    Panel("meeting.pictures", "improvement_cycles/measures/_meeting.html", _of_meeting),
    Panel("front.quick", "improvement_cycles/measures/_due.html", _due, measure_due.ASKS),
)
