"""What people see while a go is tried: kept at once, seen in the area, and taken away."""

import re
from io import BytesIO

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from coprod.db import today
from coprod.errors import Conflict, NotAllowed
from coprod.issues.models import Photo, Sound
from improvement_cycles import goes, noticed
from tests.improvement_cycles.seeing import SPOT, files, here, new_doing, photo, seen
from tests.issues.say.test_bad_input import sent_by_hand
from tests.sound import samples


@pytest.fixture
def doing(session, tries):
    return new_doing(session, tries)


@pytest.fixture
def url(doing):
    return f"/tries/goes/{doing.id}/seen/new"


def test_two_taps_from_the_page_of_a_go(session, tries, doing, url, sign_in):
    danny = sign_in(tries.danny)
    assert f'href="{url}"' in danny.get(here(doing)).text
    sent = {"words": "He sang.", "once": "one-press"}
    assert {danny.post(url, data=sent).location for _ in "12345"} == {f"{here(doing)}#seen"}
    (row,) = seen(session, doing)
    assert (row.words, row.by_id, row.on) == ("He sang.", tries.danny.id, today())
    page = danny.get(here(doing)).text
    assert "What we saw" in page and "He sang." in page and "Not this one." not in page


def test_the_page_is_small_on_a_phone(tries, doing, url, sign_in):
    assert len(sign_in(tries.danny).get(url).data) < 10_000


def test_what_was_seen_stands_in_the_order_of_time_beside_the_picture(tries, doing, url, sign_in):
    danny = sign_in(tries.danny)
    for words in ("First.", "Second.", "Third."):
        danny.post(url, data={"words": words})
    goes.look(tries.as_(tries.danny), tries.go(doing))
    tries.session.commit()
    page = danny.get(here(doing)).text
    assert page.index("First.") < page.index("Second.") < page.index("Third.")
    assert page.index("Third.") < page.index('id="look"')


def test_a_photo_has_nothing_of_the_camera_and_says_what_it_shows(
    session, app, tries, doing, url, sign_in
):
    danny = sign_in(tries.danny)
    sent = {"photo": (BytesIO(photo()), "IMG Mill Lane.jpg"), "shows": "Danny with his key"}
    assert danny.post(url, data=sent).status_code == 303
    (row,) = seen(session, doing)
    kept = session.get(Photo, row.photo_id)
    raw = (app.config["UPLOADS"] / kept.name).read_bytes()
    assert SPOT not in raw and kept.owner_id == tries.danny.id
    address = f"{here(doing)}/seen/{row.id}/photo"
    page = danny.get(here(doing)).text
    assert f'src="{address}" alt="Danny with his key"' in page
    answer = danny.get(address)
    assert answer.data == raw and "no-store" in answer.headers["Cache-Control"]
    assert "Mill" not in answer.headers["Content-Disposition"]


def test_a_voice_is_enough(session, app, tries, doing, url, sign_in):
    danny = sign_in(tries.danny)
    assert danny.post(url, data={"voice": (BytesIO(samples.wav()), "a.wav")}).status_code == 303
    (row,) = seen(session, doing)
    assert samples.SPOT not in (
        (app.config["UPLOADS"] / session.get(Sound, row.sound_id).name).read_bytes()
    )
    assert "Nobody has written this down yet." in danny.get(here(doing)).text
    heard = danny.get(f"{here(doing)}/seen/{row.id}/recording")
    assert heard.status_code == 200 and heard.mimetype == "audio/wav"
    assert danny.get(f"{here(doing)}/seen/{row.id}/photo").status_code == 404


def test_a_photo_that_is_too_big_is_not_kept_and_the_words_stay(
    session, app, tries, doing, url, sign_in
):
    page = sent_by_hand(sign_in(tries.danny), "Stays", bytes(11 * 1024 * 1024), to=url)
    assert page.status_code == 413 and "Photos can be up to 10 MB." in page.text
    assert "Stays" in page.text and seen(session, doing) == []


