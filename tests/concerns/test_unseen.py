"""Nobody but a fitting contact can know that there is anything: no page, body, header or time."""

import logging
import re
from base64 import urlsafe_b64decode
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from coprod.concerns.models import Concern, ConcernAlert, ConcernStep, ConcernWords, Happened
from coprod.db import HERE, Base, midnight, now
from coprod.sign_in.models import Attempt
from tests.concerns.conftest import CANARY, WORDS
from tests.concerns.test_telling import a_photo, code_in, tell
from tests.journeys.crawl import crawl

NOT_CONTACTS = (
    "resident family staff manager commissioner advocate site_admin only_hat stranger far".split()  # noqa: SIM905
)
NO_ADDRESS = "/there-is-no-such-page"


@pytest.fixture
def told(visitor, people, place, session):
    """A concern about Rose House, with its code; and every address of the queue."""
    code = code_in(tell(visitor, about=f"place-{place.id}")).replace(" ", "")
    number = session.scalars(select(Concern.id)).one()
    session.commit()
    return number, code


def addresses(number):
    one = f"/concerns/{number}"
    return [
        "/concerns",
        one,
        *(f"{one}/{step}" for step in ("passed", "back", "close", "answer", "wrong/1", "files/x")),
    ]


def plainly(answer, address):
    """What an answer says, without the address it was asked at and the token of its forms."""
    body = re.sub(r'(name="csrf-token" content|name="csrf_token" value)="[^"]*"', "", answer.text)
    headers = {name: value for name, value in answer.headers if name != "Content-Length"}
    return answer.status_code, body.replace(address, ""), headers


@pytest.mark.parametrize("who", [*NOT_CONTACTS, ""])
def test_every_address_is_as_one_that_is_not_there(told, people, sign_in, visitor, who):
    client = sign_in(getattr(people, who)) if who else visitor
    client.get(NO_ADDRESS)  # the first page of a browser sets its cookie
    nothing = plainly(client.get(NO_ADDRESS), NO_ADDRESS)
    assert nothing[0] == 404
    if who == "far":
        assert "Nothing waits now." in client.get("/concerns").text
    for address in addresses(told[0])[who == "far" :]:
        assert plainly(client.get(address), address) == nothing, address


NO_TOKEN = {"X-CSRFToken": ""}
WAYS = [
    *({"method": method} for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")),
    {"method": "POST", "headers": NO_TOKEN},
    {"method": "POST", "headers": NO_TOKEN | {"HX-Request": "true"}},
    {"method": "POST", "data": {"words": "x" * 300_000}, "headers": NO_TOKEN},
    {"method": "POST", "headers": {"Sec-Fetch-Site": "cross-site"}},
]


@pytest.mark.parametrize("who", ["manager", "only_hat", ""])
def test_no_way_of_asking_tells_it_from_one_that_is_not_there(told, people, sign_in, visitor, who):
    client = sign_in(getattr(people, who)) if who else visitor
    client.get(NO_ADDRESS)
    for way in WAYS:
        asked = {"data": {"words": "a few words", "why": "some more", "up_to": "9"}} | way
        nothing = plainly(client.open(NO_ADDRESS, **copied(asked)), NO_ADDRESS)
        assert nothing[0] == (403 if "Sec-Fetch-Site" in asked.get("headers", {}) else 404)
        for address in addresses(told[0]):
            answer = client.open(address, **copied(asked))
            assert plainly(answer, address) == nothing, (address, asked)
    for address in (f"/concerns//{told[0]}", "/concerns/", f"/concerns/{told[0]}//close"):
        assert client.get(address).status_code == 404


def copied(asked):
    """A client takes what it is given apart."""
    return {name: value if isinstance(value, str) else dict(value) for name, value in asked.items()}


def test_a_contact_whose_token_is_old_gets_their_words_back(told, people, sign_in):
    here = f"/concerns/{told[0]}/answer"
    client = sign_in(people.first)
    answer = client.post(here, data={"words": "my long answer"}, headers=NO_TOKEN)
    assert answer.status_code == 400
    assert "my long answer" in answer.text and "Send my words again" in answer.text
    assert client.post("/concerns").status_code == 400


@pytest.mark.parametrize("who", ["first", "second"])
def test_contacts_read_it(told, people, sign_in, who):
    client = sign_in(getattr(people, who))
    assert "Told at" in client.get("/concerns").text
    page = client.get(f"/concerns/{told[0]}")
    assert WORDS in page.text and "It is about Rose House." in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert client.get(f"/concerns/{told[0] + 1}").status_code == 404
    assert client.get(f"/concerns/{10**20}").status_code == 404


def test_it_takes_as_long_as_an_address_that_is_not_there(told, people, sign_in):
    client = sign_in(people.manager)
    took = {NO_ADDRESS: [], f"/concerns/{told[0]}": [], "/concerns": []}
    for _ in range(6):  # what lasts is no accident of a busy machine
        for _ in range(20):  # by turns: it is busy for all of them
            for address, times in took.items():
                begun = perf_counter()
                client.get(address)
                times.append(perf_counter() - begun)
        medians = [median(times) for times in took.values()]
        if max(medians) - min(medians) < 0.02:
            break
    assert max(medians) - min(medians) < 0.02


@pytest.mark.parametrize("who", [*NOT_CONTACTS, "first", ""])
def test_no_crawl_finds_a_word_of_it(told, people, sign_in, visitor, who, caplog):
    caplog.set_level(logging.DEBUG)
    client = sign_in(getattr(people, who)) if who else visitor
    found = crawl(client, start=("/", "/what-the-site-does", "/group"), alike=3)
    assert len(found) > 5
    with_it = [path for path, answer in found.items() if CANARY in answer.text]
    assert with_it == ([f"/concerns/{told[0]}"] if who == "first" else [])
    links = [path for path, answer in found.items() if "/concerns" in answer.text]
    assert bool(links) == (who == "first")
    assert CANARY not in caplog.text


def test_only_whoever_was_told_has_a_card(told, people, sign_in):
    assert "Something waits for you to read it" in sign_in(people.first).get("/").text
    assert "Something waits" not in sign_in(people.second).get("/").text
    assert "Something waits" not in sign_in(people.advocate).get("/").text


@pytest.mark.parametrize("kind", [Concern, ConcernWords, ConcernStep, ConcernAlert])
def test_no_row_is_changed_or_removed(told, people, sign_in, session, kind):
    client = sign_in(people.first)
    seen = session.scalars(select(ConcernWords.id)).one()
    client.post(f"/concerns/{told[0]}", data={"up_to": str(seen)})
    session.commit()
    table = kind.__tablename__
    assert session.scalar(select(kind.id)) is not None
    session.commit()
    for change in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="append-only"):
            session.execute(text(change))
        session.rollback()


