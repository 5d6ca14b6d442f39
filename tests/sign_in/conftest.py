"""People who can come in with a passphrase."""

import pytest

from coprod.people.hats import HatKind
from coprod.sign_in import passphrases, services

WORDS = "yellow bus to the sea"
_stored = passphrases.hashed(WORDS)


@pytest.fixture
def place(make):
    return make.place()


@pytest.fixture
def danny(make, session, place):
    danny = make.person(place, HatKind.USES_SERVICES, slug="danny-okafor", name="Danny Okafor")
    services.set_passphrase(session, danny.id, _stored)
    make.person(place)  # somebody else, who must never be found instead
    session.flush()
    return danny


@pytest.fixture
def come_in(visitor):
    """Send the sign-in form."""

    def send(client=visitor, name="danny-okafor", passphrase=WORDS, **more):
        return client.post("/sign-in", data={"name": name, "passphrase": passphrase} | more)

    return send


@pytest.fixture
def one_more(app, session):
    """Make one more browser, at an address of its own if one is given."""

    def open_one(address="127.0.0.1"):
        client = app.test_client()
        client.session_to_commit = session
        client.environ_base["REMOTE_ADDR"] = address
        return client

    return open_one


@pytest.fixture
def hashes(monkeypatch):
    """How often the slow hash was worked out: the same for everybody, or time would tell."""
    from argon2 import PasswordHasher

    counted = []
    verify = PasswordHasher.verify

    def counting(self, stored, words):
        counted.append(stored)
        return verify(self, stored, words)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    return counted
