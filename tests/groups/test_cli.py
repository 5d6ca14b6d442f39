"""Letting people in by command."""

import pytest
from sqlalchemy import func, select

from coprod.groups.cli import people
from coprod.groups.models import Invitation
from coprod.groups.places_cli import areas, places
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person

WORDS = "yellow bus to the sea"


@pytest.fixture
def place(make):
    return make.place(
        make.area(slug="alderbrook", name="Alderbrook"), slug="mill-lane", name="Mill Lane"
    )


def test_a_link_lets_somebody_in_with_a_hat_that_counts(run, place, visitor, session):
    status, said = run(
        people, "add", "Leon Marsh", "--hat", "uses_services", "--place", "mill-lane"
    )
    assert status == 0
    url = said.splitlines()[-1].removeprefix("http://127.0.0.1:8000")
    assert "You can come in to Mill Lane." in visitor.get(url).text
    sent = {"name": "Leon", "passphrase": WORDS, "passphrase_again": WORDS, "grown_up": "yes"}
    assert visitor.post(url, data=sent).status_code == 303
    hat = session.scalars(select(Hat)).one()
    assert (hat.kind, hat.place_id, hat.confirmed_at is not None) == (
        HatKind.USES_SERVICES,
        place.id,
        True,
    )


def test_an_account_is_made_at_once_with_a_passphrase_from_stdin(run, place, visitor, session):
    arguments = (
        "add",
        "Hannah Lowe",
        "--hat",
        "advocate",
        "--area",
        "alderbrook",
        "--passphrase-stdin",
    )
    status, said = run(people, *arguments, stdin=f"{WORDS}\n")
    assert (status, said) == (0, "Hannah Lowe can sign in now, as hannah-lowe.\n")
    assert (
        visitor.post("/sign-in", data={"name": "Hannah Lowe", "passphrase": WORDS}).status_code
        == 303
    )
    assert visitor.get("/group/waiting").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Leon", "--hat", "king", "--place", "mill-lane"], "'king' is not one of"),
        (["Leon", "--hat", "family"], "give --place"),
        (["Leon", "--hat", "family", "--place", "nowhere"], "no place called nowhere"),
        (["Leon", "--hat", "family", "--place", "mill-lane", "--area", "nowhere"], "no such area"),
        (["Leon", "--hat", "advocate"], "give --area"),
        (
            ["Leon", "--hat", "advocate", "--area", "alderbrook", "--place", "mill-lane"],
            "give --area only",
        ),
        (["  ", "--hat", "family", "--place", "mill-lane"], "1 to 200 letters"),
        (["x" * 5_001, "--hat", "family", "--place", "mill-lane"], "1 to 200 letters"),
        (["Leon", "--hat", "family", "--place", "mill-lane", "--slug", "leon"], "--slug needs"),
        (
            ["Leon", "--hat", "family", "--place", "mill-lane", "--passphrase-stdin"],
            "12 letters or more",
        ),
    ],
)
def test_bad_input_is_one_line_and_makes_nothing(run, place, session, arguments, said):
    status, output = run(people, "add", *arguments, stdin="short\n")
    assert status == 2
    assert said in output
    assert session.scalar(select(func.count()).select_from(Invitation)) == 0
    assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_slug_that_is_taken_is_said(run, place, make):
    make.person(slug="leon")
    arguments = (
        "add",
        "Leon",
        "--hat",
        "family",
        "--place",
        "mill-lane",
        "--slug",
        "Leon",
        "--passphrase-stdin",
    )
    status, said = run(people, *arguments, stdin=f"{WORDS}\n")
    assert status == 2 and "Somebody signs in as leon already." in said


def test_a_place_of_two_areas_needs_the_area(run, place, make, session):
    make.place(make.area(slug="other"), slug="mill-lane")
    arguments = ["add", "Leon", "--hat", "family", "--place", "mill-lane"]
    status, said = run(people, *arguments)
    assert status == 2 and "give --area" in said
    assert run(people, *arguments, "--area", "alderbrook")[0] == 0
    assert session.scalars(select(Invitation.place_id)).all() == [place.id]


@pytest.mark.parametrize(("group", "command"), [(people, "add"), (places, "add"), (areas, "set")])
def test_each_command_has_help(run, group, command):
    status, said = run(group, command, "--help")
    assert status == 0 and "Usage:" in said
