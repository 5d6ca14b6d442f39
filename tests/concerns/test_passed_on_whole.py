"""What is passed on to the contacts comes whole: its photo, its voice, and words beside them."""

import re

import pytest
from sqlalchemy import select

from coprod.concerns.models import Concern
from coprod.db import today
from coprod.issues.models import Issue, Photo, Sound
from forums.models import Post, PostSound
from tests.forums.test_writing import photo, voice
from tests.journeys.pages import press, words

HEARD = "Zebra-lantern, he said."


@pytest.fixture
def resident(people, sign_in):
    return sign_in(people.resident)


@pytest.fixture
def issue(make, place, people):
    return make.issue(place, people.resident, title="The loud door")


def read_by_a_contact(session, client):
    """The page of what was passed on, and what its files are."""
    page = client.get(f"/concerns/{session.scalars(select(Concern.id)).one()}").text
    files = re.findall(r'(?:src|href)="(/concerns/\d+/files/[^"]+)"', page)
    return words(page), sorted(client.get(path).mimetype for path in files)


def test_a_message_with_all_that_is_beside_it(people, issue, resident, sign_in, session):
    beside = {"words": "", "photo": photo(), "shows": "The blue door", "voice": voice()}
    press(resident, f"/talk/issue/{issue.id}/say", **beside)
    post = session.scalars(select(Post)).one()
    session.add(PostSound(post_id=post.id, words=HEARD, on=today()))
    press(sign_in(people.advocate), f"/moderation/look/post/{post.id}/pass-on")
    page, files = read_by_a_contact(session, sign_in(people.first))
    assert "They say that the photo shows: The blue door" in page and HEARD in page
    assert files == ["audio/wav", "image/jpeg"]
    session.expire_all()
    for kind in (Post, PostSound, Photo, Sound):
        assert session.scalars(select(kind)).all() == []


def test_something_to_talk_about_that_is_spoken(people, resident, sign_in, session):
    press(resident, "/say", words="", voice=voice())
    press(resident, "/say/check")
    issue = session.scalars(select(Issue)).one()
    press(sign_in(people.advocate), f"/moderation/look/issue/{issue.id}/pass-on")
    _page, files = read_by_a_contact(session, sign_in(people.first))
    assert files == ["audio/wav"]
    assert sign_in(people.family).get(f"/issues/{issue.id}").status_code == 404
