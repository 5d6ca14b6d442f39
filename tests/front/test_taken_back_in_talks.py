"""What somebody took back in a talk: the page that offers to put it back, and where that leads."""

import pytest

from coprod.db import today
from coprod.subjects import Subject
from forums import services as talk


@pytest.fixture
def post(session, issue, people, as_viewer):
    """What Bev said about the loud door, and took back."""
    about = Subject("issue", issue.id, issue.title, issue.area_id, issue.place_id)
    said = talk.say(session, as_viewer(people.family), about, "They did it to me as well.")
    talk.take_back(session, as_viewer(people.family), said)
    session.flush()
    return said


@pytest.fixture
def bev(sign_in, people):
    return sign_in(people.family)


def test_what_everybody_can_see_is_not_called_taken_back(bev, post, issue):
    page = f"/talk/posts/{post.id}/taken-back"
    assert "Nobody can see it now." in bev.get(page).text
    back = bev.post(f"/talk/posts/{post.id}/put-back")
    assert back.location == f"/issues/{issue.id}#post-{post.id}"
    again = bev.get(page)
    assert (again.status_code, again.location) == (303, back.location)


def test_putting_back_leads_to_my_own_words_when_the_talk_is_closed_to_me(
    bev, session, post, issue
):
    issue.taken_back_on = today()
    back = bev.post(f"/talk/posts/{post.id}/put-back")
    assert (back.status_code, back.location) == (303, "/talk/mine")
    session.refresh(post)
    assert post.taken_back_on is None
    assert bev.get(f"/talk/posts/{post.id}/taken-back").location == "/talk/mine"
