"""What is passed on to the contacts comes whole: its photo, its voice, and words beside them."""

import re

import pytest
from sqlalchemy import select

from coprod.concerns.models import Concern
from coprod.db import now, today
from coprod.issues.models import Issue, IssuePlace, Photo, Sound
from coprod.people.hats import HatKind
from forums.models import Post, PostSound
from forums.moderation.models import Act, Appeal
from forums.words import PostState
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


def test_what_it_said_before_what_it_answers_and_what_was_said_of_it(
    people, issue, resident, sign_in, session
):
    staff, family, hannah = (sign_in(one) for one in (people.staff, people.family, people.advocate))
    press(staff, f"/talk/issue/{issue.id}", words="The door was shut all night.")
    first = session.scalars(select(Post)).one()
    at = f"/talk/posts/{first.id}/answer"
    press(resident, at, words="He hit me then.")
    post = session.scalars(select(Post).order_by(Post.id.desc()).limit(1)).one()
    press(resident, f"/talk/posts/{post.id}/change", words="Never mind, all is fine.")
    post.state = PostState.SHOWN
    press(family, f"/moderation/flag/post/{post.id}", reason="unsafe", words="I saw a bruise.")
    look = f"/moderation/look/post/{post.id}"
    assert "Before it was changed it said: He hit me then." in words(hannah.get(look).text)
    press(hannah, f"{look}/pass-on")
    page, _files = read_by_a_contact(session, sign_in(people.first))
    for said in (
        "Never mind, all is fine.",
        "Before it was changed it said: He hit me then.",
        "It is an answer to this: The door was shut all night",
        "It is about: The loud door",
        "Somebody who read it said: I saw a bruise.",
    ):
        assert said in page


@pytest.mark.parametrize("at_a_place", [True, False])
def test_no_contact_who_works_where_it_is_about_reads_it(
    at_a_place, make, place, other, area, people, issue, sign_in, session
):
    """Nor where its author lives, if it is about no place."""
    works_at = other if at_a_place else place
    make.hat(people.first, works_at, HatKind.STAFF)
    if at_a_place:
        session.add(IssuePlace(issue_id=issue.id, place_id=other.id))
        look = f"/moderation/look/issue/{issue.id}"
    else:
        sent = press(sign_in(people.resident), "/boards/everyone/new/talk", words="He hits me.")
        assert sent.status_code == 303
        post = session.scalars(select(Post)).one()
        look = f"/moderation/look/post/{post.id}"
    press(sign_in(people.advocate), f"{look}/pass-on")
    here = f"/concerns/{session.scalars(select(Concern.id)).one()}"
    assert sign_in(people.first).get(here).status_code == 404
    page = words(sign_in(people.second).get(here).text)
    assert ("They did not say where." in page) != at_a_place


def test_where_no_contact_may_read_it_it_stays(make, place, people, issue, sign_in, session):
    for one in (people.first, people.second):
        make.hat(one, place, HatKind.STAFF)
    press(sign_in(people.resident), f"/talk/issue/{issue.id}", words="He hits me.")
    post = session.scalars(select(Post)).one()
    refused = press(sign_in(people.advocate), f"/moderation/look/post/{post.id}/pass-on")
    assert refused.status_code == 409
    assert "No named contact can read this, so it stays here." in words(refused.text)
    session.expire_all()
    assert session.scalars(select(Post.words)).all() == ["He hits me."]
    assert session.scalars(select(Concern)).all() == []


def test_what_was_asked_again_about_it_is_decided_by_nobody_here(
    people, issue, sign_in, session, make, area
):
    peer = make.person(area, HatKind.ADVOCATE, name="Another advocate")
    hannah, other, look = (
        sign_in(people.advocate),
        sign_in(peer),
        f"/moderation/look/issue/{issue.id}",
    )
    press(hannah, f"{look}/take-down", rule="kind")
    down = session.scalars(select(Act.id)).one()
    press(sign_in(people.resident), f"/moderation/mine/{down}/ask-again", words="Please look.")
    decide = f"/moderation/asked-again/{session.scalars(select(Appeal.id)).one()}"
    waits = "Somebody waits for you in the talk"
    assert other.get(decide).status_code == 200 and waits in other.get("/").text
    press(other, f"{look}/pass-on")
    assert other.get(decide).status_code == 404 and waits not in other.get("/").text
    assert decide not in other.get("/moderation").text


def test_what_was_passed_on_is_closed_to_those_who_passed_it_on(
    people, issue, sign_in, session, as_viewer
):
    session.add(Photo(issue_id=issue.id, name="1.jpg", width=6, height=4, size=1, at=now()))
    session.flush()
    photo_id = session.scalars(select(Photo.id)).one()
    hannah = sign_in(people.advocate)
    look = f"/moderation/look/issue/{issue.id}"
    press(hannah, f"{look}/send-back", note="Please say it otherwise.")
    sent_back = session.scalars(select(Act.id)).one()
    press(hannah, f"{look}/pass-on")
    assert hannah.get(look).status_code == 404
    assert hannah.get(f"/moderation/look/photo/{photo_id}").status_code == 404
    for act in ("let-be", "pass-on"):
        assert hannah.post(f"{look}/{act}", data={"once": "a" * 40}).status_code == 404
    again = hannah.post(f"/moderation/acts/{sent_back}/undo", data={"once": "a" * 40})
    assert again.status_code == 404
    resident = sign_in(people.resident)
    assert "/say-again" not in resident.get("/moderation/mine").text
    say_again = f"/moderation/mine/{sent_back}/say-again"
    assert press(resident, say_again, words="Other words.").status_code in {404, 409}
    assert sign_in(people.family).get(f"/issues/{issue.id}").status_code == 404
    assert len(session.scalars(select(Concern)).all()) == 1


def test_something_to_talk_about_that_is_spoken(people, resident, sign_in, session):
    press(resident, "/say", words="", voice=voice())
    press(resident, "/say/check")
    issue = session.scalars(select(Issue)).one()
    press(sign_in(people.advocate), f"/moderation/look/issue/{issue.id}/pass-on")
    _page, files = read_by_a_contact(session, sign_in(people.first))
    assert files == ["audio/wav"]
    assert sign_in(people.family).get(f"/issues/{issue.id}").status_code == 404
