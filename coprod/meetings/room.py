"""What happens in the room: who is there, and what they say. Rule first; never commits.

Nothing here votes, says "me too" or makes a promise for anybody: it keeps words, and whose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict, Invalid
from coprod.issues import say_drafts
from coprod.issues.words import SaidAs
from coprod.meetings import policy, queries
from coprod.meetings.models import InRoom, Meeting, NameOff, Said
from coprod.meetings.services import NOT_NOW
from coprod.meetings.words import Way
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.sign_in import services as sign_in

MOST_A_DAY = 300  # things for one person to write down
MOST_NAMES = 60  # first names without an account, in one room
SOMEBODY_SAID = "Somebody said in our meeting:"
NAME_OFF = "You took your name off this meeting. Tick it under “Who is here” first."
UNSENT = "You are saying something else already. Send it first, or empty it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Who is there besides those on the list: accounts, a first name, and so many more."""

    people: frozenset[int] = frozenset()
    first_name: str = ""
    more: Mapping[HatKind, int] = field(default_factory=dict)  # 0 takes them off again


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody said, and who: an account, a first name, or somebody in the room."""

    way: Way
    words: str = ""
    said_by_id: int | None = None
    first_name: str = ""
    subject: tuple[str, int] = ("", 0)


def say_who_is_here(session: Session, viewer: Viewer, meeting: Meeting, added: Added) -> None:
    """Put people on the list of who is in the room. Again changes nothing.

    Raises NotAllowed, Conflict when the meeting is not going on, and Invalid for somebody whom
    the viewer cannot know of. Who took their own name off puts it on again by ticking themselves.
    """
    _goes_on(viewer, meeting)
    policy.may_say_who_is_here.require(viewer, meeting)
    offered = {row.id for row in queries.to_tick(session, viewer, meeting)}
    there = set(session.scalars(select(InRoom.person_id).where(InRoom.meeting_id == meeting.id)))
    if not added.people <= offered | there:
        raise Invalid({"people": "Choose people of this group."})
    if viewer.id in added.people:
        off = NameOff.meeting_id == meeting.id, NameOff.person_id == viewer.id
        session.execute(delete(NameOff).where(*off))
    elif queries.name_is_off(session, meeting.id, viewer.id):
        raise Invalid({"people": "You took your name off. Tick it first."})
    for person_id in sorted(added.people):
        _add(session, viewer, meeting, person_id=person_id)
    if added.first_name:
        _add_name(session, viewer, meeting, added.first_name)
    for hat, how_many in added.more.items():
        _set_more(session, viewer, meeting, hat, how_many)
    session.flush()


def take_off(session: Session, viewer: Viewer, meeting: Meeting, one: InRoom) -> None:
    """Take somebody off the list: a slip, or a first name, which goes from what was said, too."""
    policy.may_take_off.require(viewer, meeting, one.person_id, one.added_by_id)
    if one.person_id is not None and one.person_id == viewer.id:
        take_my_name_off(session, viewer, meeting)
        return
    if one.first_name:
        theirs = Said.meeting_id == meeting.id, Said.first_name == one.first_name
        session.execute(update(Said).where(*theirs).values(first_name=""))
    session.delete(one)
    session.flush()


def take_my_name_off(session: Session, viewer: Viewer, meeting: Meeting) -> None:
    """Take one's own name off a whole meeting: the list, one's words, and what one wrote down.

    The words stay, of somebody in the room. Only they themselves still find them as their own.
    """
    policy.may_take_off.require(viewer, meeting, viewer.id, viewer.id)
    insert_new(session, NameOff, meeting_id=meeting.id, person_id=viewer.id)
    mine = InRoom.meeting_id == meeting.id, InRoom.person_id == viewer.id
    session.execute(delete(InRoom).where(*mine))


def require_name(session: Session, viewer: Viewer, meeting: Meeting) -> None:
    """Nobody writes without a name: raises Conflict for who took theirs off."""
    if queries.name_is_off(session, meeting.id, viewer.id):
        raise Conflict(NAME_OFF)


def write_down(session: Session, viewer: Viewer, meeting: Meeting, spoken: Spoken) -> Said:
    """Write down what somebody said. Both are kept: who said it, and who wrote it."""
    _goes_on(viewer, meeting)
    policy.may_write_for.require(viewer, meeting, spoken.said_by_id)
    require_name(session, viewer, meeting)
    sign_in.limit(session, "said", str(viewer.id), most=MOST_A_DAY, within=timedelta(days=1))
    return _keep(session, viewer, meeting, spoken)


def add_afterwards(session: Session, viewer: Viewer, meeting: Meeting, words: str) -> Said:
    """Add something in one's own name, when the meeting is over, for 14 days."""
    there = queries.was_there(session, viewer, meeting.id)
    policy.may_add.require(viewer, meeting, there, today())
    sign_in.limit(session, "said", str(viewer.id), most=MOST_A_DAY, within=timedelta(days=1))
    spoken = Spoken(Way.AFTERWARDS, words, said_by_id=viewer.id)
    return _keep(session, viewer, meeting, spoken)


