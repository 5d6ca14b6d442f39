"""What is joined can be taken apart again, and its log stays."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from coprod.errors import NotAllowed
from coprod.issues.models import StatusChange
from coprod.issues.words import Status
from coprod.joining.models import JoinState
from tests.joining.steps import log
from tests.journeys.pages import press, words


def test_it_is_undone_by_either_author_or_the_advocate(
    session, everyone, joined, undo, issue, into, anna, ben
):
    with pytest.raises(NotAllowed):
        undo(everyone.family, joined)
    undo(ben, joined)
    undo(ben, joined)
    session.refresh(issue)
    assert (joined.state, issue.status, issue.joined_to_id) == (
        JoinState.UNDONE,
        Status.TRIAGE,
        None,
    )
    assert log(session, joined) == ["asked", "joined", "undone"]
    moves = select(StatusChange.became).where(StatusChange.issue_id == issue.id)
    moved = session.scalars(moves.order_by(StatusChange.id)).all()
    assert moved == [Status.TRIAGE, Status.MERGED, Status.TRIAGE]


def test_undoing_is_a_page_with_a_reason(session, joined, sign_in, anna, everyone, issue):
    here = f"/joins/{joined.id}/undo"
    client = sign_in(anna)
    assert "Take them apart again" in client.get(f"/joins/{joined.id}").text
    assert press(client, here, why="").status_code == 422
    assert press(client, here, why="a" * 1001).status_code == 422
    assert sign_in(everyone.manager).get(here).status_code == 403
    for _ in range(2):
        assert client.post(here, data={"why": "Not the same pot."}).status_code == 303
    page = words(sign_in(everyone.family).get(f"/issues/{issue.id}").text)
    assert "Anna Ash undid it." in page
    assert "Who decided Anna Ash. Why Not the same pot." in page


def test_after_it_was_undone_they_can_be_joined_again(
    session, joined, undo, anna, suggest, say, ben
):
    undo(anna, joined)
    again = suggest(anna)
    say(ben, again)
    assert again.state is JoinState.JOINED


def test_the_log_cannot_be_changed(session, joined):
    session.commit()
    with pytest.raises(DatabaseError):
        session.execute(text("DELETE FROM join_step"))
    session.rollback()
