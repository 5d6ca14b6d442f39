"""What was taken back waits again for a person, for the reason it waited before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now
from forums.moderation import acts, due, flags
from forums.moderation.models import Act, Flag, Waiting
from forums.words import FlagReason, PostState, TalkRule, Why
from tests.journeys.pages import press, words

WORRY = "He hits me every night. I am scared."


@pytest.fixture
def undone(session, people, sign_in):
    """The second moderator takes the last act back, by its button."""

    def press_it(row, kind="post"):
        act = session.scalars(select(Act).order_by(Act.id.desc()).limit(1)).one()
        here = f"/moderation/look/{kind}/{row.id}"
        sent = press(sign_in(people.other), here, f"/moderation/acts/{act.id}/undo")
        assert sent.status_code == 303
        session.expire_all()

    return press_it


def _waits(session):
    found = session.scalars(select(Waiting).where(Waiting.settled_at.is_(None)))
    return [(row.key, row.why, row.hides) for row in found]


def test_a_worry_is_in_the_queue_again(session, people, say, sign_in, as_viewer, look, undone):
    post = say(people.author, WORRY)
    acts.let_be(session, as_viewer(people.advocate), look(post))
    undone(post)
    assert (post.state, _waits(session)) == (PostState.WAITING, [(post.id, Why.WORRY, True)])
    assert WORRY in words(sign_in(people.peer).get("/moderation").text)
    assert "A person reads it first." in words(sign_in(people.author).get("/my-things").text)


def test_what_may_be_unsafe_is_not_shown_by_the_clock(
    session, people, post, find, as_viewer, look, undone
):
    flags.flag(session, as_viewer(people.family), find(people.family, post), FlagReason.UNSAFE)
    acts.take_down(session, as_viewer(people.advocate), look(post), TalkRule.KIND)
    undone(post)
    assert (post.state, _waits(session)) == (PostState.HIDDEN, [(post.id, Why.UNSAFE, True)])
    assert session.scalars(select(Flag.upheld)).all() == [None]
    due.bring_back(session, now() + timedelta(hours=73))
    assert post.state is PostState.HIDDEN


def test_a_hidden_issue_too(session, people, issue, find, as_viewer, look, undone, sign_in):
    its = find(people.family, issue, "issue")
    flags.flag(session, as_viewer(people.family), its, FlagReason.UNSAFE)
    acts.let_be(session, as_viewer(people.advocate), look(issue, "issue"))
    undone(issue, "issue")
    assert _waits(session) == [(issue.id, Why.UNSAFE, True)]
    assert sign_in(people.family).get(f"/issues/{issue.id}").status_code == 404


def test_what_did_not_wait_does_not_wait_after(session, people, post, as_viewer, look, undone):
    acts.take_down(session, as_viewer(people.advocate), look(post), TalkRule.KIND)
    undone(post)
    assert (post.state, _waits(session)) == (PostState.SHOWN, [])
