"""What is one's own in meetings: where one's name is, and what one said, in whatever group."""

from typing import Any

from sqlalchemy import Select, or_, select, union_all
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.meetings.models import InRoom, Meeting, NameOff, Said
from coprod.meetings.queries import NO_SUCH, PER_PAGE, Told, told
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.text import whole_number


def meetings(session: Session, viewer: Viewer, after: str | None = None) -> tuple[list[Any], str]:
    """The meetings that show the viewer's name: rows of Meeting and the place's name; the next."""
    found = (
        select(Meeting, Place.name)
        .join(Place, Place.id == Meeting.place_id)
        .where(Meeting.id.in_(_with(viewer)), Meeting.id.not_in(_without(viewer)))
    )
    if before := whole_number(after):
        found = found.where(Meeting.id < before)
    rows = list(session.execute(found.order_by(Meeting.id.desc()).limit(PER_PAGE + 1)))
    return rows[:PER_PAGE], str(rows[PER_PAGE - 1][0].id) if len(rows) > PER_PAGE else ""


def meeting(session: Session, viewer: Viewer, meeting_id: int) -> Meeting:
    """A meeting that has something of the viewer's, also when they left. Raises NotFound."""
    theirs = or_(Meeting.id.in_(_with(viewer)), Meeting.id.in_(_without(viewer)))
    found = session.scalar(select(Meeting).where(Meeting.id == meeting_id, theirs))
    if found is None:
        raise NotFound(NO_SUCH)
    return found


def said(
    session: Session, viewer: Viewer, after: str | None = None
) -> tuple[list[tuple[Told, Meeting]], str]:
    """One page of what the viewer said in meetings, wherever, the newest first; and the next."""
    found = (
        told()
        .add_columns(Meeting)
        .join(Meeting, Meeting.id == Said.meeting_id)
        .where(Said.said_by_id == viewer.id)
        .order_by(Said.id.desc())
        .limit(PER_PAGE + 1)
    )
    if before := whole_number(after):
        found = found.where(Said.id < before)
    rows = [(Told(*row[:3]), row[3]) for row in session.execute(found)]
    return rows[:PER_PAGE], str(rows[PER_PAGE - 1][0].said.id) if len(rows) > PER_PAGE else ""


def anything(session: Session, viewer: Viewer) -> bool:
    """Whether something in a meeting is the viewer's: on a list, or what was said."""
    return session.scalar(_with(viewer).limit(1)) is not None


def _with(viewer: Viewer) -> Any:
    """Where the viewer is on the list, said something, or wrote down one or the other."""
    here = or_(InRoom.person_id == viewer.id, InRoom.added_by_id == viewer.id)
    spoke = or_(Said.said_by_id == viewer.id, Said.written_by_id == viewer.id)
    return union_all(
        select(InRoom.meeting_id).where(here),
        select(Said.meeting_id).where(spoke, Said.taken_back_on.is_(None)),
    )


def _without(viewer: Viewer) -> Select[Any]:
    """Where the viewer took their name off."""
    return select(NameOff.meeting_id).where(NameOff.person_id == viewer.id)
