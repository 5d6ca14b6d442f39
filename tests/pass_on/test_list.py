"""Everything that was passed on, the longest without an answer first."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.pass_on.models import PassedOn
from tests.pass_on.conftest import TO
from tests.pass_on.test_link import send


@pytest.fixture
def many(make, session, place, everyone):
    for n in range(30):
        issue = make.issue(place, title=f"Bus {n}", published=n != 3)
        row = PassedOn(
            area_id=place.area_id,
            issue_id=issue.id,
            by_id=everyone.manager.id,
            asked_on=today(),
            sent_on=today() - timedelta(days=n // 2),
            **TO,
        )
        session.add(row)
    session.add(
        PassedOn(
            area_id=place.area_id,
            issue_id=issue.id,
            by_id=everyone.manager.id,
            asked_on=today(),
            **TO | {"body": "Never sent"},
        )
    )
    session.flush()


def read(client):
    found, address = [], "/passed-on"
    while address:
        html = client.get(address).text
        found += [int(one.split("<")[0]) for one in html.split(">Bus ")[1:]]
        address = html.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in html else ""
    return found


def test_oldest_first_over_all_pages(many, visitor, sign_in, everyone):
    order = sorted(range(30), key=lambda n: (-(n // 2), n))
    assert read(sign_in(everyone.family)) == order
    assert read(visitor) == [n for n in order if n != 3]
    assert "Never sent" not in visitor.get("/passed-on").text


def test_it_costs_the_same_however_long(many, visitor):
    visitor.get("/passed-on")
    assert visitor.statements <= 2, visitor.asked


def test_answers_are_a_list_of_their_own(visitor, link):
    assert "No answer yet" in visitor.get("/passed-on").text
    send(visitor, link)
    assert "Nothing is waiting." in visitor.get("/passed-on").text
    assert "They answered on" in visitor.get("/passed-on?answered=yes").text
    for odd in ("x", "1.1", "2026-99-99.1", "9" * 30):
        assert visitor.get(f"/passed-on?after={odd}").status_code == 200
