"""The secret key can be changed: what was sealed and marked before is found, and new words are new.

A site whose keys do not fit its database does not start.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.audit.checking import verify
from coprod.commands import require_keys
from coprod.concerns import alerts, words
from coprod.concerns.models import Concern, ConcernAlert, ConcernWords
from coprod.config import UnsafeStart
from coprod.db import now
from coprod.web import open_session
from tests.concerns.conftest import CANARY, WORDS
from tests.concerns.test_telling import a_photo, code_in, tell
from tests.conftest import SECRET

NEW, NEWEST = "a-new-key-that-is-long-enough-too", "and-the-newest-of-all-three-of-them"


@pytest.fixture
def has_keys(app, monkeypatch):
    """Give the site another key, and the keys of before."""

    def change(key, *before):
        monkeypatch.setitem(app.config, "SECRET_KEY", key)
        monkeypatch.setitem(app.config, "SECRET_KEYS_BEFORE", before)

    return change


def test_a_changed_key_opens_what_was_sealed_before(
    app, visitor, people, sign_in, session, has_keys
):
    code = code_in(tell(visitor))
    tell(sign_in(people.resident), photo=a_photo())
    for keys in ((NEW, SECRET), (NEWEST, SECRET, NEW)):
        has_keys(*keys)
        require_keys(app)
        visitor = app.test_client()
        assert "You told us at" in visitor.post("/worried/answers", data={"code": code}).text
        own = sign_in(people.resident).post("/my-things/notes", data={"once": "x"})
        assert own.text.count("You told us at") >= 1
        contact = sign_in(people.first)
        for number in session.scalars(select(Concern.id)).all():
            assert CANARY in contact.get(f"/concerns/{number}").text
        kept = next(one.files[0] for one in all_said(app) if one.files)
        assert contact.get(f"/concerns/2/files/{kept.name}").status_code == 200
        tell(sign_in(people.resident), words=f"{CANARY} since {keys[0]}")
    assert len(all_said(app)) == 4
    with open_session("reader", app) as reader:
        assert verify(reader)[1] == ""
    has_keys(SECRET)  # as somebody who stole the first key alone
    with open_session("reader", app) as reader:
        rows = reader.scalars(select(ConcernWords).order_by(ConcernWords.id)).all()
        assert WORDS in words.said(reader, rows[0]).words
        with pytest.raises(words.NotOurs):
            words.said(reader, rows[-1])


def all_said(app):
    with open_session("reader", app) as reader:
        return [words.said(reader, row) for row in reader.scalars(select(ConcernWords))]


def test_a_lost_key_shuts_what_it_sealed_and_nothing_else(
    app, visitor, people, sign_in, session, has_keys, monkeypatch
):
    lost = code_in(tell(visitor))
    has_keys(NEW)
    monkeypatch.setitem(app.config, "KEY_IS_LOST", True)
    require_keys(app)
    visitor = app.test_client()
    tell(visitor, words="told since")
    queue = sign_in(people.first)
    assert queue.get("/concerns").text.count("Told at") == 1
    assert queue.get("/concerns/1").status_code == 404
    assert "told since" in queue.get("/concerns/2").text
    assert visitor.post("/worried/answers", data={"code": lost}).status_code == 422
    session.commit()
    with open_session("engine", app) as writer:
        assert alerts.tell_due(writer, now() + timedelta(days=4)) == "Looked at what waits."
        told = writer.scalars(select(ConcernAlert.concern_id)).all()
    assert sorted(told) == [1, 2, 2]  # the first contact was told of the lost one in its time


def test_keys_that_do_not_fit_start_nothing(app, visitor, people, session, has_keys):
    require_keys(app)  # there is nothing yet
    has_keys(NEW, SECRET)
    tell(visitor)
    session.commit()
    for keys in ((NEW,), (SECRET,), (NEW, NEWEST), (NEWEST, NEW, SECRET), (NEWEST, SECRET)):
        has_keys(*keys)
        with pytest.raises(UnsafeStart, match="COPROD_SECRET_KEYS_BEFORE"):
            require_keys(app)
    for keys in ((NEW, SECRET), (NEWEST, SECRET, NEW)):
        has_keys(*keys)
        require_keys(app)
