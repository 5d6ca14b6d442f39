"""What there is to read of a meeting: who was there, what was said and promised, what is next."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.issues.models import Issue
from coprod.issues.queries import seen_by
from coprod.meetings import policy, queries
from coprod.meetings.models import Meeting, Stage
from coprod.meetings.queries import Told
from coprod.people.viewer import Viewer
from coprod.promises import queries as promises
from coprod.subjects import Subject, Subjects

OTHERS = 12  # subjects that are no issues, looked up one by one
Known = dict[tuple[str, int], Subject]


def minutes(
    session: Session, viewer: Viewer, meeting: Meeting, after: str | None
) -> dict[str, Any]:
    """What the page of a meeting shows. A meeting that has not begun has no minutes."""
    begun = meeting.stage in {Stage.ON, Stage.OVER}
    told, later = queries.said_in(session, meeting.id, after) if begun else ([], "")
    over = meeting.stage is Stage.OVER
    in_room = queries.in_room(session, meeting.id) if begun else []
    return {
        "in_room": in_room,
        "names_me": _names(viewer, in_room, told),
        "blank": begun and not (in_room or told or after),
        "told": told,
        "after": later,
        "may_take_back": {
            one.said.id for one in told if policy.may_take_back(viewer, meeting, one.said)
        },
        "may_tell": {one.said.id for one in told if policy.may_tell_everybody(viewer, one.said)},
        "promised": promises.made_at(session, viewer, meeting.place_id, meeting.day)
        if over
        else [],
        "coming": queries.coming(session, meeting.place_id, 1) if over else [],
    }


def _names(viewer: Viewer, in_room: Iterable[Any], told: Iterable[Told]) -> bool:
    """Whether the viewer's name is on this page."""
    here = any(viewer.id in (one.person_id, by and one.added_by_id) for one, _name, by in in_room)
    return here or any(
        viewer.id in (one.by and one.said.said_by_id, one.written_by and one.said.written_by_id)
        for one in told
    )


def subjects_of(session: Session, viewer: Viewer, told: Iterable[Told], every: Subjects) -> Known:
    """What things were said about, as far as the viewer may know: issues in one statement."""
    wanted = {(one.said.subject_kind, one.said.subject_key) for one in told}
    wanted.discard(("", 0))
    ids = sorted(key for kind, key in wanted if kind == "issue")
    found: Known = {}
    if ids:
        issues = select(Issue.id, Issue.title, Issue.area_id).where(Issue.id.in_(ids))
        for row in session.execute(issues.where(seen_by(viewer))):
            found["issue", row.id] = Subject("issue", row.id, row.title, row.area_id)
    for kind, key in sorted(one for one in wanted if one[0] != "issue")[:OTHERS]:
        try:
            found[kind, key] = every.find(session, viewer, kind, key)
        except NotFound:
            continue  # it is gone, or nobody's to know: the words stand by themselves
    return found
