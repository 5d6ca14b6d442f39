"""Who may do what with meetings: every hat, at the place, in its area, and elsewhere."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.meetings import policy
from tests.meetings.conftest import PEOPLE

GROUP = "uses_services family staff manager advocate"
NOT_THE_MANAGER = "uses_services family staff advocate"


def who_may(rule, group, as_viewer, *about):
    return [who for who in PEOPLE if rule(as_viewer(getattr(group, who)), *about)]


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (policy.may_see, GROUP),
        (policy.may_set_up, GROUP),
        (policy.may_change, NOT_THE_MANAGER),
        (policy.may_write, GROUP),
        (policy.may_say_who_is_here, GROUP),
    ],
)
def test_who_may_what_with_a_meeting(rule, allowed, group, meeting, as_viewer):
    assert who_may(rule, group, as_viewer, meeting) == allowed.split()


def test_a_manager_writes_down_only_their_own_words(group, meeting, as_viewer):
    for said_by in (None, group.uses_services.id, group.neighbour.id):
        allowed = who_may(policy.may_write_for, group, as_viewer, meeting, said_by)
        assert allowed == NOT_THE_MANAGER.split()
    assert policy.may_write_for(as_viewer(group.manager), meeting, group.manager.id)


def test_only_who_said_it_says_that_it_is_not_so(group, wrote, as_viewer):
    said = wrote(by=group.family)
    assert who_may(policy.may_say_not_so, group, as_viewer, said) == ["family"]
    assert who_may(policy.may_say_not_so, group, as_viewer, wrote()) == []


def test_who_takes_words_back(group, meeting, wrote, as_viewer):
    named, unnamed = wrote(by=group.family), wrote()
    assert who_may(policy.may_take_back, group, as_viewer, meeting, named) == ["family", "staff"]
    assert who_may(policy.may_take_back, group, as_viewer, meeting, unnamed) == ["staff"]
    meeting.ended_on = today()
    assert who_may(policy.may_take_back, group, as_viewer, meeting, named) == ["family"]
    assert who_may(policy.may_take_back, group, as_viewer, meeting, unnamed) == ["staff"]


def test_who_tells_everybody(group, wrote, as_viewer):
    told = policy.may_tell_everybody
    assert who_may(told, group, as_viewer, wrote(by=group.family)) == ["family"]
    assert who_may(told, group, as_viewer, wrote(first_name="Sue")) == ["staff"]
    assert who_may(told, group, as_viewer, wrote()) == []


def test_who_was_there_adds_something_for_14_days(group, meeting, as_viewer):
    over = today()
    assert who_may(policy.may_add, group, as_viewer, meeting, True, over) == []
    meeting.ended_on = over
    assert who_may(policy.may_add, group, as_viewer, meeting, True, over) == GROUP.split()
    assert who_may(policy.may_add, group, as_viewer, meeting, False, over) == []
    last = over + timedelta(days=14)
    viewer = as_viewer(group.family)
    assert policy.may_add(viewer, meeting, True, last)
    assert not policy.may_add(viewer, meeting, True, last + timedelta(days=1))


def test_who_takes_a_name_off(group, meeting, as_viewer):
    family, staff = group.family.id, group.staff.id
    off = policy.may_take_off
    assert who_may(off, group, as_viewer, meeting, family, staff) == ["family", "staff"]
    assert who_may(off, group, as_viewer, meeting, None, staff) == NOT_THE_MANAGER.split()
    meeting.ended_on = today()
    assert who_may(off, group, as_viewer, meeting, family, staff) == ["family"]
    assert who_may(off, group, as_viewer, meeting, None, staff) == []
