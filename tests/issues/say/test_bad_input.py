"""What should never be sent, and is: each gets a kind sentence, and nothing wrong is stored."""

from io import BytesIO

import pytest
from sqlalchemy import delete, select

from coprod.issues import shelf
from coprod.issues.models import Issue, Photo
from coprod.people.models import Place
from tests.issues.say.test_journey import once, send

HUGE = 10**20


def sent_by_hand(client, words, raw, field="photo", to="/say"):
    """A form with a file, without the temporary files that the test client would leave open."""
    parts = (
        f'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n{words}\r\n'
        f'--x\r\nContent-Disposition: form-data; name="{field}"; filename="big.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    body = BytesIO(parts.encode() + raw + b"\r\n--x--\r\n")
    kind = "multipart/form-data; boundary=x"
    size = body.getbuffer().nbytes
    return client.post(to, input_stream=body, content_type=kind, content_length=size)


@pytest.mark.parametrize("words", ["", "   ", "\n\t ", "\x00", "\u202e", "\u200b\u2060\ufeff"])
def test_nothing_at_all_is_asked_for_again(sign_in, session, danny, words):
    body = {"words": words.encode("utf-8", "surrogatepass")}
    answer = sign_in(danny).post("/say", data=body)
    assert answer.status_code == 422
    assert "Write what you want to say, record it, or choose a photo." in answer.text
    assert session.scalars(select(Issue)).all() == []


def test_5001_letters_are_too_many_and_all_of_them_come_back(sign_in, session, danny):
    client = sign_in(danny)
    words = "x" * 5001
    answer = client.post("/say", data={"words": words})
    assert answer.status_code == 422
    assert "Use 5,000 letters or fewer." in answer.text and words in answer.text
    assert words in client.get("/say").text
    check = client.get("/say/check")
    assert client.post("/say/check", data={"once": once(check)}).status_code == 422
    assert session.scalars(select(Issue)).all() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("x" * 5000, "x" * 5000),
        ("x", "x"),
        (".", "."),
        ("😀🙏", "😀🙏"),
        ("مرحبا بكم", "مرحبا بكم"),
        ("I AM CROSS. THEY DO NOT LISSEN", "I AM CROSS. THEY DO NOT LISSEN"),
        ("a\x00b", "ab"),
        ("a\ud800b", None),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('"quotes" % * NEAR(a b) AND', '"quotes" % * NEAR(a b) AND'),
        ("one\r\ntwo", "one\ntwo"),
    ],
)
def test_words_are_kept_as_typed(sign_in, session, danny, typed, kept):
    client = sign_in(danny)
    sent = send(client, typed.encode("utf-8", "surrogatepass"))
    assert sent.status_code == 303
    issue = session.scalars(select(Issue)).one()
    assert issue.words == kept if kept else issue.words.startswith("a")
    assert issue.title
    page = client.get(f"/issues/{issue.id}")
    assert page.status_code == 200 and "<script>alert" not in page.text


@pytest.mark.parametrize(
    ("question", "data"),
    [
        ("place", {"place": [str(HUGE)]}),
        ("place", {"place": ["-1"]}),
        ("place", {"place": ["x' OR 1=1"]}),
        ("kind", {"kind": "nonsense"}),
        ("how", {"how": "family_view"}),  # danny is no family here
        ("helper", {"helper": str(HUGE)}),
        ("statement", {"statement": [str(HUGE)]}),
        ("picture", {"picture": "../../etc/passwd"}),
        ("name", {"name": ""}),
        ("readers", {"readers": "everybody"}),
        ("seen", {"means": "x" * 1001}),
    ],
)
def test_an_answer_that_was_not_offered_is_asked_again(sign_in, danny, question, data):
    client = sign_in(danny)
    client.post("/say", data={"words": "Hello"})
    answer = client.post(f"/say/ask/{question}", data=data)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


@pytest.mark.parametrize(
    "url", ["/say/ask/nothing", f"/say/{HUGE}", f"/photos/{HUGE}", "/photos/1", "/say/999"]
)
def test_what_is_not_there_is_nowhere(sign_in, danny, url):
    client = sign_in(danny)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        f"/say/{HUGE}/take-back",
        "/say/999/take-back",
        "/say/999/put-back",
        "/say/from-line/999",
        f"/say/from-line/{HUGE}",
        "/say/999/ask/kind",
    ],
)
def test_nothing_can_be_done_to_what_is_not_there(sign_in, danny, url):
    assert sign_in(danny).post(url, data={"kind": "idea"}).status_code == 404


