"""What people can do with meetings: set up, change, begin, end. Rule first; never commits."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.meetings import policy, queries
from coprod.meetings.models import Meeting, Stage
from coprod.meetings.queries import AtPlace
from coprod.people.viewer import Viewer
from coprod.promises.days import GONE_BY
from coprod.sign_in import services as sign_in

STALE = "Somebody changed this meeting while you wrote."
NOT_YET = "The day of this meeting is still to come. The group can change the day."
WRITTEN = "Something is written down in this meeting. So it has begun."
_MOST_A_DAY = 20  # for one person to set up
NOT_NOW = {
    Stage.ON: "This meeting goes on already.",
    Stage.OVER: "This meeting is over.",
    Stage.CALLED_OFF: "This meeting is called off.",
    Stage.PLANNED: "This meeting has not begun yet.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When a meeting is. `edits` is the meeting's when the person began to write."""

    title: str
    on: date | None
    where_and_when: str = ""
    edits: int = 0


def set_up(session: Session, viewer: Viewer, at: AtPlace, plan: Plan) -> Meeting:
    """Set up a meeting of the group at a place. Raises NotAllowed, and Invalid for a day gone."""
    policy.may_set_up.require(viewer, at)
    sign_in.limit(session, "meeting", str(viewer.id), most=_MOST_A_DAY, within=timedelta(days=1))
    meeting = Meeting(
        area_id=at.area_id,
        place_id=at.place_id,
        title=plan.title,
        where_and_when=plan.where_and_when,
        on=_day(plan.on),
        set_up_by_id=viewer.id,
    )
    session.add(meeting)
    session.flush()
    return meeting


def change(session: Session, viewer: Viewer, meeting: Meeting, plan: Plan) -> None:
    """Another day, or another name, until it begins. Raises Conflict if somebody else was first."""
    policy.may_change.require(viewer, meeting)
    _is(meeting, Stage.PLANNED)
    turn = (
        update(Meeting)
        .where(Meeting.id == meeting.id, Meeting.edits == plan.edits, Meeting.began_on.is_(None))
        .values(
            title=plan.title,
            on=_day(plan.on),
            where_and_when=plan.where_and_when,
            edits=plan.edits + 1,
        )
        .returning(Meeting.id)
    )
    if session.scalar(turn, execution_options={"synchronize_session": False}) is None:
        raise Conflict(STALE)
    session.refresh(meeting)


def begin(session: Session, viewer: Viewer, meeting: Meeting) -> None:
    """Begin, on its day or later. Again changes nothing. The planned day stays as it was."""
    policy.may_set_up.require(viewer, meeting)
    session.refresh(meeting, with_for_update=True)  # somebody may be changing its day
    if meeting.stage is Stage.ON:
        return
    _is(meeting, Stage.PLANNED)
    require_its_day(meeting)
    meeting.began_on = today()
    meeting.edits += 1
    session.flush()


def require_its_day(meeting: Meeting) -> None:
    """Raise Conflict while the day of a meeting is still to come."""
    if meeting.on > today():
        raise Conflict(NOT_YET)


def put_back(session: Session, viewer: Viewer, meeting: Meeting) -> None:
    """It has not begun after all: nothing is written in it. Again changes nothing."""
    policy.may_change.require(viewer, meeting)
    session.refresh(meeting, with_for_update=True)
    if meeting.stage is Stage.PLANNED:
        return
    _is(meeting, Stage.ON)
    if queries.is_written_in(session, meeting.id):
        raise Conflict(WRITTEN)
    meeting.began_on = None
    meeting.edits += 1
    session.flush()


def end(session: Session, viewer: Viewer, meeting: Meeting, next_on: date | None) -> None:
    """End it, and set up the next one where its day is known. Again changes nothing."""
    policy.may_change.require(viewer, meeting)
    if meeting.stage is Stage.OVER:
        return
    _is(meeting, Stage.ON)
    if next_on is not None:
        plan = Plan(title=meeting.title, on=next_on, where_and_when=meeting.where_and_when)
        at = AtPlace(meeting.place_id, meeting.area_id, "", "")
        try:
            set_up(session, viewer, at, plan)
        except Invalid as invalid:
            raise Invalid({"next_on": invalid.errors["on"]}) from invalid
    meeting.ended_on = today()
    session.flush()


def call_off(session: Session, viewer: Viewer, meeting: Meeting) -> None:
    """It does not happen. Again changes nothing."""
    policy.may_change.require(viewer, meeting)
    if meeting.stage is Stage.CALLED_OFF:
        return
    _is(meeting, Stage.PLANNED)
    meeting.called_off_on = today()
    session.flush()


def _is(meeting: Meeting, stage: Stage) -> None:
    if meeting.stage is not stage:
        raise Conflict(NOT_NOW[meeting.stage])


def _day(on: date | None) -> date:
    if on is None or on < today():
        raise Invalid({"on": GONE_BY})
    return on
