"""Photos: made anew, small, kept under a random name, seen by those who see what they are on."""

import struct
from datetime import datetime, time, timedelta
from io import BytesIO

import pytest
from PIL import Image, ImageOps
from sqlalchemy import select
from werkzeug.http import http_date

from coprod.db import HERE, today
from coprod.issues import photos
from coprod.issues.models import Issue, Photo
from tests.issues.say.test_journey import once


def sent_with_photo(client, file, words="Look"):
    client.post("/say", data={"words": words, "photo": (file, "IMG_2041 Mill Lane.jpg")})
    return client.post("/say/check", data={"once": once(client.get("/say/check"))})


def only(session) -> Photo:
    session.expire_all()
    return session.scalars(select(Photo)).one()


def test_a_photo_alone_says_something(sign_in, session, danny, photo):
    client = sign_in(danny)
    here = sent_with_photo(client, photo(), words="").location
    issue = session.scalars(select(Issue)).one()
    assert (issue.words, issue.title) == ("Photo", "Photo")
    assert f"/photos/{only(session).id}" in client.get(f"/issues/{issue.id}").text
    assert client.get(here).status_code == 200


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_of_the_camera_is_left(sign_in, session, app, danny, photo, kind):
    sent_with_photo(sign_in(danny), photo(3000, 1500, kind))
    kept = only(session)
    raw = (app.config["UPLOADS"] / kept.name).read_bytes()
    assert b"SECRET-SPOT" not in raw and b"Exif" not in raw
    with Image.open(BytesIO(raw)) as made:
        assert made.format == "JPEG" and max(made.size) == 1600
        assert made.size == (kept.width, kept.height)
        assert not made.getexif()
    assert kept.size == len(raw)
    assert kept.name.endswith(".jpg") and "Mill" not in kept.name and len(kept.name) == 36


def test_a_turned_photo_stands_upright(sign_in, session, danny, photo):
    sent_with_photo(sign_in(danny), photo(900, 600))
    assert (only(session).width, only(session).height) == (600, 900)


def exif_with(*odd) -> bytes:
    """What a camera wrote: "turned by a quarter", and one thing in a shape it never has."""
    entries = [(0x0112, 3, 1, b"\0\6\0\0"), odd]
    entries.sort()
    rows = b"".join(struct.pack(">HHI4s", *entry) for entry in entries)
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, len(entries)) + rows + b"\0\0\0\0"


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param((0x0102, 4, 1, struct.pack(">I", 100_000)), id="100,000 bits in a dot"),
        pytest.param((0x0102, 2, 4, b"abc\0"), id="bits that are letters"),
        pytest.param((0x011A, 2, 4, b"abc\0"), id="a fineness that is letters"),
    ],
)
def test_what_a_camera_wrote_oddly_does_not_matter(sign_in, session, danny, photo, odd):
    sent = sent_with_photo(sign_in(danny), photo(900, 600, exif=exif_with(*odd)))
    assert sent.status_code == 303
    assert (only(session).width, only(session).height) == (600, 900)


@pytest.mark.parametrize("turned", range(10))
def test_every_way_to_hold_a_camera_ends_upright(turned):
    tags = Image.Exif()
    tags[0x0112] = turned
    corners = Image.new("RGB", (32, 16), "white")
    corners.paste("black", (0, 0, 16, 8))
    file = BytesIO()
    corners.save(file, "PNG", exif=tags)
    made, size = photos.made_anew(file.getvalue())
    with Image.open(file) as sent, Image.open(BytesIO(made)) as shown:
        upright = ImageOps.exif_transpose(sent)
        assert shown.size == size == upright.size
        width, height = size
        for spot in [(4, 4), (width - 4, 4), (4, height - 4), (width - 4, height - 4)]:
            assert (shown.getpixel(spot)[0] < 128) == (upright.getpixel(spot)[0] < 128)


def test_how_it_is_served(sign_in, session, danny, photo):
    client = sign_in(danny)
    sent_with_photo(client, photo())
    answer = client.get(f"/photos/{only(session).id}")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert (
        answer.headers["Content-Disposition"] == f'inline; filename="photo-{only(session).id}.jpg"'
    )
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["held", "shown"])
def test_the_day_is_all_that_is_known_of_when(sign_in, session, app, danny, photo, name):
    client = sign_in(danny)
    client.post("/say", data={"words": "Look", "photo": (photo(), "a.jpg")})
    client.post("/say/ask/name", data={"name": name})
    client.post("/say/check", data={"once": once(client.get("/say/check"))})
    kept, path = only(session), app.config["UPLOADS"] / only(session).name
    midnight = datetime.combine(today(), time(0), HERE)
    assert kept.at == midnight
    assert {path.stat().st_mtime, path.stat().st_atime} == {midnight.timestamp()}
    url = f"/photos/{kept.id}"
    answer = client.get(url)
    assert answer.status_code == 200 and answer.data
    assert "Last-Modified" not in answer.headers
    assert answer.headers["ETag"] == f'"photo-{kept.id}"'
    for at in (midnight, midnight + timedelta(hours=23)):  # no question finds the hour
        asked = client.get(url, headers={"If-Modified-Since": http_date(at)})
        assert asked.status_code == 304