def test_what_a_voice_says_is_written_down_once_for_who_cannot_hear_it(
    session, tries, doing, url, sign_in
):
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    danny.post(url, data={"voice": (BytesIO(samples.wav()), "a.wav")})
    danny.post(url, data={"words": "In words."})
    spoken, written = seen(session, doing)
    here_ = f"{here(doing)}/seen/{spoken.id}/write-down"
    assert here_ in marek.get(here(doing)).text and marek.get(here_).status_code == 200
    assert marek.post(here_, data={"words": ""}).status_code == 422
    sent = {"words": "The gate sticks.", "once": "one-press"}
    assert {marek.post(here_, data=sent).location for _ in "123"} == {f"{here(doing)}#seen"}
    page = danny.get(here(doing)).text
    assert "The gate sticks." in page and "Nobody has written this down yet." not in page
    late = danny.post(here_, data={"words": "The gate is stuck."})
    assert late.status_code == 422 and "The gate is stuck." in late.text
    assert "Somebody has written this down already." in late.text
    other = f"{here(doing)}/seen/{written.id}/write-down"
    assert danny.get(other).status_code == 409
    assert sign_in(tries.imran).get(here_).status_code == 403
    assert sign_in(tries.elsewhere.danny).get(here_).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({"words": ""}, 422, "Write something, or add a photo or your voice."),
        ({"words": "a" * 2001}, 422, "Use 2,000 letters or fewer."),
        ({"words": "Stays", "photo": b"no photo"}, 422, "We cannot open that as a photo."),
        ({"words": "Stays", "voice": b"no sound"}, 422, "We cannot play that as a recording."),
    ],
)
def test_what_cannot_be_kept_leaves_nothing_and_the_words_stay(
    session, app, tries, doing, url, sign_in, sent, status, says
):
    ready = {
        name: (BytesIO(value), "a.bin") if isinstance(value, bytes) else value
        for name, value in sent.items()
    }
    if "voice" in ready:  # a good photo beside a bad recording is not kept either
        ready["photo"] = (BytesIO(photo()), "a.jpg")
    page = sign_in(tries.danny).post(url, data=ready)
    assert page.status_code == status and says in page.text
    assert sent["words"] in page.text
    assert seen(session, doing) == [] and files(app) == []
    assert session.scalars(select(Photo)).all() == []


WHO = [  # who, may read it, may write, may take away what Danny wrote
    ("danny", True, True, True),
    ("marek", True, True, False),
    ("colette", True, True, False),
    ("hannah", True, True, True),
    ("neighbour", True, False, False),
    ("imran", True, False, False),
    ("elsewhere", False, False, False),
    ("nobody", False, False, False),
]


@pytest.mark.parametrize(("who", "reads", "writes", "takes"), WHO)
def test_who_may_read_write_and_take_away(
    session, make, tries, doing, url, sign_in, visitor, who, reads, writes, takes
):
    row = noticed.keep(session, tries.as_(tries.danny), tries.go(doing), "He sang.", None, None)
    session.commit()
    found = getattr(tries, who, None)
    if who in {"neighbour", "elsewhere"}:
        found = make.person(tries.place) if who == "neighbour" else tries.elsewhere.danny
    browser = sign_in(found) if found else visitor
    page = browser.get(here(doing))
    assert page.status_code == 200
    assert ("He sang." in page.text) is reads
    assert (url in page.text) is writes
    away = f"{here(doing)}/seen/{row.id}/take-away"
    assert (away in page.text) is takes
    if found:
        assert browser.get(url).status_code == (200 if writes else 403)
        assert browser.post(url, data={"words": "Mine."}).status_code == (303 if writes else 403)
        expected = 200 if takes else 403 if reads else 404
        assert browser.get(away).status_code == expected
        assert browser.post(away).status_code == (303 if takes else expected)
        assert ("He sang." in browser.get(here(doing)).text) is (reads and not takes)
    else:
        assert browser.get(away).status_code == 302


def test_an_advocate_who_works_there_takes_nothing_away(session, make, tries, doing):
    nora = make.person(session.get(type(make.area()), tries.place.area_id), "advocate")
    make.hat(nora, tries.place, "staff")
    danny = tries.as_(tries.danny)
    row = noticed.keep(session, danny, tries.go(doing), "He sang.", None, None)
    with pytest.raises(NotAllowed, match="You can take away what you wrote down"):
        noticed.take_away(session, tries.as_(nora), tries.go(doing), row, None)


def test_nothing_that_was_seen_is_changed_by_any_door(session, tries, doing):
    noticed.keep(session, tries.as_(tries.danny), tries.go(doing), "He sang.", None, None)
    session.commit()
    for statement in (
        "UPDATE noticed SET words = 'else'",
        "DELETE FROM noticed",
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(statement))
        session.rollback()


@pytest.mark.parametrize("state", ["planned", "deciding", "decided"])
def test_it_is_written_down_only_while_it_is_tried(session, tries, state):
    cycle = getattr(tries, state)()
    with pytest.raises(Conflict, match="Nobody tries this now"):
        noticed.keep(session, tries.as_(tries.danny), tries.go(cycle), "Late.", None, None)


def test_words_that_were_typed_are_there_again(tries, doing, url, sign_in):
    danny = sign_in(tries.danny)
    danny.get(url)
    danny.post("/drafts/save", data={"form": url, "words": "He began to"})
    assert re.search(r"<textarea[^>]*>He began to</textarea>", danny.get(url).text)
    danny.post(url, data={"words": "He began to sing."})
    assert "He began to" not in danny.get(url).text
