"""Adding places and areas by command, and saying who people there can ring."""

import pytest
from sqlalchemy import func, select

from coprod.groups.places_cli import areas, places
from coprod.issues.models import Synonym
from coprod.issues.synonyms_usual import USUAL
from coprod.people.models import Area, Place
from coprod.people.working_days import Nation

NUMBERS = {
    "run_by": "Speak Together",
    "help_name": "Ann Field",
    "help_phone": "01632 960 101",
    "help_when": "Monday to Friday, 9 to 5",
    "worried_phone": "01632 960 199",
    "worried_when": "Day and night",
}
OPTIONS = [part for name, told in NUMBERS.items() for part in (f"--{name.replace('_', '-')}", told)]


@pytest.fixture
def place(make):
    return make.place(
        make.area(slug="alderbrook", name="Alderbrook"), slug="mill-lane", name="Mill Lane"
    )


def kept(area):
    return {name: getattr(area, name) for name in NUMBERS}


def test_a_place_and_its_area_are_added(run, session):
    arguments = ("--area", "alderbrook", "--new-area", "Alderbrook", "--picture", "mug")
    status, said = run(
        places, "add", "Weavers' Yard", *arguments, "--uses-services", "46", *OPTIONS
    )
    assert (status, said) == (
        0,
        "Weavers' Yard is in Alderbrook now. Its short name is weavers-yard.\n"
        "It opens when 2 named contacts can read what people are worried about there.\n",
    )
    place = session.scalars(select(Place)).one()
    assert (place.picture, place.uses_services) == ("mug", 46)
    area = session.get(Area, place.area_id)
    assert area.slug == "alderbrook"
    assert kept(area) == NUMBERS


def test_a_new_areas_short_name_is_made_from_its_name(run, session):
    status, said = run(places, "add", "Rose House", "--new-area", "Our town")
    assert status == 0
    assert session.scalars(select(Area.slug)).all() == ["our-town"]
    assert "Our town cannot say who to ring. Run: coprod areas set our-town --help-name" in said


def test_a_new_area_starts_with_the_usual_words_and_no_other_area_gets_more(run, place, session):
    run(places, "add", "Rose House", "--new-area", "Our town")
    run(places, "add", "Tulip House", "--area", "our-town")
    found = select(Synonym.word, Synonym.means).join(Area, Area.id == Synonym.area_id)
    assert sorted(session.execute(found).all()) == sorted(USUAL)
    new = session.scalars(found.with_only_columns(Area.slug).distinct()).all()
    assert new == ["our-town"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Mill Lane", "--area", "alderbrook"], "has a place called mill-lane already"),
        (["Brookside", "--area", "nowhere"], "no such area"),
        (["Brookside", "--area", "alderbrook", "--new-area", "Again"], "already"),
        (["Brookside", "--new-area", "Alderbrook"], "already"),
        (["Brookside", "--area", "alderbrook", "--picture", "dragon"], "No symbol means 'dragon'"),
        (["😀", "--area", "alderbrook"], "--slug"),
        (["Brookside", "--new-area", "😀"], "--area"),
        (["Brookside"], "--area"),
        (["Brookside", "--area", "alderbrook", "--uses-services", "-1"], "-1"),
        (["Brookside", "--area", "alderbrook", "--kind", "k" * 61], "--kind takes 60 letters"),
        (["Brookside", "--area", "alderbrook", "--about", "a" * 2_001], "--about takes 2,000"),
        (["Brookside", "--area", "alderbrook", *OPTIONS], "coprod areas set"),
        (["Brookside", "--new-area", "New", "--help-phone", "none"], "Write a phone number"),
    ],
)
def test_a_place_that_will_not_do_is_said_in_one_line(run, place, session, arguments, said):
    status, output = run(places, "add", *arguments)
    assert status == 2
    assert said in output
    assert session.scalar(select(func.count()).select_from(Place)) == 1
    assert session.scalar(select(func.count()).select_from(Area)) == 1


def test_who_to_ring_is_set_for_one_area_and_what_is_left_out_stays(run, place, make, session):
    other = make.area(help_name="Somebody else")
    there = session.get(Area, place.area_id)
    there.about = "A mill town."
    assert run(areas, "set", "alderbrook", *OPTIONS) == (0, "Alderbrook is set.\n")
    assert kept(there) == NUMBERS
    run(areas, "set", "alderbrook", "--worried-phone", "111")
    assert kept(there) == NUMBERS | {"worried_phone": "111"}
    assert there.about == "A mill town."
    assert (other.help_name, other.worried_phone) == ("Somebody else", "")


def test_what_is_still_blank_is_said(run, place):
    _status, said = run(areas, "set", "alderbrook", *OPTIONS[:-4])
    assert said.splitlines()[-1].endswith(
        "Run: coprod areas set alderbrook --worried-phone … --worried-when …"
    )


def test_an_area_says_whose_bank_holidays_it_keeps(run, place, make, session):
    other, there = make.area(), session.get(Area, place.area_id)
    assert there.nation is Nation.ENGLAND
    run(areas, "set", "alderbrook", "--nation", "scotland")
    session.expire_all()
    assert (there.nation, other.nation) == (Nation.SCOTLAND, Nation.ENGLAND)
    run(areas, "set", "alderbrook", *OPTIONS)
    run(places, "add", "The Bay", "--new-area", "The Bay", "--nation", "wales")
    session.expire_all()
    assert there.nation is Nation.SCOTLAND
    assert session.scalars(select(Area.nation).where(Area.name == "The Bay")).one() is Nation.WALES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["alderbrook"], "Say what to set"),
        (["alderbrook", "--help-name", "  "], "Say what to set"),
        (["nowhere", *OPTIONS], "no such area"),
        (["alderbrook", "--nation", "france"], "'france' is not one of"),
        (["alderbrook", "--help-phone", "ring me"], "Write a phone number"),
        (["alderbrook", "--help-phone", "12"], "Write a phone number"),
        (["alderbrook", "--help-phone", "0" * 41], "40 letters or fewer"),
        (["alderbrook", "--worried-when", "w" * 201], "200 letters or fewer"),
    ],
)
def test_a_number_that_will_not_do_is_said_and_changes_nothing(
    run, place, session, arguments, said
):
    status, output = run(areas, "set", *arguments)
    assert status == 2
    assert said in output
    assert set(kept(session.get(Area, place.area_id)).values()) == {""}