def test_a_photo_of_yesterday_says_yesterday_when_its_name_is_held_back(
    sign_in, session, danny, photo
):
    client = sign_in(danny)
    client.post("/say", data={"words": "Look", "photo": (photo(), "a.jpg")})
    at = only(session).at - timedelta(days=1)
    only(session).at = at + timedelta(hours=14, minutes=3)
    client.post("/say/ask/name", data={"name": "held"})
    client.post("/say/check", data={"once": once(client.get("/say/check"))})
    assert only(session).at.astimezone(HERE).time() == time(0)


def test_who_sees_it_is_who_sees_the_issue(
    sign_in, session, visitor, make, place, danny, stranger, photo
):
    client = sign_in(danny)
    client.post("/say", data={"words": "Look", "photo": (photo(), "a.jpg")})
    url = f"/photos/{only(session).id}"
    neighbour, elsewhere = sign_in(make.person(place)), sign_in(stranger)
    assert client.get(url).status_code == 200  # mine, not sent yet
    assert neighbour.get(url).status_code == 404
    sent = client.post("/say/check", data={"once": once(client.get("/say/check"))})
    assert neighbour.get(url).status_code == 200
    assert elsewhere.get(url).status_code == 404
    assert visitor.get(url).status_code == 404
    client.post(f"{sent.location}/ask/readers", data={"readers": "anyone"})
    assert visitor.get(url).status_code == 200
    client.post(f"{sent.location}/take-back")
    assert neighbour.get(url).status_code == 404
    assert visitor.get(url).status_code == 404
    assert client.get(url).status_code == 200


def test_the_author_of_unnamed_words_sees_their_photo_again(sign_in, session, danny, photo):
    client = sign_in(danny)
    client.post("/say", data={"words": "Look", "photo": (photo(), "a.jpg")})
    client.post("/say/ask/name", data={"name": "held"})
    sent = client.post("/say/check", data={"once": once(client.get("/say/check"))})
    client.post(f"{sent.location}/take-back")
    assert client.get(f"/photos/{only(session).id}").status_code == 200


def test_what_it_shows_is_said_for_those_who_cannot_see(sign_in, session, danny, photo):
    client = sign_in(danny)
    client.post("/say", data={"words": "Look"})
    client.post(
        "/say/ask/photo", data={"photo": (photo(), "a.jpg"), "shows": "A gate off its hinge"}
    )
    client.post("/say/check", data={"once": once(client.get("/say/check"))})
    issue = session.scalars(select(Issue)).one()
    assert 'alt="A gate off its hinge"' in client.get(f"/issues/{issue.id}").text


def test_a_new_photo_takes_the_place_of_the_old_one(sign_in, session, app, danny, photo):
    client = sign_in(danny)
    for _ in range(2):
        client.post("/say", data={"words": "Look", "photo": (photo(), "a.jpg")})
    assert [path.name for path in app.config["UPLOADS"].iterdir()] == [only(session).name]
    client.post("/say/ask/photo", data={"remove": "y"})
    assert session.scalars(select(Photo.id)).all() == []
    assert list(app.config["UPLOADS"].iterdir()) == []


def test_nobody_sends_or_removes_a_photo_of_somebody_else(
    session, make, place, danny, as_viewer, photo, tmp_path
):
    from dataclasses import replace

    from coprod.issues import say_services

    theirs = photos.keep(session, as_viewer(make.person(place)), tmp_path, photo())
    viewer = as_viewer(danny)
    photos.drop(session, viewer, tmp_path, theirs.id)
    said = replace(say_services.start(viewer, place.area_id), words="Mine", photo_id=theirs.id)
    issue = say_services.raise_issue(session, viewer, said)
    session.refresh(theirs)
    assert theirs.issue_id is None and theirs.issue_id != issue.id
    assert (tmp_path / theirs.name).exists()


def test_a_photo_whose_file_is_gone_is_not_there(sign_in, session, app, danny, photo):
    client = sign_in(danny)
    sent_with_photo(client, photo())
    (app.config["UPLOADS"] / only(session).name).unlink()
    assert client.get(f"/photos/{only(session).id}").status_code == 404


def test_a_photo_loses_its_file_only_when_the_change_is_for_good(
    session, make, place, danny, as_viewer, photo, tmp_path
):
    viewer = as_viewer(danny)
    mine = photos.keep(session, viewer, tmp_path, photo())
    session.commit()
    file = tmp_path / mine.name
    photos.drop(session, viewer, tmp_path, mine.id)
    session.rollback()
    assert file.exists() and session.get(Photo, mine.id)
    photos.drop(session, viewer, tmp_path, mine.id)
    assert file.exists()
    session.commit()
    assert not file.exists()
