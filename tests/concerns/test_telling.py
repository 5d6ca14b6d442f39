"""Telling what one is worried about: by anybody, in two steps, kept once and for good."""

import re
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from coprod.concerns import files
from coprod.concerns.models import Concern, ConcernWords
from tests.concerns.conftest import CANARY, WORDS
from tests.sound import samples


def tell(client, **sent):
    """Send the form as its page would, and open the page after it."""
    page = client.get("/worried?area=only").text
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    answer = client.post("/worried", data={"words": WORDS, "once": once} | sent)
    assert answer.status_code == 303, answer.text
    return client.get(answer.location)


def code_in(page):
    return re.search(r'id="code">([^<]+)<', page.text)[1]


def rows(session, kind=Concern):
    session.rollback()
    return session.scalar(select(func.count(kind.id)))


def test_anybody_can_tell_without_signing_in(visitor, people, session):
    page = visitor.get("/worried?area=only").text
    for words in ("Somebody first can read it", "Speak Together", "01632 960 199", "999", "by "):
        assert words in page
    after = tell(visitor)
    assert rows(session) == 1
    assert len(code_in(after).replace(" ", "")) == 28
    assert "We want to read it by" in after.text and "999" in after.text
    assert "These people can read it: Somebody first, Somebody second." in after.text
    assert "It may wait until then. If it cannot wait, please ring." in after.text
    assert after.headers["Cache-Control"] == "no-store"
    assert 'code">' not in visitor.get("/worried/told").text.replace("handout", "")


def test_the_code_leads_back_to_the_answer_and_takes_more(visitor, people, session):
    code = code_in(tell(visitor))
    back = visitor.post("/worried/answers", data={"code": code.lower()})
    assert back.status_code == 200
    assert "You told us at" in back.text and "999" in back.text
    assert CANARY not in back.text  # whoever finds the paper reads the answer, not the words
    which = re.search(r'name="which" value="(\d+)"', back.text)[1]
    sent = {"code": code, "which": which, "words": "and more", "once": "x" * 40}
    for _ in range(2):
        answer = visitor.post("/worried/answers", data=sent)
        assert answer.status_code == 200
    assert rows(session, ConcernWords) == 2


@pytest.mark.parametrize("code", ["", "x", "2" * 28, "😀", "\x00", "9" * 9_000])
def test_a_code_that_is_none_finds_nothing(visitor, people, code):
    assert visitor.post("/worried/answers", data={"code": code}).status_code == 422


def test_a_double_press_is_one_row_and_gives_the_same_code(visitor, people, session):
    first = code_in(tell(visitor, once="the-very-same-secret-of-this-form"))
    second = code_in(tell(visitor, once="the-very-same-secret-of-this-form"))
    assert (first, rows(session)) == (second, 1)


@pytest.mark.parametrize(
    "words",
    ["e" + "\u0301" * 5_000, "\u202egnirts\u202c", "a\x00b", "<script>alert(1)</script>", "HELP"],
)
def test_odd_words_are_kept(visitor, people, session, words):
    tell(visitor, words=words)
    assert rows(session) == 1


def test_too_many_letters_are_given_back(visitor, people, session):
    answer = visitor.post("/worried?area=only", data={"words": "a" * 20_000})
    assert answer.status_code == 422
    assert "a" * 20_000 in answer.text and "5,000 letters or fewer" in answer.text
    assert rows(session) == 0


def test_nothing_at_all_is_asked_again(visitor, people, session):
    answer = visitor.post("/worried?area=only", data={"words": "  "})
    assert answer.status_code == 422
    assert "Write a few words, or say them out loud." in answer.text


def test_a_voice_alone_is_enough_and_a_script_is_none(visitor, people, session):
    script = BytesIO(b"<script>alert(1)</script>"), "voice.webm"
    refused = visitor.post("/worried?area=only", data={"words": "help", "voice": script})
    assert refused.status_code == 422
    assert "We cannot play that as a recording." in refused.text and ">help<" in refused.text
    tell(visitor, words="", voice=(BytesIO(samples.wav()), "a.wav"))
    assert rows(session) == 1


@pytest.mark.parametrize("about", [f"place-{10**20}", "place-", "us-us", "person-0", "\x00", "x"])
def test_a_place_that_is_none_does_not_stop_the_words(visitor, people, session, about):
    tell(visitor, about=about)
    assert rows(session) == 1


