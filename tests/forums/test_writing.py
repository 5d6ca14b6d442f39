"""Saying something with all that can be beside it, and answering one message."""

import re
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from coprod.drafts.models import Draft
from coprod.errors import Conflict, NotAllowed
from coprod.issues.models import Photo, Sound
from coprod.issues.words import SaidAs
from coprod.people.hats import HatKind
from coprod.people.models import Area, Mute
from forums import services
from forums.models import Post, PostSound
from forums.words import PostState
from tests.journeys.pages import fields, press, words
from tests.sound import samples

HTMX = {"HX-Request": "true"}


def photo():
    made = BytesIO()
    Image.new("RGB", (60, 40), "green").save(made, "JPEG")
    return BytesIO(made.getvalue()), "a.jpg"


def voice():
    return BytesIO(samples.wav()), "a.wav"


@pytest.fixture
def last(session):
    def found():
        session.expire_all()
        return session.scalars(select(Post).order_by(Post.id.desc())).first()

    return found


def test_everything_beside_the_words_is_kept_and_shown(people, talk, sign_in, last, session, say):
    kath = sign_in(people.kath)
    beside = {"shows": "A door", "how": "help_to_type", "helper": str(people.jo.id)}
    sent = press(kath, f"{talk}/say", words="See it.", photo=photo(), voice=voice(), **beside)
    post = last()
    assert sent.location.endswith(f"#post-{post.id}")
    assert (post.said_as, post.helper_id) == (SaidAs.HELP_TO_TYPE, people.jo.id)
    page = sign_in(people.leon).get(talk).text
    assert 'alt="A door"' in page and "Said with help to type, by Jo." in page
    for name, kind in (("photo", "image/jpeg"), ("recording", "audio/wav")):
        path = f"/talk/posts/{post.id}/{name}"
        assert sign_in(people.leon).get(path).mimetype == kind
        assert sign_in(people.stranger).get(path).status_code == 404
    post.state = PostState.TAKEN_DOWN
    assert sign_in(people.leon).get(f"/talk/posts/{post.id}/photo").status_code == 404


@pytest.mark.parametrize(("file", "stands"), [("photo", "Photo"), ("voice", "Spoken words")])
def test_a_photo_or_a_voice_alone_is_enough(file, stands, people, talk, sign_in, last):
    made = {"photo": photo, "voice": voice}[file]()
    assert press(sign_in(people.kath), f"{talk}/say", words="", **{file: made}).status_code == 303
    assert last().words == stands


def test_nothing_at_all_is_asked_for_again(people, talk, sign_in, session, say):
    answer = press(sign_in(people.kath), f"{talk}/say", words="   ", shows="A door")
    assert answer.status_code == 422
    assert "Write what you want to say, or add a photo or your voice." in words(answer.text)
    assert 'value="A door"' in answer.text
    assert session.scalar(select(Post).where(Post.author_id == people.kath.id)) is None


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"photo": b"no photo", "words": ""}, "photo"),
        ({"words": "w" * 5001}, "words"),
        ({"words": "", "shows": "x" * 301}, "shows"),
    ],
)
def test_a_voice_is_kept_while_something_beside_it_is_put_right(
    bad, field, people, talk, sign_in, session, app, last
):
    kath, path = sign_in(people.kath), f"{talk}/say"
    sent = {
        name: (BytesIO(one), "a.jpg") if isinstance(one, bytes) else one
        for name, one in bad.items()
    }
    answer = press(kath, path, **sent, voice=voice())
    assert answer.status_code == 422 and f'href="#{field}"' in answer.text
    kept = session.scalars(select(Sound)).one()
    offered = re.search(r'<input[^>]*name="kept_voice"[^>]*>', answer.text)
    assert offered and f'value="{kept.id}"' in offered[0] and "checked" in offered[0]
    right = {"words": "", "kept_voice": str(kept.id), "name": "held"}
    assert kath.post(path, data=fields(answer.text, path) | right).status_code == 303
    assert last().sound_id == kept.id and len(list(app.config["UPLOADS"].glob("*"))) == 1
    assert session.scalars(select(Sound.owner_id)).all() == [None]


