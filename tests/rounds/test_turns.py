"""Picks by turns: what holds in every round there could be."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.people.hats import Group
from coprod.rounds.turns import added_up, quorum, take_turns, turn_of

OPTIONS = tuple(range(1, 9))
stars = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 200))
ballots = st.fixed_dictionaries({}, optional=dict.fromkeys(Group, stars))
waiting = st.permutations(OPTIONS)
MANY = settings(max_examples=1_000, deadline=None)


def wanted(given_, waiting_):
    """A group's options with stars, the most-starred first, ties by waiting."""
    starred = [one for one in waiting_ if given_.get(one, 0) > 0]
    return sorted(starred, key=lambda one: -given_[one])


@pytest.mark.parametrize(
    ("could", "needed"),
    [(1, 1), (2, 2), (3, 3), (8, 3), (9, 3), (10, 4), (40, 14), (41, 14), (42, 14), (43, 15)],
)
def test_how_many_have_to_choose(could, needed):
    assert quorum(could) == needed


def test_people_take_the_odd_turns_and_families_begin_the_even_ones():
    people, families, staff = Group
    assert [turn_of(n) for n in range(1, 9)] == [
        *(people, families, people, staff),
        *(people, families, people, staff),
    ]


@MANY
@given(ballots, waiting, st.integers(0, 8))
def test_after_their_nth_turn_peoples_n_most_starred_are_all_picked(cast, order, picks):
    picked = take_turns(cast, order, picks)
    mine = wanted(cast.get(Group.PEOPLE, {}), order)
    for n in range(1, picks // 2 + 1):
        by_then = {pick.option for pick in picked if pick.turn <= 2 * n - 1}
        assert set(mine[:n]) <= by_then


@MANY
@given(ballots, stars, waiting, st.integers(0, 8))
def test_nothing_before_the_first_turn_of_the_staff_depends_on_them(cast, other, order, picks):
    before = [pick for pick in take_turns(cast, order, picks) if pick.turn < 4]
    changed = take_turns(cast | {Group.STAFF: other}, order, picks)
    assert before == [pick for pick in changed if pick.turn < 4]


@MANY
@given(ballots, waiting, st.integers(0, 8))
def test_staff_pick_no_more_than_their_turns_and_nothing_is_picked_twice(cast, order, picks):
    picked = take_turns(cast, order, picks)
    for group in (Group.STAFF, Group.FAMILIES):
        theirs = [turn for turn in range(1, picks + 1) if turn_of(turn) is group]
        assert sum(pick.by is group for pick in picked) <= len(theirs)
    assert len({pick.option for pick in picked}) == len(picked)
    assert all(one.turn < other.turn for one, other in pairwise(picked))
    for pick in picked:
        assert cast[pick.by][pick.option] > 0
        assert pick.by in {pick.turn_of, Group.PEOPLE}


@MANY
@given(ballots, waiting, st.integers(0, 8))
def test_a_group_that_cast_nothing_passes_its_turn_to_people(cast, order, picks):
    silent = {group: given_ for group, given_ in cast.items() if group is Group.PEOPLE}
    picked = take_turns(silent, order, picks)
    assert [pick.option for pick in picked] == wanted(silent.get(Group.PEOPLE, {}), order)[:picks]
    assert all(pick.passed is (pick.turn_of is not Group.PEOPLE) for pick in picked)


def test_a_tie_goes_to_what_has_waited_longest_and_says_so():
    picked = take_turns({Group.PEOPLE: {1: 4, 2: 4, 3: 1}}, [2, 3, 1], 3)
    assert [(pick.option, pick.tied) for pick in picked] == [(2, True), (1, False), (3, False)]


def test_what_nobody_starred_is_not_picked():
    assert take_turns({Group.STAFF: {1: 9}}, OPTIONS, 3) == []
    assert [pick.turn for pick in take_turns({Group.STAFF: {1: 9}}, OPTIONS, 4)] == [4]


def test_a_plain_count_is_another_thing():
    cast = {Group.PEOPLE: {1: 3}, Group.STAFF: {2: 9, 3: 9}}
    assert added_up(cast, [3, 1, 2], 2) == [3, 2]
    assert [pick.option for pick in take_turns(cast, [3, 1, 2], 2)] == [1]
