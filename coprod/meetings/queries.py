"""Finding meetings and what was said in them. Every statement starts from whose group it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.groups.policy import AT_A_PLACE
from coprod.meetings.models import InRoom, Meeting, NameOff, Said
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person, Place
from coprod.people.queries import may_be_asked
from coprod.people.viewer import Viewer
from coprod.text import dated, day_and_number, whole_number

PER_PAGE = 25
SAID_PER_PAGE = 50
NO_SUCH = "There is no such meeting in your group."
_Writer = aliased(Person)


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A place as the rules of meetings ask about it, and as its pages name it."""

    place_id: int
    area_id: int
    name: str
    picture: str


@dataclass(frozen=True, slots=True)
class Told:
    """What was said, with who said it and who wrote it down, as the group sees it."""

    said: Said
    by: str  # empty: somebody in the room
    written_by: str  # empty: they took their name off


def groups_of(viewer: Viewer) -> ColumnElement[bool]:
    """`policy.may_see`, said to the database, for rows of `Place`."""
    return among(**whose(viewer))


def whose(viewer: Viewer) -> dict[str, list[int]]:
    """The places of the viewer's own groups, and the areas all of whose groups they look after."""
    own = {hat.place_id for hat in viewer.hats if hat.place_id and hat.kind in AT_A_PLACE}
    looks_after = sorted(area_id for area_id in viewer.areas if viewer.moderates(area_id))
    return {"own_groups": sorted(own), "all_groups": looks_after}


def among(own_groups: Any, all_groups: Any) -> ColumnElement[bool]:
    """The places whose groups these are: of `whose`, or binds of the same names."""
    return or_(Place.id.in_(own_groups), Place.area_id.in_(all_groups))


def visible_to(viewer: Viewer) -> Select[Meeting]:
    """Meetings of the viewer's groups."""
    return select(Meeting).join(Place, Place.id == Meeting.place_id).where(groups_of(viewer))


def place(session: Session, viewer: Viewer, place_id: int) -> AtPlace:
    """A place whose group the viewer is of. Raises NotFound."""
    found = select(Place.id, Place.area_id, Place.name, Place.picture)
    row = session.execute(found.where(Place.id == place_id, groups_of(viewer))).first()
    if row is None:
        raise NotFound("There is no such place in your groups.")
    return AtPlace(*row)


def one(session: Session, viewer: Viewer, meeting_id: int) -> Meeting:
    """One meeting. Raises NotFound, never NotAllowed: a refusal would say that it is there."""
    meeting = session.scalar(visible_to(viewer).where(Meeting.id == meeting_id))
    if meeting is None:
        raise NotFound(NO_SUCH)
    return meeting


_NOT_OVER = and_(Meeting.ended_on.is_(None), Meeting.called_off_on.is_(None))


def coming(session: Session, place_id: int, most: int = 5) -> list[Meeting]:
    """The meetings of a place that go on or are still to come, the next one first."""
    found = select(Meeting).where(Meeting.place_id == place_id, _NOT_OVER)
    return list(session.scalars(found.order_by(Meeting.on, Meeting.id).limit(most)))


def last_ended(session: Session, place_id: int, *, before: int = 0) -> date | None:
    """The day of the last meeting of a place that is over, or of the last before a meeting."""
    found = select(func.max(Meeting.began_on)).where(
        Meeting.place_id == place_id, Meeting.ended_on.is_not(None), Meeting.id != before
    )
    return session.scalar(found)


def past(session: Session, place_id: int, after: str | None = None) -> tuple[list[Meeting], str]:
    """One page of a place's meetings that are over or called off, newest first; and the next."""
    on = func.coalesce(Meeting.began_on, Meeting.on)
    found = select(Meeting).where(Meeting.place_id == place_id, ~_NOT_OVER)
    if last := day_and_number(after):
        day, number = last
        found = found.where(or_(on < day, and_(on == day, Meeting.id < number)))
    found = found.order_by(on.desc(), Meeting.id.desc()).limit(PER_PAGE + 1)
    rows = list(session.scalars(found))
    end = rows[PER_PAGE - 1] if len(rows) > PER_PAGE else None
    return rows[:PER_PAGE], dated(end.day, end.id) if end else ""


def is_written_in(session: Session, meeting_id: int) -> bool:
    """Whether somebody is on the list of a meeting, or something that was said is written down."""
    there = exists().where(InRoom.meeting_id == meeting_id)
    said = exists().where(Said.meeting_id == meeting_id, Said.taken_back_on.is_(None))
    return bool(session.scalar(select(or_(there, said))))


def _is_off(of: type[InRoom] | type[Said], person_id: Any) -> ColumnElement[bool]:
    """Whether somebody took their name off the meeting of a row."""
    return exists().where(NameOff.meeting_id == of.meeting_id, NameOff.person_id == person_id)


def name_is_off(session: Session, meeting_id: int, person_id: int | None) -> bool:
    """Whether somebody took their name off a meeting."""
    theirs = NameOff.meeting_id == meeting_id, NameOff.person_id == person_id
    return session.scalar(select(NameOff.id).where(*theirs)) is not None