def test_a_place_that_went_away_before_sending(sign_in, session, make, place, danny):
    client = sign_in(danny)
    gone = make.place(make.session.get(type(make.area()), place.area_id))
    client.post("/say", data={"words": "About the house"})
    client.post("/say/ask/place", data={"place": [str(gone.id)]})
    secret = once(client.get("/say/check"))
    session.execute(delete(Place).where(Place.id == gone.id))
    answer = client.post("/say/check", data={"once": secret})
    assert answer.status_code == 422
    assert "That place is not here any more." in answer.text and "About the house" in answer.text
    client.post("/say/ask/place", data={"place": [str(place.id)]})
    assert client.post("/say/check", data={"once": secret}).status_code == 303


def test_a_statement_that_went_away_before_sending(sign_in, session, make, place, danny):
    client = sign_in(danny)
    statement = make.statement(make.session.get(type(make.area()), place.area_id))
    client.post("/say", data={"words": "About it"})
    client.post("/say/ask/statement", data={"statement": [str(statement.id)]})
    secret = once(client.get("/say/check"))
    statement.status = "retired"
    session.commit()
    assert client.post("/say/check", data={"once": secret}).status_code == 422


def test_a_text_file_called_jpg_is_no_photo(sign_in, session, danny):
    client = sign_in(danny)
    file = (BytesIO(b"hello, I am text"), "holiday.jpg")
    answer = client.post("/say", data={"words": "Look", "photo": file})
    assert answer.status_code == 422
    assert "We cannot open that as a photo." in answer.text and "Look" in answer.text
    assert session.scalars(select(Photo)).all() == []


def test_half_a_photo_is_no_photo(sign_in, session, danny, photo):
    file = (BytesIO(photo().read()[:300]), "half.jpg")
    answer = sign_in(danny).post("/say", data={"words": "Look", "photo": file})
    assert answer.status_code == 422
    assert session.scalars(select(Photo)).all() == []


def test_a_photo_of_20_mb_is_too_big_and_the_words_stay(sign_in, session, danny):
    client = sign_in(danny)
    answer = sent_by_hand(client, "Look at this", b"\xff\xd8" + b"x" * 20 * 1024 * 1024)
    assert answer.status_code == 413
    assert "Photos can be up to 10 MB." in answer.text and "Look at this" in answer.text
    assert "Look at this" in client.get("/say").text
    assert session.scalars(select(Photo)).all() == []


def test_what_no_photo_ever_weighs_is_not_read_at_all(sign_in, danny):
    answer = sent_by_hand(sign_in(danny), "Look", b"x" * 33 * 1024 * 1024)
    assert answer.status_code == 413
    assert "Photos and recordings can be up to 10 MB, other files up to 5 MB." in answer.text
    assert "too many words" not in answer.text


def test_too_many_dots_are_refused_before_they_are_unpacked(sign_in, session, danny):
    from PIL import Image

    file = BytesIO()
    Image.new("1", (7000, 6000)).save(file, "PNG")
    file.seek(0)
    answer = sign_in(danny).post("/say", data={"words": "Look", "photo": (file, "wide.png")})
    assert answer.status_code == 422
    assert "too many dots" in answer.text


def test_photos_have_room_for_200_mb(sign_in, session, danny, photo, monkeypatch):
    full = Photo(owner_id=danny.id, name="f.jpg", width=1, height=1, size=shelf.QUOTA)
    session.add(full)
    answer = sign_in(danny).post("/say", data={"words": "Hi", "photo": (photo(), "a.jpg")})
    assert answer.status_code == 422
    assert "all the room you have" in answer.text


def test_sending_nothing_goes_back_to_the_question(sign_in, danny):
    client = sign_in(danny)
    assert client.get("/say/check").location == "/say"
    assert client.post("/say/check").location == "/say/sent"
    assert client.get("/say/sent").location == "/say"


def test_what_is_wrong_elsewhere_is_said_where_it_can_be_seen(sign_in, make, place, danny):
    client = sign_in(danny)
    here = send(client).location
    place.area_id = make.area().id
    answer = client.post(f"{here}/ask/kind", data={"kind": "idea"})
    assert answer.status_code == 422 and "That place is not here any more." in answer.text
    assert 'href="#kind"' in answer.text and 'id="kind-error"' in answer.text
