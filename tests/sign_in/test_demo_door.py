"""The demo door: anyone made up, in one tap, and nobody real."""

import pytest

from coprod.people.hats import HatKind


@pytest.fixture
def town(make):
    return make.area(is_demo=True, name="Alderbrook")


@pytest.fixture
def leon(make, town):
    house = make.place(town, name="Mill Lane")
    return make.person(house, slug="leon", name="Leon Marsh", about="Likes films.", is_demo=True)


def test_one_tap_makes_you_anyone(leon, visitor):
    page = visitor.get("/demo-door").text
    assert "Leon Marsh" in page and "Mill Lane" in page and "Likes films." in page
    response = visitor.post("/demo-door", data={"person": "leon"})
    assert (response.status_code, response.location) == (303, "/")
    assert visitor.get("/my-settings/passphrase").status_code == 200


def test_another_tap_makes_you_somebody_else(leon, make, town, visitor, session):
    from sqlalchemy import select

    from coprod.sign_in.models import SignIn

    make.person(town, HatKind.ADVOCATE, slug="hannah", is_demo=True)
    visitor.post("/demo-door", data={"person": "leon"})
    visitor.post("/demo-door", data={"person": "hannah"})
    assert session.scalars(select(SignIn.ended_at)).all() == [None]  # the one before is gone


def test_people_are_grouped_by_hat_with_people_who_use_services_first(leon, make, town, visitor):
    make.person(town, HatKind.ADVOCATE, name="Hannah Lowe", is_demo=True)
    page = visitor.get("/demo-door").text
    assert page.index("Leon Marsh") < page.index("Advocates") < page.index("Hannah Lowe")


def test_nobody_real_is_behind_it(leon, make, town, visitor):
    make.person(make.place(town), slug="real", name="Real Person")
    both = make.person(make.place(town), slug="both", name="Of Two Towns", is_demo=True)
    make.hat(both, make.place(), HatKind.STAFF)
    make.hat(
        make.person(slug="waiting", name="Not Yet", is_demo=True),
        town,
        HatKind.ADVOCATE,
        confirmed=False,
    )
    page = visitor.get("/demo-door").text
    for slug, name in (("real", "Real Person"), ("both", "Of Two Towns"), ("waiting", "Not Yet")):
        assert name not in page
        assert visitor.post("/demo-door", data={"person": slug}).status_code == 404
    assert visitor.get("/my-settings/passphrase").status_code == 302


def test_without_a_demo_there_is_no_door(make, visitor):
    make.person(make.place(), slug="leon", is_demo=True)
    assert visitor.get("/demo-door").status_code == 404
    assert visitor.post("/demo-door", data={"person": "leon"}).status_code == 404
    assert "/demo-door" not in visitor.get("/sign-in").text


def test_the_sign_in_page_shows_the_way(leon, visitor):
    assert 'href="/demo-door"' in visitor.get("/sign-in").text


def test_the_door_asks_few_questions_of_the_database(leon, make, town, visitor):
    visitor.get("/demo-door")
    few = visitor.statements
    for _ in range(5):
        make.person(make.place(town), is_demo=True)
    visitor.get("/demo-door")
    assert visitor.statements == few <= 3
