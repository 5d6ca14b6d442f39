"""Who says which lane: every hat, at its own place and at another."""

import pytest

from coprod.issues import lane_policy
from coprod.people.hats import HatKind
from coprod.people.models import Area

PEOPLE = [
    "uses_services",
    "family",
    "staff",
    "manager",
    "commissioner",
    "advocate",
    "safeguarding",
    "site_admin",
    "stranger",
    "nobody",
]


def who_may_move(everyone, issue, as_viewer, places):
    return [
        who
        for who in PEOPLE
        if lane_policy.may_move_lane(as_viewer(getattr(everyone, who)), issue, places, False)
    ]


@pytest.mark.parametrize("where", ["own place", "another place", "both", "no place"])
def test_only_the_advocate_moves_it_wherever_it_is(where, everyone, issue, as_viewer, make):
    other = make.place(make.session.get(Area, issue.area_id))
    places = {
        "own place": [issue.place_id],
        "another place": [other.id],
        "both": [issue.place_id, other.id],
        "no place": [],
    }[where]
    assert who_may_move(everyone, issue, as_viewer, places) == ["advocate"]


@pytest.mark.parametrize("hat", [HatKind.STAFF, HatKind.MANAGER])
def test_an_advocate_moves_nothing_of_a_place_that_pays_her(hat, everyone, issue, as_viewer, make):
    other = make.place(make.session.get(Area, issue.area_id))
    make.hat(everyone.advocate, other, hat)
    viewer = as_viewer(everyone.advocate)
    allowed = {
        "elsewhere": [issue.place_id],
        "there": [other.id],
        "there too": [issue.place_id, other.id],
        "it could be there": [],
    }
    assert [
        where
        for where, places in allowed.items()
        if lane_policy.may_move_lane(viewer, issue, places, False)
    ] == ["elsewhere"]


def test_an_advocate_never_moves_her_own_named_or_not(everyone, issue, as_viewer):
    viewer = as_viewer(everyone.advocate)
    assert not lane_policy.may_move_lane(viewer, issue, [issue.place_id], True)
    issue.author_id = everyone.advocate.id
    assert not lane_policy.may_move_lane(viewer, issue, [issue.place_id], False)


def test_a_hat_that_is_not_confirmed_moves_nothing(make, issue, as_viewer):
    somebody = make.person()
    area = make.session.get(Area, issue.area_id)
    make.hat(somebody, area, HatKind.ADVOCATE, confirmed=False)
    assert not lane_policy.may_move_lane(as_viewer(somebody), issue, [issue.place_id], False)


def test_the_advocate_of_another_area_moves_nothing_here(make, issue, as_viewer):
    elsewhere = make.person(make.area(), HatKind.ADVOCATE)
    assert not lane_policy.may_move_lane(as_viewer(elsewhere), issue, [issue.place_id], False)


def test_only_whoever_said_it_says_which_it_is(everyone, issue, author, as_viewer):
    issue.helper_id = everyone.staff.id
    for who in PEOPLE:
        viewer = as_viewer(getattr(everyone, who))
        assert not lane_policy.may_say_lane(viewer, issue, False)
        assert lane_policy.may_say_lane(viewer, issue, True)
    assert lane_policy.may_say_lane(as_viewer(author), issue, False)


def test_only_the_advocate_has_the_lists(everyone, issue, as_viewer):
    may = lane_policy.may_look_after_lanes
    assert [who for who in PEOPLE if may(as_viewer(getattr(everyone, who)), issue.area_id)] == [
        "advocate"
    ]
