"""What is opened again in no vote waits for an answer once more, of everybody who has to."""

import pytest

from coprod.db import today
from coprod.issues import lanes
from coprod.issues.models import IssuePlace
from coprod.issues.words import AnswerSays, Lane, Status
from coprod.people.models import Area
from coprod.promises import asking
from tests.journeys.pages import part, words
from tests.promises.saying import asks, say


@pytest.fixture
def opened(session, issue, everyone, answer):
    """Answered, said to be done, and not better as whoever raised it says."""

    def again(lane):
        issue.lane = lane
        answer(everyone.manager, issue)
        session.refresh(issue)
        assert issue.answer_by is None
        asking.claim(session, None, issue, "It is done.")
        say(session, asks(session, issue, raised_it=True)[0], "worse")
        session.commit()
        assert issue.status is Status.ACCEPTED
        return issue

    return again


@pytest.mark.parametrize("lane", [Lane.RIGHTS, Lane.FEW, Lane.FIX])
def test_it_has_a_day_and_is_the_turn_of_who_must_answer(
    lane, session, opened, sign_in, everyone, answer
):
    issue = opened(lane)
    nation = session.get(Area, issue.area_id).nation
    assert issue.answer_by == lanes.due(lane, today(), nation)
    told = part(sign_in(everyone.family).get(f"/issues/{issue.id}").text, "lane")
    assert "Who must answer Our manager, Place 1" in told and "By when" in told
    manager = sign_in(everyone.manager)
    assert issue.title in words(manager.get("/your-turn").text)
    answer(everyone.family, issue, AnswerSays.NO)  # heard, and it ends no silence
    session.refresh(issue)
    assert issue.answer_by is not None
    answer(everyone.manager, issue, AnswerSays.PART)
    session.commit()
    assert issue.answer_by is None
    assert "Who must answer" not in sign_in(everyone.family).get(f"/issues/{issue.id}").text


def test_each_of_several_places_answers_anew(session, opened, make, issue, everyone, answer):
    other = make.place(session.get(Area, issue.area_id))
    opened(Lane.RIGHTS)
    session.add(IssuePlace(issue_id=issue.id, place_id=other.id))
    session.flush()
    answer(everyone.manager, issue)
    session.refresh(issue)
    assert issue.answer_by is not None


def test_what_is_chosen_among_waits_for_no_day(session, opened):
    assert opened(Lane.TALK).answer_by is None