def test_what_the_database_holds_says_no_word_of_it(told, people, session, app, sign_in):
    """In no table, and in no file beside it: as whoever copies the disk would read it."""
    tell(sign_in(people.resident), photo=a_photo())
    for table in Base.metadata.sorted_tables:
        for row in session.execute(table.select()):
            assert CANARY not in repr(row) and told[1] not in repr(row), table.name
    session.rollback()
    files = [one for one in app.config["UPLOADS"].rglob("*") if one.is_file()]
    assert len(files) == 1 and b"JFIF" not in files[0].read_bytes()
    url = app.extensions["engine"].url
    if url.get_backend_name() == "sqlite":
        whole = b"".join(one.read_bytes() for one in Path(url.database).parent.glob("test.sqlite*"))
        assert len(whole) > 10_000
        assert CANARY.encode() not in whole and told[1].encode() not in whole


def test_no_row_and_no_file_says_more_than_the_day(told, people, sign_in, session, app):
    """Beside the minute of a sign-in it would say who told it."""
    begun = now() - timedelta(seconds=50)
    tell(sign_in(people.resident), photo=a_photo())
    client, here = sign_in(people.first), f"/concerns/{told[0]}"
    client.post(here, data={"up_to": str(session.scalars(select(ConcernWords.id)).first())})
    for kind in (Concern, ConcernWords, ConcernStep, ConcernAlert, Attempt):
        days = session.scalars(select(kind.at)).all()
        assert days and set(days) == {midnight()}, kind
    files = [one for one in app.config["UPLOADS"].rglob("*") if one.is_file()]
    assert [one.stat().st_mtime for one in files] == [midnight().timestamp()]
    sealed = [*session.scalars(select(ConcernWords.sealed)), *(one.read_bytes() for one in files)]
    assert {urlsafe_b64decode(one)[1:9] for one in sealed} == {bytes(8)}  # where it bears its time
    told_at = re.findall(r"Told at (\d+:\d\d) today", client.get("/concerns").text)
    minutes = {f"{at.astimezone(HERE):%-H:%M}" for at in (begun, now())}
    assert told_at and minutes >= set(told_at)


def test_a_state_out_of_order_is_refused(told, people, sign_in, session):
    client = sign_in(people.first)
    here = f"/concerns/{told[0]}"
    assert client.get(f"{here}/close").status_code == 409
    assert client.post(f"{here}/close", data={"words": "x"}).status_code == 409
    assert client.post(here, data={"up_to": "9" * 30}).status_code == 409
    assert session.scalar(select(ConcernStep.id)) is None
    assert Happened.READ.value == "read"