def test_who_loses_a_voice_is_asked_for_it_again(people, sign_in, say, session, as_viewer):
    quoted = say(people.leon)
    kath, path = sign_in(people.kath), f"/talk/posts/{quoted.id}/answer"
    old = {"csrf_token": "old"}
    again = "Please add your photo or your voice again."
    alone = kath.post(path, data=old | {"words": "", "voice": voice()})
    beside = kath.post(path, data=old | {"words": "Look.", "photo": photo()})
    none = kath.post(path, data=old | {"words": "Look."})
    assert {one.status_code for one in (alone, beside, none)} == {400}
    assert again in alone.text and "We kept your words" not in alone.text
    assert again in beside.text and "We kept your words" in beside.text
    assert again not in none.text
    services.take_back(session, as_viewer(people.leon), quoted)
    answer = kath.post(path, data={"words": "", "voice": voice()})
    assert answer.status_code == 404 and again in answer.text


@pytest.mark.parametrize("field", ["photo", "voice"])
def test_a_script_is_no_photo_and_no_voice(field, people, talk, sign_in, session, app):
    script = BytesIO(b"<script>alert(1)</script>"), "a.wav"
    answer = press(sign_in(people.kath), f"{talk}/say", words="Listen.", **{field: script})
    assert answer.status_code == 422 and "Listen." in answer.text
    assert session.scalars(select(Post.id)).all() == []
    assert session.scalar(select(Photo.id)) is None and session.scalar(select(Sound.id)) is None
    assert not list(app.config["UPLOADS"].glob("*"))


def test_five_presses_are_one_message(people, talk, sign_in, session, say):
    kath = sign_in(people.kath)
    sent = {"words": "Once.", "once": "a" * 40, "name": "shown", "how": "own_words"}
    answers = {kath.post(f"{talk}/say", data=sent).status_code for _ in range(5)}
    assert answers == {303}
    assert len(session.scalars(select(Post).where(Post.words == "Once.")).all()) == 1


def test_what_was_typed_in_the_short_form_is_in_the_long_one_and_gone_when_sent(
    people, talk, sign_in, session
):
    kath = sign_in(people.kath)
    kath.post("/drafts/save", data={"form": talk, "words": "I began here."})
    assert "I began here." in kath.get(f"{talk}/say").text
    assert press(kath, f"{talk}/say", words="I began here.", name="held").status_code == 303
    assert session.scalars(select(Draft)).all() == []


def test_an_answer_quotes_one_message_and_says_so(people, talk, sign_in, last, say):
    post = say(people.leon, "The door is loud.")
    path = f"/talk/posts/{post.id}/answer"
    assert "The door is loud." in sign_in(people.kath).get(path).text
    press(sign_in(people.kath), path, words="It is.")
    assert last().answers_id == post.id
    assert "An answer to Leon:" in words(sign_in(people.bev).get(talk).text)


def test_only_what_everybody_reads_here_can_be_answered(people, sign_in, say, session):
    post = say(people.leon)
    path = f"/talk/posts/{post.id}/answer"
    assert sign_in(people.stranger).get(path).status_code == 404
    post.state = PostState.TAKEN_DOWN
    assert sign_in(people.kath).get(path).status_code == 403
    post.state = PostState.HIDDEN
    assert sign_in(people.kath).get(path).status_code == 404
    post.state = PostState.SHOWN
    with pytest.raises(Conflict, match="another talk"):
        say(people.kath, "Here.", say.elsewhere, answers=post)


def test_who_is_blocked_cannot_answer_and_others_can(people, sign_in, say, session):
    post = say(people.leon)
    session.add(Mute(person_id=people.leon.id, muted_id=people.jo.id, blocks=True, at=_now()))
    path = f"/talk/posts/{post.id}/answer"
    refused = sign_in(people.jo).get(path)
    assert refused.status_code == 403
    assert "You cannot answer this message." in words(refused.text)
    with pytest.raises(NotAllowed):
        say(people.jo, "Still.", answers=post)
    assert sign_in(people.kath).get(path).status_code == 200


