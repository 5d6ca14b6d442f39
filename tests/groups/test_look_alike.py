"""A name that would pass for somebody who looks after the site."""

import pytest

from coprod.people.look_alike import passes_for_a_role


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
