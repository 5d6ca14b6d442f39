"""Nothing stays hidden because nobody looked: after 72 hours it shows again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now
from forums.moderation import due
from forums.moderation.models import Act, Waiting
from forums.words import ActKind, PostState, Why


@pytest.fixture
def hidden(session, post):
    post.state = PostState.HIDDEN
    row = Waiting(kind="post", key=post.id, area_id=post.area_id, place_id=post.place_id)
    row.why, row.since, row.hides = Why.FLAGGED, now() - timedelta(hours=71), True
    session.add(row)
    session.flush()
    return row


def test_it_comes_back_once(session, hidden, post):
    due.bring_back(session, now())
    assert post.state is PostState.HIDDEN
    later = now() + timedelta(hours=2)
    assert due.bring_back(session, later).endswith(": 1.")
    assert (post.state, hidden.settled_at is None) == (PostState.SHOWN, False)
    assert due.bring_back(session, later).endswith(": 0.")
    (act,) = session.scalars(select(Act))
    assert (act.what, act.by_id, act.by_hat) == (ActKind.CAME_BACK, None, None)


@pytest.mark.parametrize("why", [Why.UNSAFE, Why.WORRY, Why.FIRST_POSTS])
def test_these_wait_for_a_person(why, session, hidden, post):
    hidden.why = why
    due.bring_back(session, now() + timedelta(days=30))
    assert post.state is PostState.HIDDEN


@pytest.mark.parametrize("why", [Why.FLAGGED, Why.COMPUTER, Why.SLOW, Why.PAUSED])
def test_these_come_back(why, session, hidden, post):
    hidden.why = why
    due.bring_back(session, now() + timedelta(days=30))
    assert post.state is PostState.SHOWN


def test_the_job_is_one_of_the_sites(app):
    jobs = [job.name for feature in app.extensions["features"] for job in feature.jobs]
    assert jobs.count("hidden-messages") == 1
