"""A name that would pass for somebody who looks after the site."""

import pytest
from sqlalchemy import select

from coprod.people.hats import HatKind
from coprod.people.look_alike import passes_for_a_role
from coprod.people.models import Person
from tests.groups.test_coming_in import JOINING


@pytest.mark.parametrize(
    ("name", "passes"),
    [
        ("Moderator", True),
        ("The moderators", True),
        ("Mоderatоr", True),  # two Cyrillic letters
        ("M0DERAT0R", True),
        ("m.o.d.e.r.a.t.o.r", True),
        ("Ｍｏｄｅｒａｔｏｒ", True),
        ("Módèrátor", True),
        ("Αdvοcate", True),  # two Greek letters
        ("@dmin", True),
        ("Kath Marsh", False),
        ("Ada Modeste", False),
        ("Анна", False),
        ("Νίκος", False),
        ("李雷", False),
        ("O'Brien", False),
    ],
)
def test_it_is_known_however_it_is_spelt_and_other_names_are_names(name, passes):
    assert passes_for_a_role(name) is passes


def test_nobody_comes_in_under_it_and_nothing_typed_is_lost(hannah, place, link, visitor):
    path = link(hannah, place)
    sent = {"name": "Mоderatоr", "passphrase": "yellow bus to the sea"}
    answer = visitor.post(path, data=sent | {"passphrase_again": sent["passphrase"]})
    assert answer.status_code == 422
    assert "This is the name of a job here." in answer.text and "Mоderatоr" in answer.text


@pytest.mark.parametrize("name", ["Hannah Lowe", "hannah  LOWE", "Наnnаh Lоwе", "Hannah Löwe"])
def test_nobody_new_is_taken_for_who_looks_after_the_talk(hannah, place, link, visitor, name):
    path = link(hannah, place)
    answer = visitor.post(path, data=JOINING | {"name": name})
    assert answer.status_code == 422 and name in answer.text
    assert "Please add another name, or a letter." in answer.text
    assert visitor.post(path, data=JOINING | {"name": f"{name} B"}).status_code == 303


def test_who_is_asked_to_look_after_the_talk_may_be_called_so(hannah, area, link, visitor):
    """An advocate who lost their way in is invited anew."""
    path = link(hannah, area, HatKind.ADVOCATE)
    assert visitor.post(path, data=JOINING | {"name": "Hannah Lowe"}).status_code == 303


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("\u202eeoJ\u202c Marsh", "eoJ Marsh"),  # turned round, it would read as Joe
        ("Jo\u2066e\u2069", "Joe"),
        ("J" + "\u0301" * 5_000, "J" + "\u0301" * 8),
        ("a" * 20_000, ""),
    ],
)
def test_what_turns_round_or_covers_other_words_is_no_part_of_a_name(
    hannah, place, link, visitor, session, name, kept
):
    answer = visitor.post(link(hannah, place), data=JOINING | {"name": name})
    assert answer.status_code == (303 if kept else 422)
    newest = session.scalars(select(Person.name).order_by(Person.id.desc()).limit(1)).one()
    assert newest == (kept or hannah.name)
