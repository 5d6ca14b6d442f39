"""What a page offers with a message is what can be done with it."""

import pytest
from sqlalchemy import select

from coprod.db import today
from forums.boards import services
from forums.boards.board import Begun, Board
from forums.models import SayAgain, Thread
from forums.words import BoardKind, PostState
from tests.journeys.pages import press, words


@pytest.fixture
def begun(session, as_viewer, place, people):
    """Leon begins a talk on the board for everyone."""
    board = Board(place.area_id, BoardKind.EVERYONE)
    talk = Begun("The door", "It impairs nocturnal wellbeing.")
    return services.begin(session, as_viewer(people.leon), board, talk)


@pytest.mark.parametrize("state", [PostState.HIDDEN, PostState.TAKEN_DOWN])
def test_what_somebody_looks_at_is_not_offered_to_be_changed(state, say, people, sign_in, session):
    post = say(people.kath)
    kath, change = sign_in(people.kath), f"/talk/posts/{post.id}/change"
    assert change in kath.get(f"/talk/posts/{post.id}/more").text
    post.state = state
    session.flush()
    assert change not in kath.get(f"/talk/posts/{post.id}/more").text
    assert kath.get(change).status_code == 409


def test_nothing_leads_to_an_answer_in_a_closed_talk(begun, people, sign_in, session, yesterday):
    session.add(SayAgain(post_id=begun.id, sentence=1, mark="x", on=yesterday))
    session.flush()
    here, answer = f"/talks/{begun.subject_key}", f"/talk/posts/{begun.id}/answer"
    leon, kath = sign_in(people.leon), sign_in(people.kath)
    easier = f"/talk/posts/{begun.id}/easier"
    assert answer in kath.get(here).text and answer in leon.get(easier).text
    assert easier in leon.get(here).text and easier in leon.get("/my-things").text
    session.scalars(select(Thread)).one().locked_on = today()
    session.flush()
    assert answer not in kath.get(here).text and answer not in leon.get(easier).text
    assert "Something is wrong" in kath.get(here).text
    assert easier not in leon.get(here).text and easier not in leon.get("/my-things").text


def test_nothing_leads_to_an_answer_where_somebody_only_reads(begun, people, sign_in, session):
    here, answer = f"/talks/{begun.subject_key}", f"/talk/posts/{begun.id}/answer"
    session.scalars(select(Thread)).one().board = BoardKind.FAMILIES
    session.flush()
    assert answer not in sign_in(people.kath).get(here).text
    assert answer in sign_in(people.bev).get(here).text


def test_what_i_said_out_of_my_reach_can_still_be_taken_back(
    say, people, talk, issue, sign_in, session
):
    post = say(people.kath, "The door is loud.")
    issue.taken_back_on = today()
    session.flush()
    kath, more = sign_in(people.kath), f"/talk/posts/{post.id}/more"
    page = kath.get(f"/talk/posts/{post.id}", follow_redirects=True)
    assert page.request.path == more and "You cannot read this talk any more." in words(page.text)
    assert talk not in page.text and f"/talk/posts/{post.id}/change" not in page.text
    back = press(kath, more, f"/talk/posts/{post.id}/take-back")
    taken = kath.get(back.location).text
    assert "Go to the talk" not in taken and "What I said in talks" in taken
    for path in (more, f"/talk/posts/{post.id}"):
        assert sign_in(people.leon).get(path).status_code == 404
        assert kath.get(path).status_code == 404
