"""Photos and voices: whoever looks after them sees and hears them, also while nobody else does."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from coprod import written
from coprod.db import now, today
from coprod.issues.models import Photo, Sound
from coprod.written import KINDS, Stands
from forums.models import Post, PostSound
from forums.moderation import acts, appeals, unmasking
from forums.words import PostState, TalkRule
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryKind
from tests.forums.test_writing import photo, voice
from tests.journeys.pages import press, words


@pytest.fixture
def told(people, issue, sign_in, session):
    """What somebody new said with a photo and their voice: it waits."""
    beside = {"words": "", "photo": photo(), "shows": "The blue door", "voice": voice()}
    sent = press(sign_in(people.new), f"/talk/issue/{issue.id}/say", **beside)
    assert sent.status_code == 303
    post = session.scalars(select(Post).order_by(Post.id.desc())).first()
    assert post.state is PostState.WAITING
    return post


def files_of(kind, key, photo_id):
    at = f"/moderation/look/{kind}/{key}"
    return {f"{at}/photo/{photo_id}": "image/jpeg", f"{at}/recording": "audio/wav"}


def test_whoever_looks_after_it_sees_and_hears_it_before_it_shows(people, told, sign_in, session):
    heard = PostSound(post_id=told.id, words="It is loud.", on=today(), by_id=people.family.id)
    session.add(heard)
    page = sign_in(people.advocate).get(f"/moderation/look/post/{told.id}").text
    assert 'alt="The blue door"' in page and "It is loud." in words(page)
    for path, kind in files_of("post", told.id, told.photo_id).items():
        assert f'src="{path}"' in page
        for who in (people.advocate, people.peer):
            answer = sign_in(who).get(path)
            assert (answer.status_code, answer.mimetype) == (200, kind)
            assert "no-store" in answer.headers["Cache-Control"]
    page = sign_in(people.peer).get(f"/moderation/look/heard/{heard.id}").text
    link = f'href="/moderation/look/post/{told.id}">Look after the whole message</a>'
    assert link in page
    told.author_id = people.peer.id
    assert link not in sign_in(people.peer).get(f"/moderation/look/heard/{heard.id}").text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((name, 404) for name in ("uses_services", "family", "staff", "manager", "commissioner")),
        *(("stranger", 404), ("new", 404), ("employed", 403), ("peer_employed", 403)),
    ],
)
def test_nobody_else_does(who, status, people, told, sign_in):
    for path in files_of("post", told.id, told.photo_id):
        assert sign_in(getattr(people, who)).get(path).status_code == status


def test_of_a_hidden_issue_too(people, issue, place, session, sign_in, look):
    its = {"issue_id": issue.id, "owner_id": issue.author_id, "size": 1, "at": now()}
    picture = Photo(name="1.jpg", width=6, height=4, shows="The blue door", **its)
    session.add_all([picture, Sound(name="1.wav", **its)])
    KINDS["issue"].put(session, issue.id, Stands.HIDDEN)
    page = sign_in(people.advocate).get(f"/moderation/look/issue/{issue.id}").text
    for path in files_of("issue", issue.id, picture.id):
        assert f'src="{path}"' in page
    assert 'alt="The blue door"' in page


def test_where_it_was_said_and_what_it_answers(people, told, issue, say, sign_in, session):
    first = say(people.author, "The tea is cold.")
    told.answers_id = first.id
    page = sign_in(people.peer).get(f"/moderation/look/post/{told.id}").text
    assert f'href="/issues/{issue.id}"' in page and f">{issue.title}</a>" in page
    assert "It is an answer to this: The tea is cold" in words(page)
    assert "They say that the photo shows: The blue door" in words(page)


def test_whoever_decides_again_or_as_the_second_sees_and_hears_as_much(
    people, told, issue, session, as_viewer, sign_in
):
    session.add(PostSound(post_id=told.id, words="It is loud.", on=today()))
    hannah, about = as_viewer(people.advocate), written.look(session, "post", told.id)
    asked = unmasking.ask(session, hannah, replace(about, unnamed=True), "Police asked.")
    down = acts.take_down(session, hannah, about, TalkRule.KIND)
    again = appeals.ask_again(session, as_viewer(people.new), down)
    client = sign_in(people.peer)
    for path in (f"asked-again/{again.id}", f"who/{asked.id}"):
        page = client.get(f"/moderation/{path}").text
        for file in files_of("post", told.id, told.photo_id):
            assert f'src="{file}"' in page and client.get(file).status_code == 200
        assert "They say that the photo shows: The blue door" in words(page)
        assert "It is loud." in words(page) and f'href="/issues/{issue.id}"' in page


def test_what_is_about_something_private_does_not_say_what(
    people, place, make, sign_in, session, post
):
    private = ImprovementProject(
        area_id=place.area_id,
        place_id=place.id,
        title="My secret try",
        kind=TryKind.ONE_PERSONS,
        owner_id=people.author.id,
        made_on=today(),
    )
    session.add(private)
    session.flush()
    post.subject_kind, post.subject_key = "try", private.id
    page = sign_in(people.advocate).get(f"/moderation/look/post/{post.id}")
    assert page.status_code == 200
    assert private.title not in page.text and "It is about:" not in page.text


@pytest.mark.parametrize("of", ["another", "none"])
def test_a_photo_of_something_else_is_not_there(of, people, told, post, sign_in):
    number = told.photo_id if of == "another" else 999
    here = f"/moderation/look/post/{post.id}"
    client = sign_in(people.advocate)
    assert client.get(f"{here}/photo/{number}").status_code == 404
    assert client.get(f"{here}/recording").status_code == 404
    assert "<audio" not in client.get(here).text
