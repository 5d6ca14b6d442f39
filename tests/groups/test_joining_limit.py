"""How many come in by a link from one address in a day: a whole hall, and no robot."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coprod.groups import services
from coprod.groups.join_routes import _JOIN_IN_A_DAY
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.sign_in import services as sign_in_services

WORDS = "yellow bus to the sea"
HALL, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "192.0.2.8"}


@pytest.fixture
def join(make, session, as_viewer, one_more):
    """Invite somebody, and let them try to come in from an address."""
    place = make.place()
    host = as_viewer(make.person(place, HatKind.STAFF))

    def join(name, at):
        token = services.invite(session, host, (place.area_id, place.id), HatKind.FAMILY, name)
        sent = {"name": name, "passphrase": WORDS, "passphrase_again": WORDS, "grown_up": "yes"}
        return one_more().post(f"/invited/{token}", data=sent, environ_overrides=at)

    return join


def _joined(session, times):
    for _ in range(times):
        sign_in_services.limit(
            session,
            "join",
            HALL["REMOTE_ADDR"],
            most=_JOIN_IN_A_DAY,
            within=timedelta(days=1),
        )


def test_a_group_joins_in_one_hall(session, join):
    for n in range(11):
        assert join(f"Person Number {n}", HALL).status_code == 303


def test_then_it_is_enough_for_a_day_and_only_there(session, join):
    _joined(session, _JOIN_IN_A_DAY - 1)
    assert join("Number Thirty", HALL).status_code == 303
    before = session.scalar(select(func.count(Person.id)))
    refused = join("Number Thirty-one", HALL)
    assert refused.status_code == 429
    assert "Many people joined from here today. Please try again tomorrow." in refused.text
    assert session.scalar(select(func.count(Person.id))) == before
    assert join("Somebody Elsewhere", ELSEWHERE).status_code == 303


def test_a_link_that_was_refused_still_works(session, join, one_more):
    _joined(session, _JOIN_IN_A_DAY)
    refused = join("Leon Marsh", HALL)
    assert refused.status_code == 429
    again = one_more().post(
        refused.request.path,
        data={
            "name": "Leon Marsh",
            "passphrase": WORDS,
            "passphrase_again": WORDS,
            "grown_up": "yes",
        },
        environ_overrides=ELSEWHERE,
    )
    assert again.status_code == 303