def in_room(session: Session, meeting_id: int) -> list[Any]:
    """Who was in the room: rows of InRoom, the name, and who wrote it down, by name.

    The last is empty where they wrote down their own, and None where they took their name off.
    Only the group reads it: so names are shown.
    """
    own = InRoom.person_id.is_not_distinct_from(InRoom.added_by_id)
    by = case((own, ""), (_is_off(InRoom, InRoom.added_by_id), None), else_=_Writer.name)
    name = func.coalesce(Person.name, InRoom.first_name).label("name")
    found = (
        select(InRoom, name, by)
        .outerjoin(Person, Person.id == InRoom.person_id)
        .join(_Writer, _Writer.id == InRoom.added_by_id)
        .where(InRoom.meeting_id == meeting_id)
        .order_by(InRoom.how_many, "name", InRoom.id)
    )
    return list(session.execute(found))


def to_tick(session: Session, viewer: Viewer, meeting: Meeting) -> list[Any]:
    """The people of the group who are not ticked yet: rows of id, name, picture.

    Who took their own name off is offered to nobody but themselves.
    """
    here = select(InRoom.person_id).where(
        InRoom.meeting_id == meeting.id, InRoom.person_id.is_not(None)
    )
    off = select(NameOff.person_id).where(
        NameOff.meeting_id == meeting.id, NameOff.person_id != viewer.id
    )
    found = (
        select(Person.id, Person.name, Person.picture)
        .join(Hat, Hat.person_id == Person.id)
        .where(may_be_asked(viewer, meeting.area_id, [meeting.place_id]))
        .where(or_(Hat.place_id == meeting.place_id, Hat.kind == HatKind.ADVOCATE))
        .where(Person.id.not_in(here), Person.id.not_in(off))
        .distinct()
        .order_by(Person.name, Person.id)
    )
    return list(session.execute(found))


def was_there(session: Session, viewer: Viewer, meeting_id: int) -> bool:
    """Whether the viewer is on the list of who was in the room."""
    mine = InRoom.meeting_id == meeting_id, InRoom.person_id == viewer.id
    return session.scalar(select(InRoom.id).where(*mine)) is not None


def told() -> Select[Any]:
    """What was said and not taken back, as rows of `Told`, without a name that was taken off."""
    by = func.coalesce(
        case((_is_off(Said, Said.said_by_id), ""), else_=Person.name), Said.first_name
    )
    written_by = case((_is_off(Said, Said.written_by_id), ""), else_=_Writer.name)
    what: tuple[Any, ...] = (Said, by, written_by)
    return (
        select(*what)
        .outerjoin(Person, Person.id == Said.said_by_id)
        .join(_Writer, _Writer.id == Said.written_by_id)
        .where(Said.taken_back_on.is_(None))
    )


def said_in(
    session: Session, meeting_id: int, after: str | None = None, most: int = SAID_PER_PAGE
) -> tuple[list[Told], str]:
    """One page of what was said in a meeting, in the order it was written; and the next one."""
    found = told().where(Said.meeting_id == meeting_id, Said.id > (whole_number(after) or 0))
    rows = [Told(*row) for row in session.execute(found.order_by(Said.id).limit(most + 1))]
    return rows[:most], str(rows[most - 1].said.id) if len(rows) > most else ""


def latest_said(session: Session, meeting_id: int, most: int) -> list[Told]:
    """The last things that were said, the newest first."""
    found = told().where(Said.meeting_id == meeting_id).order_by(Said.id.desc()).limit(most)
    return [Told(*row) for row in session.execute(found)]


def said_about(
    session: Session, viewer: Viewer, kind: str, key: int, most: int
) -> list[tuple[Told, Meeting]]:
    """What the viewer's groups said about one thing in their meetings, the newest first."""
    if not viewer.hats:
        return []
    found = (
        told()
        .add_columns(Meeting)
        .join(Meeting, Meeting.id == Said.meeting_id)
        .join(Place, Place.id == Meeting.place_id)
        .where(Said.subject_kind == kind, Said.subject_key == key, groups_of(viewer))
        .order_by(Said.id.desc())
        .limit(most)
    )
    return [(Told(*row[:3]), row[3]) for row in session.execute(found)]


def a_said(session: Session, viewer: Viewer, said_id: int) -> tuple[Said, Meeting]:
    """Something that was said, for its group, and always for who said it or wrote it down.

    Raises NotFound.
    """
    theirs = or_(Said.said_by_id == viewer.id, Said.written_by_id == viewer.id)
    found = (
        select(Said, Meeting)
        .join(Meeting, Meeting.id == Said.meeting_id)
        .join(Place, Place.id == Meeting.place_id)
        .where(Said.id == said_id, Said.taken_back_on.is_(None), or_(theirs, groups_of(viewer)))
    )
    row = session.execute(found).first()
    if row is None:
        raise NotFound("That is not here any more.")
    return row[0], row[1]
