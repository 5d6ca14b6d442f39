"""Recordings that cannot be used: one kind sentence, and the words beside them stay."""

from dataclasses import replace
from io import BytesIO

from sqlalchemy import select

from coprod.issues import say_services, shelf, sounds
from coprod.issues.models import Sound
from tests.issues.say.test_bad_input import sent_by_hand
from tests.issues.say.test_spoken import only, voice
from tests.sound import samples


def test_a_text_file_called_mp3_is_no_recording(sign_in, session, danny):
    client = sign_in(danny)
    file = (BytesIO(b"hello, I am text"), "voice.mp3")
    answer = client.post("/say", data={"words": "Hear this", "voice": file})
    assert answer.status_code == 422
    assert "We cannot play that as a recording." in answer.text and "Hear this" in answer.text
    assert session.scalars(select(Sound)).all() == []
    assert "Hear this" in client.get("/say").text


def test_a_recording_of_11_minutes_is_too_long(sign_in, session, danny):
    file = (BytesIO(samples.wav(660, rate=100)), "long.wav")
    answer = sign_in(danny).post("/say", data={"words": "Hear this", "voice": file})
    assert answer.status_code == 422
    assert "It can be up to 10 minutes." in answer.text and "Hear this" in answer.text


def test_a_recording_of_20_mb_is_too_big_and_the_words_stay(sign_in, session, danny):
    client = sign_in(danny)
    raw = samples.wav() + bytes(20 * 1024 * 1024)
    answer = sent_by_hand(client, "Hear this", raw, field="voice")
    assert answer.status_code == 413
    assert "Recordings can be up to 10 MB." in answer.text and "Hear this" in answer.text
    assert "Hear this" in client.get("/say").text
    assert session.scalars(select(Sound)).all() == []


def test_photos_and_recordings_share_their_room(sign_in, session, danny, photo):
    session.add(Sound(owner_id=danny.id, name="f.wav", size=shelf.QUOTA))
    client = sign_in(danny)
    for data in ({"voice": voice()}, {"photo": (photo(), "a.jpg")}):
        answer = client.post("/say", data={"words": "Hi"} | data)
        assert answer.status_code == 422 and "all the room you have" in answer.text


def test_a_wrong_photo_does_not_lose_the_voice_beside_it(sign_in, session, danny):
    client = sign_in(danny)
    text = (BytesIO(b"text"), "a.jpg")
    assert client.post("/say", data={"photo": text, "voice": voice()}).status_code == 422
    assert f"/recordings/{only(session).id}" in client.get("/say").text


def test_nobody_sends_or_removes_the_voice_of_somebody_else(
    session, make, place, danny, as_viewer, tmp_path
):
    theirs = sounds.keep(session, as_viewer(make.person(place)), tmp_path, BytesIO(samples.wav()))
    viewer = as_viewer(danny)
    sounds.drop(session, viewer, tmp_path, theirs.id)
    said = replace(say_services.start(viewer, place.area_id), words="Mine", sound_id=theirs.id)
    issue = say_services.raise_issue(session, viewer, said)
    session.refresh(theirs)
    assert theirs.issue_id is None and theirs.issue_id != issue.id
    assert (tmp_path / theirs.name).exists()
