"""Who may do what with meetings. The group of a place is everybody with a hat there."""

from datetime import date, timedelta
from typing import Protocol

from coprod.groups.policy import AT_A_PLACE
from coprod.meetings.models import Meeting, Said, Stage
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule

ADD_WITHIN = timedelta(days=14)


class AtPlace(Protocol):
    """What the rules need to know of a place or of a meeting there."""

    @property
    def area_id(self) -> int: ...
    @property
    def place_id(self) -> int: ...


@rule("The group of a place sees its meetings and its pack. So does the advocate.")
def may_see(viewer: Viewer, at: AtPlace) -> bool:
    here = viewer.wears_at(at.place_id, *AT_A_PLACE)
    return here or viewer.moderates(at.area_id, at.place_id)


@rule("Anybody of the group can set up a meeting, and begin it. So can the advocate.")
def may_set_up(viewer: Viewer, at: AtPlace) -> bool:
    return may_see(viewer, at)


def _manages(viewer: Viewer, at: AtPlace) -> bool:
    return viewer.wears_at(at.place_id, HatKind.MANAGER)


@rule("Anybody of the group can change, put back, end or call off a meeting. The manager cannot.")
def may_change(viewer: Viewer, at: AtPlace) -> bool:
    return may_see(viewer, at) and not _manages(viewer, at)


@rule("Anybody of the group can write down what is said, while the meeting goes on.")
def may_write(viewer: Viewer, meeting: Meeting) -> bool:
    return may_see(viewer, meeting) and meeting.stage is Stage.ON


@rule("The manager of the place writes down only their own words.")
def may_write_for(viewer: Viewer, meeting: Meeting, said_by_id: int | None) -> bool:
    return may_write(viewer, meeting) and (said_by_id == viewer.id or not _manages(viewer, meeting))


@rule("Anybody of the group can say who is in the room, while the meeting goes on.")
def may_say_who_is_here(viewer: Viewer, meeting: Meeting) -> bool:
    return may_write(viewer, meeting)


@rule("You can take your own name off. Others only put a slip right, in the meeting.")
def may_take_off(viewer: Viewer, meeting: Meeting, person_id: int | None, added_by: int) -> bool:
    """A slip is what one added oneself. A name without an account has nobody to take it off.

    That goes from what was said, too: so the manager of the place never takes it off.
    """
    if person_id is not None:
        slip = added_by == viewer.id and may_say_who_is_here(viewer, meeting)
        return person_id == viewer.id or slip
    return may_say_who_is_here(viewer, meeting) and not _manages(viewer, meeting)


@rule("Only the person who said it can say that it is not what they said.")
def may_say_not_so(viewer: Viewer, said: Said) -> bool:
    return bool(viewer) and said.said_by_id == viewer.id


@rule("The person who said it can take it back. Who wrote it can, until the meeting is over.")
def may_take_back(viewer: Viewer, meeting: Meeting, said: Said) -> bool:
    """Where nobody with an account said it, only who wrote it can, also afterwards."""
    if may_say_not_so(viewer, said):
        return True
    unclaimed = said.said_by_id is None or meeting.stage is Stage.ON
    return bool(viewer) and said.written_by_id == viewer.id and unclaimed


@rule("The person who said it can tell everybody. Who wrote it can, if they have no account.")
def may_tell_everybody(viewer: Viewer, said: Said) -> bool:
    if said.is_card or said.taken_back_on or not viewer:
        return False
    if said.said_by_id is not None:
        return said.said_by_id == viewer.id
    return bool(said.first_name) and said.written_by_id == viewer.id


@rule("Those who were there can add something for 14 days.")
def may_add(viewer: Viewer, meeting: Meeting, was_there: bool, on: date) -> bool:
    over = meeting.ended_on is not None and on <= meeting.ended_on + ADD_WITHIN
    return may_see(viewer, meeting) and was_there and over
