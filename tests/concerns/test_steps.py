"""What contacts do, one step after the other, and what the person reads of it."""

import re
from io import BytesIO

from sqlalchemy import func, select

from coprod.concerns.models import Concern, ConcernStep, ConcernWords
from tests.concerns.conftest import CANARY, WORDS
from tests.concerns.test_telling import code_in, tell
from tests.sound import samples

PASSED = {"to": "The safety team", "wants": "My card", "agreed": "no", "why": "Others too."}


def begun(session):
    session.rollback()
    number = session.scalars(select(Concern.id).order_by(Concern.id.desc())).first()
    session.commit()
    return f"/concerns/{number}"


def read(client, here):
    page = client.get(here).text
    up_to = re.search(r'name="up_to" value="(\d+)"', page)[1]
    return client.post(here, data={"up_to": up_to})


def test_the_whole_way_and_what_the_person_reads(visitor, people, sign_in, session):
    code = code_in(tell(visitor))
    here, contact = begun(session), sign_in(people.first)
    assert read(contact, here).status_code == 303
    assert "I have read it" not in contact.get(here).text
    refused = contact.post(f"{here}/passed", data=PASSED | {"why": ""})
    assert refused.status_code == 422 and "Write why you passed it on." in refused.text
    assert "The safety team" in refused.text
    assert contact.post(f"{here}/passed", data=PASSED).status_code == 303
    assert contact.post(f"{here}/answer", data={"words": "I come at 2."}).status_code == 303
    assert contact.post(f"{here}/back", data={"words": "The card is back."}).status_code == 303
    assert contact.post(f"{here}/close", data={"words": "It is over."}).status_code == 303
    assert contact.get(f"{here}/passed").status_code == 409
    page = visitor.post("/worried/answers", data={"code": code}).text
    for words in ("The safety team", "Others too.", "I come at 2.", "The card is back.", "over."):
        assert words in page
    assert "Somebody first" in page and CANARY not in page


def test_what_is_added_waits_again_and_opens_what_was_closed(visitor, people, sign_in, session):
    code = code_in(tell(visitor))
    here, contact = begun(session), sign_in(people.first)
    read(contact, here)
    contact.post(f"{here}/passed", data=PASSED)
    contact.post(f"{here}/back", data={"words": "Back."})
    contact.post(f"{here}/close", data={"words": "Over."})
    which = here.rpartition("/")[2]
    visitor.post("/worried/answers", data={"code": code, "which": which, "words": "it goes on"})
    assert "Waits to be read since" in contact.get("/concerns").text
    assert read(contact, here).status_code == 303
    assert "it goes on" in contact.get(here).text
    assert contact.get(f"{here}/passed").status_code == 200


def test_words_that_came_while_somebody_read_are_not_read(visitor, people, sign_in, session):
    code = code_in(tell(visitor))
    here, contact = begun(session), sign_in(people.first)
    page = contact.get(here).text
    which = here.rpartition("/")[2]
    visitor.post("/worried/answers", data={"code": code, "which": which, "words": "more"})
    up_to = re.search(r'name="up_to" value="(\d+)"', page)[1]
    assert contact.post(here, data={"up_to": up_to}).status_code == 303
    assert "Waits to be read since" in contact.get("/concerns").text


def test_five_presses_are_one_step(visitor, people, sign_in, session):
    tell(visitor)
    here, contact = begun(session), sign_in(people.first)
    read(contact, here)
    for _ in range(5):
        answer = contact.post(f"{here}/passed", data=PASSED | {"once": "s" * 40})
        assert answer.status_code == 303
        answer = contact.post(f"{here}/answer", data={"words": "Hello", "once": "t" * 40})
        assert answer.status_code == 303
    session.rollback()
    assert session.scalar(select(func.count(ConcernStep.id))) == 2
    assert session.scalar(select(func.count(ConcernWords.id))) == 2


def test_a_wrong_step_is_put_right_by_another(visitor, people, sign_in, session):
    code = code_in(tell(visitor))
    here, contact = begun(session), sign_in(people.first)
    read(contact, here)
    contact.post(f"{here}/passed", data=PASSED)
    step = session.scalars(select(ConcernStep.id).order_by(ConcernStep.id.desc())).first()
    wrong = f"{here}/wrong/{step}"
    assert contact.get(wrong).status_code == 200
    assert contact.post(wrong, data={"words": "It was not sent."}).status_code == 303
    assert contact.post(wrong, data={"words": "Again"}).status_code == 409
    assert contact.get(f"{here}/back").status_code == 409, "it was not passed on after all"
    page = contact.get(here).text
    assert "The safety team" in page and "It was not sent." in page
    assert "The safety team" not in visitor.post("/worried/answers", data={"code": code}).text
    assert contact.get(f"{here}/wrong/{step - 1}").status_code == 404


def test_a_voice_is_sealed_on_the_disk_and_heard_by_contacts_alone(
    visitor, people, sign_in, session, app
):
    tell(visitor, voice=(BytesIO(samples.wav()), "a.wav"))
    here, contact = begun(session), sign_in(people.second)
    url = re.search(r'src="(/concerns/[^"]+/files/[^"]+)"', contact.get(here).text)[1]
    heard = contact.get(url)
    assert (heard.status_code, heard.mimetype) == (200, "audio/wav")
    assert heard.data.startswith(b"RIFF") and heard.headers["Cache-Control"] == "no-store"
    assert heard.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    [file] = [one for one in app.config["UPLOADS"].rglob("*") if one.is_file()]
    assert b"RIFF" not in file.read_bytes()
    for who in ("manager", "advocate", "site_admin"):
        assert sign_in(getattr(people, who)).get(url).status_code == 404
    file.write_bytes(b"something else")
    assert contact.get(url).status_code == 404


def test_whoever_is_signed_in_finds_it_in_my_things(people, sign_in, session):
    client = sign_in(people.resident)
    assert "Notes for me" not in client.get("/my-things").text
    tell(client)
    assert "Notes for me" in client.get("/my-things").text
    door = client.get("/my-things/notes").text
    assert "worried" not in door.partition("<main")[2] and "told" not in door.partition("<main")[2]
    here, contact = begun(session), sign_in(people.first)
    assert "Somebody resident" in contact.get(here).text
    contact.post(f"{here}/answer", data={"words": "I come at 2."})
    opened = client.post("/my-things/notes").text
    assert "I come at 2." in opened and WORDS not in opened
    which = here.rpartition("/")[2]
    added = client.post("/my-things/notes", data={"which": which, "words": "thank you"})
    assert added.status_code == 200 and "We keep what you added" in added.text
    other = sign_in(people.family)
    assert other.get("/my-things/notes").status_code == 404
    sent = {"which": which, "words": "not mine"}
    assert other.post("/my-things/notes", data=sent).status_code == 404


def test_a_name_can_be_kept_off(people, sign_in, session):
    client = sign_in(people.resident)
    tell(client, name_off="y")
    page = sign_in(people.first).get(begun(session)).text
    assert "Somebody who keeps their name off" in page and "Somebody resident" not in page
    assert "Rose House" not in page, "where they live would say who it may be"
    assert "Notes for me" in client.get("/my-things").text


def test_the_queue_costs_as_much_with_many(visitor, people, sign_in, place, session):
    contact = sign_in(people.second)
    tell(visitor, about=f"place-{place.id}")
    contact.get("/concerns")
    contact.get("/concerns")
    few = contact.statements
    for about in (f"place-{place.id}", "us", "", f"person-{people.first.id}"):
        tell(visitor, about=about)
    assert contact.get("/concerns").text.count("Waits to be read since") == 5
    assert contact.statements <= few + 1
