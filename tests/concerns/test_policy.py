"""Who may read what, and what may follow what, as tables."""

import pytest

from coprod.concerns.hours import Week
from coprod.concerns.models import Employer, Happened
from coprod.concerns.policy import Matter, Reader, may_follow, may_open, may_read

READER = {
    "person_id": 1,
    "name": "Rosa",
    "area_id": 1,
    "works_for": "The council",
    "employer": Employer.COUNCIL,
    "week": Week("09:00-17:00,,,,,,"),
    "employers": frozenset({"the council"}),
}
MATTER = {"area_id": 1, "place_ids": frozenset({7}), "run_by": frozenset({"hearthstone"})}

READS = {  # what is different of the reader, of the matter, and whether they may read it
    "as it is": ({}, {}, True),
    "of another area": ({"area_id": 2}, {}, False),
    "employed at the place": ({"employed_at": frozenset({7})}, {}, False),
    "employed at another": ({"employed_at": frozenset({8})}, {}, True),
    "works for who runs it": ({"employers": frozenset({"hearthstone"})}, {}, False),
    "it is about them": ({}, {"person_id": 1}, False),
    "it is about another": ({}, {"person_id": 2}, True),
    "about us, of the council": ({}, {"us": True}, True),
    "about us, of the advocates": ({"employer": Employer.ADVOCACY}, {"us": True}, False),
    "about us, with the hat of one": ({"is_advocate": True}, {"us": True}, False),
}


@pytest.mark.parametrize("case", READS)
def test_who_may_read(case):
    reader, matter, may = READS[case]
    assert may_read(Reader(**READER | reader), Matter(**MATTER | matter)) is may


FOLLOWS = {  # state: what may follow, with everything read, and with words that wait
    None: ("", "read"),
    Happened.READ: ("passed_on righted", "read passed_on righted"),
    Happened.PASSED_ON: ("passed_on came_back righted", "read passed_on came_back righted"),
    Happened.CAME_BACK: (
        "passed_on came_back closed righted",
        "read passed_on came_back righted",
    ),
    Happened.CLOSED: ("righted", "read righted"),
}


@pytest.mark.parametrize("state", FOLLOWS)
@pytest.mark.parametrize("unread", [False, True])
def test_what_may_follow(state, unread):
    may = {one.value for one in Happened if may_follow(state, one, unread)}
    assert may == set(FOLLOWS[state][unread].split())


def test_a_place_opens_with_two_who_fit_hours_and_numbers():
    two = [Reader(**READER), Reader(**READER | {"person_id": 2})]
    matter = Matter(**MATTER)
    assert may_open(two, matter, numbers=True)
    assert not may_open(two, matter, numbers=False)
    assert not may_open(two[:1], matter, numbers=True)
    works_there = Reader(**READER | {"employers": frozenset({"hearthstone"})})
    assert not may_open([two[0], works_there], matter, numbers=True)
    asleep = [Reader(**READER | {"week": Week(",,,,,,"), "person_id": one}) for one in (1, 2)]
    assert not may_open(asleep, matter, numbers=True)