def not_so(session: Session, viewer: Viewer, said: Said, words: str) -> None:
    """Say that this is not what one said, and what it was. What was written stays beside it."""
    policy.may_say_not_so.require(viewer, said)
    said.not_so_on, said.not_so_words = today(), words
    session.flush()


def take_back(session: Session, viewer: Viewer, meeting: Meeting, said: Said) -> None:
    """Take the words away from every page: they are not kept. Again changes nothing."""
    policy.may_take_back.require(viewer, meeting, said)
    said.taken_back_on = said.taken_back_on or today()
    said.words = said.not_so_words = ""
    session.flush()


def tell_everybody(session: Session, viewer: Viewer, meeting: Meeting, said: Said) -> None:
    """Put the words into *Say something*, as said out loud and written down by whoever it was.

    Nothing is sent: the person looks at it there. Raises Conflict where they have begun to say
    something else, which is not lost.
    """
    policy.may_tell_everybody.require(viewer, said)
    draft = say_drafts.kept(session, viewer, meeting.area_id)
    words = said.not_so_words or said.words
    if said.said_by_id is None:  # not the viewer's own: nobody is quoted as if it were
        words = f"{SOMEBODY_SAID} {words}"
    if (draft.words and draft.words != words) or draft.photo_id or draft.sound_id:
        raise Conflict(UNSENT)
    helper_id = said.written_by_id if said.written_by_id != viewer.id else None
    if helper_id and queries.name_is_off(session, meeting.id, helper_id):
        helper_id = None
    told = replace(
        draft,
        words=words,
        place_ids=(meeting.place_id,),
        said_as=SaidAs.SAID_ALOUD,
        helper_id=helper_id,
    )
    say_drafts.keep(session, viewer, told)


def _keep(session: Session, viewer: Viewer, meeting: Meeting, spoken: Spoken) -> Said:
    kind, key = spoken.subject
    said = Said(
        meeting_id=meeting.id,
        way=spoken.way,
        words=spoken.words,
        said_by_id=spoken.said_by_id,
        first_name=spoken.first_name,
        written_by_id=viewer.id,
        written_on=today(),
        subject_kind=kind,
        subject_key=key,
    )
    session.add(said)
    session.flush()
    return said


def _add(session: Session, viewer: Viewer, meeting: Meeting, **who: object) -> None:
    insert_new(session, InRoom, **{"meeting_id": meeting.id, "added_by_id": viewer.id} | _ONE | who)


_ONE = {"how_many": 1, "first_name": ""}


def _add_name(session: Session, viewer: Viewer, meeting: Meeting, first_name: str) -> None:
    names = select(InRoom.first_name).where(
        InRoom.meeting_id == meeting.id, InRoom.first_name != ""
    )
    there = list(session.scalars(names))
    if first_name in there:
        return
    if len(there) >= MOST_NAMES:
        raise Invalid(
            {"first_name": f"{MOST_NAMES} names are enough. Say how many more there are."}
        )
    _add(session, viewer, meeting, first_name=first_name)


def _set_more(
    session: Session, viewer: Viewer, meeting: Meeting, hat: HatKind, how_many: int
) -> None:
    """One row for those of a hat without a name; the last number that was sent is the number."""
    these = InRoom.meeting_id == meeting.id, InRoom.hat == hat
    session.execute(delete(InRoom).where(*these))
    if how_many:
        _add(session, viewer, meeting, hat=hat, how_many=how_many)


def _goes_on(viewer: Viewer, meeting: Meeting) -> None:
    policy.may_see.require(viewer, meeting)
    if not policy.may_write(viewer, meeting):
        raise Conflict(NOT_NOW[meeting.stage])
