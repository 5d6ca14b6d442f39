"""The monthly log: what was done, for everybody, and nothing of what was said or by whom."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now
from forums.moderation import acts, appeals, log
from forums.moderation.models import Waiting
from forums.words import TalkRule, Why


@pytest.fixture
def visitor(visitor, area):
    visitor.choose_area(area.slug)
    return visitor


def test_it_says_what_and_which_rule_and_how_long(session, people, as_viewer, look, post, visitor):
    row = Waiting(kind="post", key=post.id, area_id=post.area_id, place_id=post.place_id)
    row.why, row.since = Why.FLAGGED, now() - timedelta(hours=5)
    session.add(row)
    session.flush()
    acts.take_down(session, as_viewer(people.peer), look(post), TalkRule.NO_NAMES, "A note.")
    page = visitor.get("/moderation/log").text
    for words in ("Taken down. A peer moderator. It waited for 5 hours.", "No names of workers"):
        assert words in page
    for words in ("Our Peer", "The Author", "so slow here", "A note.", "Place"):
        assert words not in page.split("<main")[1].split("</main")[0]


def test_nothing_of_what_was_passed_on_or_sounded_like_worry(
    session, people, as_viewer, look, post, say, visitor, area, app
):
    hannah = as_viewer(people.advocate)
    with app.test_request_context():
        acts.pass_on(session, hannah, look(post))
    other = say(people.author)
    row = Waiting(kind="post", key=other.id, area_id=area.id, why=Why.WORRY, since=now())
    session.add(row)
    session.flush()
    acts.let_be(session, hannah, look(other))
    assert session.scalars(select(Waiting.settled_at)).all()
    assert "Nothing was done in this month." in visitor.get("/moderation/log").text


def test_what_was_asked_again(session, people, as_viewer, look, post, visitor):
    act = acts.take_down(session, as_viewer(people.advocate), look(post), TalkRule.KIND)
    appeal = appeals.ask_again(session, as_viewer(people.author), act, "Secret words.")
    peer = as_viewer(people.peer)
    appeals.decide(session, peer, appeals.one(session, peer, appeal.id), True, "A note.")
    page = visitor.get("/moderation/log").text
    assert "Asked again. Somebody different looked. It stays" in page
    assert "Secret words." not in page and "A note." not in page


@pytest.mark.parametrize(
    "month", ["2026-11", "0001-01", "9999-12", "2026-13", "x", "", "2026-11-01", "%00", "9" * 21]
)
def test_any_month(month, visitor):
    assert visitor.get(f"/moderation/log?month={month}&after=999999").status_code == 200


def test_month_by_month(session, people, as_viewer, look, post, area, make):
    acts.take_down(session, as_viewer(people.advocate), look(post), TalkRule.KIND)
    this = log.month_of(None)
    assert len(log.month(session, area.id, this)) == 1
    assert not log.month(session, area.id, log.month_before(this))
    assert not log.month(session, area.id, log.next_month(this))
    assert not log.month(session, make.area().id, this)
