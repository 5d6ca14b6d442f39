"""The photo and the recording of what was seen: they go with it, and never with another."""

from io import BytesIO

import pytest
from sqlalchemy import select, update

from coprod.issues import photos, sounds
from coprod.issues.models import Photo, Sound
from improvement_cycles import noticed
from improvement_cycles.doing_models import NoticedOff
from tests.improvement_cycles.seeing import files, here, new_doing, photo, seen
from tests.sound import samples


@pytest.fixture
def doing(session, tries):
    return new_doing(session, tries)


@pytest.fixture
def url(doing):
    return f"/tries/goes/{doing.id}/seen/new"


def test_a_photo_that_got_the_number_of_one_that_was_dropped_is_not_shown(
    app, session, tries, doing, url, sign_in
):
    danny, folder = sign_in(tries.danny), app.config["UPLOADS"]
    sent = {"photo": (BytesIO(photo()), "a.jpg"), "voice": (BytesIO(samples.wav()), "a.wav")}
    assert danny.post(url, data=sent).status_code == 303
    [row] = seen(session, doing)
    for kind, thing_id in ((photos, row.photo_id), (sounds, row.sound_id)):
        kind.drop(session, tries.as_(tries.danny), folder, thing_id)
    theirs = photos.keep(session, tries.as_(tries.angela), folder, BytesIO(photo()))
    heard = sounds.keep(session, tries.as_(tries.angela), folder, BytesIO(samples.wav()))
    session.execute(update(Photo).values(id=row.photo_id))
    session.execute(update(Sound).values(id=row.sound_id))
    session.commit()
    for file in ("photo", "recording"):
        address = f"{here(doing)}/seen/{row.id}/{file}"
        assert danny.get(address).status_code == 404
        assert address not in danny.get(here(doing)).text
    danny.post(f"{here(doing)}/seen/{row.id}/take-away")
    assert files(app) == sorted([theirs.name, heard.name])


def test_what_is_taken_away_takes_its_photo_and_its_recording_with_it(
    session, app, tries, doing, url, sign_in
):
    danny = sign_in(tries.danny)
    sent = {"photo": (BytesIO(photo()), "a.jpg"), "voice": (BytesIO(samples.wav()), "a.wav")}
    danny.post(url, data=sent | {"words": "Wrong."})
    (row,) = seen(session, doing)
    address = f"{here(doing)}/seen/{row.id}"
    assert len(files(app)) == 2
    sent = {"once": "one-press"}
    assert {danny.post(f"{address}/take-away", data=sent).location for _ in "123"} == {here(doing)}
    assert files(app) == []
    assert session.scalars(select(Photo.id)).all() == session.scalars(select(Sound.id)).all() == []
    assert session.scalars(select(NoticedOff.by_id)).all() == [tries.danny.id]
    assert "Wrong." not in danny.get(here(doing)).text
    for gone in ("photo", "recording", "take-away"):
        assert danny.get(f"{address}/{gone}").status_code == 404


def test_a_change_that_is_undone_loses_neither_photo_nor_recording(
    app, session, tries, doing, url, sign_in
):
    sent = {"photo": (BytesIO(photo()), "a.jpg"), "shows": "The hall"}
    sent["voice"] = (BytesIO(samples.wav()), "a.wav")
    assert sign_in(tries.danny).post(url, data=sent).status_code == 303
    (row,), there = seen(session, doing), files(app)
    assert len(there) == 2
    danny, folder = tries.as_(tries.danny), app.config["UPLOADS"]
    noticed.take_away(session, danny, tries.go(doing), row, folder)
    session.rollback()
    assert files(app) == there
    noticed.take_away(session, danny, tries.go(doing), row, folder)
    session.commit()
    assert files(app) == []