def _now():
    from coprod.db import now

    return now()


def test_a_recording_is_written_down_once_by_anybody_here(people, talk, sign_in, session, last):
    press(sign_in(people.kath), f"{talk}/say", words="", voice=voice())
    post = last()
    path = f"/talk/posts/{post.id}/write-down"
    assert "Nobody has written this down yet." in sign_in(people.leon).get(talk).text
    assert press(sign_in(people.leon), path, heard="").status_code == 422
    late = sign_in(people.bev)
    late.get(path)
    assert press(sign_in(people.leon), path, heard="The door is loud.").status_code == 303
    refused = late.post(path, data={"heard": "Something else."})
    assert refused.status_code == 409 and "Something else." in refused.text
    assert session.scalars(select(PostSound.words)).all() == ["The door is loud."]
    page = words(sign_in(people.jo).get(talk).text)
    assert "The door is loud." in page and "Written down by Leon." in page
    assert sign_in(people.stranger).get(path).status_code == 404


def test_a_slow_talk_says_that_a_person_reads_it_first(people, issue, session, as_viewer):
    from dataclasses import replace

    from coprod.issues import queries
    from forums.moderation.models import Waiting

    viewer = as_viewer(people.kath)
    slow = replace(queries.subject(session, viewer, issue.id), slow=True)
    post = services.say(session, viewer, slow, "Slowly.")
    assert post.state is PostState.WAITING
    waiting = session.scalars(select(Waiting)).one()
    assert (waiting.kind, waiting.key, waiting.hides) == ("post", post.id, True)


def test_htmx_is_told_in_the_piece_and_a_plain_form_on_the_page(people, talk, sign_in):
    piece = sign_in(people.kath).post(talk, data={"words": "Quick."}, headers=HTMX)
    assert "<html" not in piece.text and "Quick." in piece.text
    assert "Thank you. It is here now." in piece.headers["HX-Trigger"]


AS_MODERATOR = "I say this as somebody who looks after the talk"


def test_who_looks_after_the_talk_can_say_so_and_it_is_never_chosen_for_them(
    people, talk, sign_in, last, session, issue, make
):
    peer = make.person(make.place(session.get(Area, issue.area_id)), name="Peer")
    make.hat(peer, session.get(Area, issue.area_id), HatKind.PEER_MODERATOR)
    for who in (people.hannah, peer):
        client = sign_in(who)
        for path in (talk, f"{talk}/say", "/boards/everyone/new/talk"):
            page = client.get(path).text
            assert AS_MODERATOR in page and "checked" not in page.split('id="as_moderator"')[1][:90]
        client.post(talk, data={"words": "My own words."})
        assert not last().as_moderator
        client.post(talk, data={"words": "Be kind.", "as_moderator": "y"})
        assert last().as_moderator and last().author_id == who.id
    assert "Looks after the talk" in sign_in(people.kath).get(talk).text
    client.post("/boards/everyone/new/talk", data={"words": "News.", "as_moderator": "y"})
    assert last().as_moderator
    held = press(client, f"{talk}/say", words="Unnamed.", name="held", as_moderator="y")
    assert held.status_code == 422 and "Show your name." in held.text
    assert press(client, f"{talk}/say", words="Named.", as_moderator="y").status_code == 303
    assert (last().words, last().as_moderator) == ("Named.", True)


@pytest.mark.parametrize("who", ["kath", "jo", "paid"])
def test_nobody_else_says_that_they_look_after_the_talk(
    who, people, talk, sign_in, last, make, issue, place, session
):
    people.paid = make.person(session.get(Area, issue.area_id), HatKind.ADVOCATE)
    make.hat(people.paid, place, HatKind.STAFF)
    client = sign_in(getattr(people, who))
    assert AS_MODERATOR not in client.get(talk).text
    sent = {"words": "Be kind.", "as_moderator": "y"}
    assert client.post(talk, data=sent).status_code == 403
    assert press(client, f"{talk}/say", **sent).status_code == 403
    assert last() is None or last().words != "Be kind."
