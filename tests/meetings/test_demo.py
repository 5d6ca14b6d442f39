"""The made-up area: two meetings at Mill Lane that are over, and one to come."""

from sqlalchemy import select

from coprod.issues.models import Issue
from coprod.meetings.models import InRoom, Meeting, Said, Stage


def test_the_demo_area(demo, session):
    mill_lane = demo.places["mill-lane"].id
    meetings = session.scalars(select(Meeting).order_by(Meeting.on)).all()
    assert [one.stage for one in meetings] == [Stage.OVER, Stage.OVER, Stage.PLANNED]
    assert {one.place_id for one in meetings} == {mill_lane}
    there = {
        (row.meeting_id, row.person_id) for row in session.scalars(select(InRoom)) if row.person_id
    }
    for said in session.scalars(select(Said)):
        assert said.words or said.is_card
        assert (said.meeting_id, said.written_by_id) in there
        if said.said_by_id:
            assert (said.meeting_id, said.said_by_id) in there
        if said.subject_key:
            issue = session.get_one(Issue, said.subject_key)
            meeting = session.get_one(Meeting, said.meeting_id)
            assert issue.raised_on <= meeting.on  # nobody talked about what was not said yet