def test_an_area_is_asked_where_there_are_several(visitor, people, session):
    page = visitor.get("/worried").text
    assert "Which area are you in?" in page and "01632 960 199" in page
    answer = visitor.post("/worried", data={"words": WORDS})
    assert answer.status_code == 422 and WORDS in answer.text and "Choose your area." in answer.text
    assert visitor.post("/worried", data={"words": WORDS, "area": "only"}).status_code == 303
    assert rows(session) == 1


def test_too_many_from_one_address_are_kept_and_say_so(visitor, people, session, sign_in):
    for _ in range(7):
        tell(visitor)
    assert rows(session) == 7
    queue = sign_in(people.first).get("/concerns").text
    assert queue.count("Many came from the same address") == 2


def a_voice():
    return BytesIO(samples.wav()), "a.wav"


def files_of(app):
    return [one for one in (app.config["UPLOADS"] / "sealed").glob("*") if one.is_file()]


@pytest.mark.parametrize("most", ["MOST", "MOST_OF_ALL"])
def test_too_many_files_of_a_day_never_turn_the_words_away(
    visitor, people, session, sign_in, app, monkeypatch, most
):
    monkeypatch.setattr(files, most, 2)
    for _ in range(2):
        assert "did not come through" not in tell(visitor, voice=a_voice()).text
    after = tell(visitor, words="and the words stay", voice=a_voice())
    assert "We have your words. Your photo or recording did not come through." in after.text
    assert (rows(session), len(files_of(app))) == (3, 2)
    refused = visitor.post("/worried?area=only", data={"words": "", "voice": a_voice()})
    assert refused.status_code == 429 and "999" in refused.text
    assert "Please write a few words, or ring a number here." in refused.text
    assert rows(session) == 3
    read = sign_in(people.first).get("/concerns/3").text
    assert "and the words stay" in read and "Too many came that day" in read
    own = tell(sign_in(people.resident), voice=a_voice())  # counted by themselves
    assert "did not come through" not in own.text and len(files_of(app)) == 3


@pytest.mark.parametrize("own", [False, True], ids=["by code", "signed in"])
def test_more_can_be_said_with_a_voice_or_a_photo_alone(
    visitor, people, session, sign_in, app, own
):
    client = sign_in(people.resident) if own else visitor
    code = code_in(tell(client))
    where = "/my-things/notes" if own else "/worried/answers"
    page = client.post(where, data={"code": code}).text
    assert 'enctype="multipart/form-data"' in page and 'id="voice-1"' in page
    sent = {"code": code, "which": "1", "words": "", "once": "v" * 40}
    nothing = client.post(where, data=sent)
    assert nothing.status_code == 422 and "Write a few words" in nothing.text
    assert 'href="#words-1"' in nothing.text
    script = BytesIO(b"<script>alert(1)</script>"), "voice.webm"
    refused = client.post(where, data=sent | {"words": "help", "voice": script})
    assert refused.status_code == 422 and ">help<" in refused.text
    assert 'href="#voice-1"' in refused.text
    for _ in range(2):  # a double press is one
        added = client.post(where, data=sent | {"voice": a_voice()})
        assert added.status_code == 200 and "You added something" in added.text
    photo = client.post(where, data=sent | {"photo": a_photo(), "once": "p" * 40})
    assert "Thank you." in photo.text
    assert (rows(session, ConcernWords), len(files_of(app))) == (3, 2)
    contact = sign_in(people.first).get("/concerns/1").text
    voice = re.search(r'<audio[^>]* src="([^"]+)"', contact)[1]
    assert sign_in(people.first).get(voice).mimetype == "audio/wav"
    assert "See the photo" in contact


def test_what_does_not_fit_of_more_is_said_so(visitor, people, session, app, monkeypatch):
    monkeypatch.setattr(files, "MOST", 0)
    code = code_in(tell(visitor))
    sent = {"code": code, "which": "1", "words": "more", "once": "x" * 40, "voice": a_voice()}
    added = visitor.post("/worried/answers", data=sent)
    assert added.status_code == 200 and "did not come through" in added.text
    assert (rows(session, ConcernWords), len(files_of(app))) == (2, 0)
    alone = sent | {"words": "", "once": "y" * 40, "voice": a_voice()}
    refused = visitor.post("/worried/answers", data=alone)
    assert refused.status_code == 429 and 'href="#voice-1"' in refused.text


def a_photo():
    made = BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "PNG")
    made.seek(0)
    return made, "a.png"


def test_without_contacts_nothing_is_promised(visitor, make, session):
    make.area(worried_phone="0333 3")
    page = visitor.get("/worried").text
    assert "Tell us here" not in page and "0333 3" in page
    answer = visitor.post("/worried", data={"words": WORDS})
    assert answer.status_code == 409 and WORDS in answer.text
