"""Coming in leads back to where one was; leaving quickly leaves nothing behind."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from coprod.front.leave_routes import ELSEWHERE
from coprod.sign_in import services
from coprod.sign_in.models import SignIn
from tests.journeys.pages import press


@pytest.fixture
def published(make, place, people):
    return make.issue(place, people.person, title="A loud door", published=True)


def test_signing_in_comes_back_to_the_page(published, visitor):
    page = visitor.get(f"/issues/{published.id}").text
    assert page.count(f'href="/sign-in?next=/issues/{published.id}"') == 2  # me too, and the foot
    found = visitor.get("/issues?words=late+bus").text
    assert 'href="/sign-in?next=/issues?words%3Dlate%2Bbus"' in found
    assert (
        'name="next" value="/issues?words=late+bus"'
        in visitor.get("/sign-in?next=/issues?words%3Dlate%2Bbus").text
    )


@pytest.mark.parametrize("address", ["/", "/nowhere?x=1", "/sign-in", "/better/1-abc"])
def test_where_there_is_nothing_to_come_back_to_the_door_is_the_door(address, visitor, place):
    assert 'href="/sign-in"' in visitor.get(address).text


@pytest.mark.parametrize("astray", ["//bad.example", "https://bad.example/", "/\\bad.example"])
def test_the_door_never_leads_to_another_site(astray, visitor, place):
    page = visitor.get("/sign-in", query_string={"next": astray}).text
    assert "bad.example" not in page


def test_coming_in_by_picture_comes_back_too(demo, visitor):
    door = visitor.get("/sign-in?next=/promises").text
    assert 'href="/demo-door?next=/promises"' in door
    assert 'href="/sign-in?next=/promises"' in visitor.get("/demo-door?next=/promises").text
    gone = press(visitor, "/demo-door?next=/promises", "/demo-door", person="danny")
    assert gone.location == "/promises"


def is_in(client):
    return client.get("/my-things").status_code == 200


def test_leaving_quickly_signs_out_also_where_the_header_is_unknown(people, sign_in, session):
    client, elsewhere = sign_in(people.person), sign_in(people.person)
    answer = client.get("/leave")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get_cookie("coprod") is None
    assert not is_in(client)
    assert is_in(elsewhere)
    assert session.scalars(select(SignIn.ended_at)).all() == [None]  # the one elsewhere


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Purpose": "prefetch;prerender"}]
)
def test_nobody_else_signs_somebody_out(headers, people, sign_in):
    client = sign_in(people.person)
    assert client.get("/leave", headers=headers).status_code == 303
    assert is_in(client)


def test_leaving_quickly_leaves_also_when_the_database_is_busy(people, sign_in, monkeypatch):
    def busy(*_args):
        raise OperationalError("", {}, Exception("database is locked"))

    client = sign_in(people.person)
    monkeypatch.setattr(services, "end", busy)
    assert client.get("/leave").status_code == 303
    assert not is_in(client)


@pytest.mark.parametrize(
    "error", [OperationalError("", {}, Exception("gone")), NoConnection("all are busy")]
)
def test_leaving_quickly_leaves_also_when_the_database_cannot_be_read(
    error, people, sign_in, monkeypatch
):
    def cannot(*_args):
        raise error

    client = sign_in(people.person)
    with monkeypatch.context() as broken:
        broken.setattr("coprod.sign_in.queries.by_token", cannot)
        answer = client.get("/leave")
    assert (answer.status_code, answer.location) == (303, ELSEWHERE)
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get_cookie("coprod") is None
    assert not is_in(client)


def test_a_visitor_can_leave_quickly(visitor, place):
    assert visitor.get("/leave").status_code == 303


def test_signing_out_everywhere_tells_the_browser_to_forget(people, sign_in):
    client = sign_in(people.person)
    answer = press(client, "/my-settings", "/my-settings/sign-out-everywhere")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)
