"""Somebody leaves: their hat ends at once, said by an advocate or by a command."""

import pytest
from sqlalchemy import select

from coprod.errors import NotAllowed
from coprod.groups import hats, policy, worn
from coprod.groups.cli import people
from coprod.groups.models import HatChange
from coprod.people.hats import HatKind
from coprod.people.models import Hat


@pytest.fixture
def place(make):
    return make.place(make.area(slug="our-town"), name="Mill Lane", slug="mill-lane")


@pytest.fixture
def hannah(make, area):
    return make.person(area, HatKind.ADVOCATE, name="Hannah Lowe", slug="hannah")


@pytest.fixture
def jo(make, place, area):
    """A worker at two places, beside others."""
    jo = make.person(place, HatKind.STAFF, name="Jo Pickering", slug="jo")
    make.hat(jo, make.place(area, name="Weavers' Yard"), HatKind.STAFF)
    make.person(place, name="Danny Okafor")
    make.hat(make.person(name="Bev Waits"), place, HatKind.FAMILY, confirmed=False)
    make.person(make.place(), HatKind.STAFF, name="Far Away")
    return jo


def hat_at(session, person, place):
    session.expire_all()
    return session.scalars(
        select(Hat).where(Hat.person_id == person.id, Hat.place_id == place.id)
    ).one_or_none()


def test_the_advocate_sees_who_takes_part_there_and_nobody_else_does(
    hannah, jo, place, make, sign_in
):
    client = sign_in(hannah)
    assert f'href="/group/people/{place.id}"' in client.get("/group").text
    page = client.get(f"/group/people/{place.id}").text
    assert "Jo Pickering has left" in page and "Danny Okafor has left" in page
    assert "Bev Waits" not in page and "Far Away" not in page
    cost = client.statements
    for _ in range(5):
        make.person(place)
    client.get(f"/group/people/{place.id}")
    assert client.statements == cost <= 5


@pytest.mark.parametrize(
    "hat", [HatKind.USES_SERVICES, HatKind.FAMILY, HatKind.STAFF, HatKind.MANAGER]
)
def test_it_is_no_page_for_others(hannah, jo, place, make, sign_in, session, hat):
    who = make.person(place, hat)
    client, theirs = sign_in(who), hat_at(session, jo, place)
    assert client.get(f"/group/people/{place.id}").status_code == 404
    assert "/group/people/" not in client.get("/group").text
    for method in (client.get, client.post):
        assert method(f"/group/hats/{theirs.id}/left").status_code == 404
    assert hat_at(session, jo, place)


def test_the_advocate_says_that_somebody_has_left(hannah, jo, place, sign_in, session, as_viewer):
    worker, client = sign_in(jo), sign_in(hannah)
    worker.post(f"/group/hat/{place.id}", data={"kind": "family"})
    url = f"/group/hats/{hat_at(session, jo, place).id}/left"
    page = client.get(url).text
    assert "Has Jo Pickering left?" in page and "Never their own." in page
    assert hat_at(session, jo, place)
    answer = client.post(url)
    assert (answer.status_code, answer.location) == (303, f"/group/people/{place.id}?done=yes")
    assert hat_at(session, jo, place) is None
    assert session.scalars(select(HatChange)).all() == []
    assert worker.get("/my-settings/passphrase").status_code == 302
    assert place.id not in as_viewer(jo).places and as_viewer(jo).places
    assert client.post(url).status_code == 404


def test_saying_twice_that_somebody_has_left_gets_the_same_answer(
    hannah, jo, place, sign_in, session
):
    client, url = sign_in(hannah), f"/group/hats/{hat_at(session, jo, place).id}/left"
    first, again = (client.post(url, data={"once": "s"}) for _press in range(2))
    assert (first.status_code, first.location) == (again.status_code, again.location)
    assert again.location == f"/group/people/{place.id}?done=yes"


def test_an_advocate_who_works_there_ends_no_hat_there(
    hannah, jo, place, make, sign_in, session, as_viewer
):
    make.hat(hannah, place, HatKind.STAFF)
    theirs = hat_at(session, jo, place)
    assert sign_in(hannah).get(f"/group/people/{place.id}").status_code == 404
    assert sign_in(hannah).post(f"/group/hats/{theirs.id}/left").status_code == 404
    left = worn.Worn(theirs.id, jo.id, place.area_id, place.id, HatKind.STAFF, "Jo", "Mill Lane")
    with pytest.raises(NotAllowed, match="does not work at the place"):
        hats.end(session, as_viewer(hannah), left)


def test_nobody_ends_their_own(hannah, place, make, as_viewer, session, sign_in):
    make.hat(hannah, place, HatKind.USES_SERVICES)
    assert not policy.may_end(as_viewer(hannah), place.area_id, place.id, hannah.id)
    own = hat_at(session, hannah, place)
    assert sign_in(hannah).post(f"/group/hats/{own.id}/left").status_code == 404


def test_the_advocate_of_another_area_finds_nothing(jo, place, make, sign_in, session):
    client = sign_in(make.person(make.area(), HatKind.ADVOCATE))
    assert client.get(f"/group/people/{place.id}").status_code == 404
    assert client.post(f"/group/hats/{hat_at(session, jo, place).id}/left").status_code == 404


def test_a_hat_of_the_whole_area_is_ended_by_command_only(
    hannah, area, make, sign_in, session, run
):
    imran = make.person(area, HatKind.COMMISSIONER, slug="imran", name="Imran")
    hat = session.scalars(select(Hat).where(Hat.person_id == imran.id)).one()
    assert sign_in(hannah).post(f"/group/hats/{hat.id}/left").status_code == 404
    client = sign_in(imran)
    told = run(people, "end-hat", "Imran", "--hat", "commissioner", "--area", "our-town")
    assert told == (0, "Imran has left, and is signed out everywhere.\n")
    assert session.scalars(select(Hat).where(Hat.person_id == imran.id)).all() == []
    assert client.get("/my-settings/passphrase").status_code == 302


def test_the_command_ends_one_hat_and_no_other(run, jo, place, session):
    told = run(people, "end-hat", "jo", "--hat", "staff", "--place", "mill-lane")
    assert told[0] == 0
    assert hat_at(session, jo, place) is None
    assert len(session.scalars(select(Hat).where(Hat.person_id == jo.id)).all()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody", "--hat", "staff", "--place", "mill-lane"], "Nobody signs in as nobody."),
        (["jo", "--hat", "family", "--place", "mill-lane"], "no such hat there"),
        (["jo", "--hat", "staff", "--place", "nowhere"], "no place called nowhere"),
        (["jo", "--hat", "staff"], "give --place"),
        (["jo", "--hat", "advocate", "--area", "our-town"], "no such hat there"),
    ],
)
def test_a_hat_that_is_not_there_is_one_line(run, jo, session, arguments, said):
    before = len(session.scalars(select(Hat)).all())
    status, output = run(people, "end-hat", *arguments)
    assert status == 2 and said in output
    assert len(session.scalars(select(Hat)).all()) == before
