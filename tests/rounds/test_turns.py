"""Picks by turns: what holds in every round there could be.

A round here is made of ballots, as people cast them: up to 3 stars, or none of these. Some of what
they starred is gone by the end; ties are common; groups are empty or far larger than the others;
there are more turns than there is left to pick.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.people.hats import Group
from coprod.rounds.turns import Pick, added_up, quorum, take_turns, turn_of

PEOPLE, FAMILIES, STAFF = Group
OPTIONS = tuple(range(1, 7))
BALLOTS = [one for n in range(4) for one in combinations(OPTIONS, n)]  # () is none of these
CROWDS = (1, 1, 2, 100)  # the same ballots so many times over
MANY = settings(max_examples=1_500, deadline=None)
ORDERS = st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(0, len(order)).map(lambda there: order[:there])
)


@dataclass(frozen=True)
class Cast:
    """All that decides a round: its ballots, what is still there (longest waiting first), turns."""

    people: list[tuple[int, ...]]
    families: list[tuple[int, ...]]
    staff: list[tuple[int, ...]]
    there: list[int]
    picks: int

    def stars(self, group):
        ballots = {PEOPLE: self.people, FAMILIES: self.families, STAFF: self.staff}[group]
        return Counter(option for ballot in ballots for option in ballot)

    @property
    def picked(self):
        return take_turns({one: self.stars(one) for one in Group}, self.there, self.picks)

    def wanted(self, group):
        """What a group starred of what is there, the most-starred first, ties by waiting."""
        stars = self.stars(group)
        starred = [one for one in self.there if stars[one]]
        return sorted(starred, key=lambda one: -stars[one])


def crowds(most):
    ballots = st.lists(st.sampled_from(BALLOTS), max_size=most)
    return st.builds(lambda few, times: few * times, ballots, st.sampled_from(CROWDS))


rounds = st.builds(Cast, crowds(9), crowds(5), crowds(12), ORDERS, st.integers(0, 10))


@pytest.mark.parametrize(
    ("could", "needed"),
    [
        *((0, 0), (1, 1), (2, 2), (3, 3), (8, 3), (9, 3), (10, 4), (12, 4), (13, 5)),
        *((40, 14), (41, 14), (42, 14), (43, 15)),
    ],
)
def test_how_many_have_to_choose(could, needed):
    assert quorum(could) == needed


def test_people_take_the_odd_turns_and_families_begin_the_even_ones():
    assert [turn_of(n) for n in range(1, 9)] == [
        *(PEOPLE, FAMILIES, PEOPLE, STAFF),
        *(PEOPLE, FAMILIES, PEOPLE, STAFF),
    ]


@MANY
@given(rounds)
def test_after_their_nth_turn_peoples_n_most_starred_are_all_picked(cast):
    picked, wanted = cast.picked, cast.wanted(PEOPLE)
    for n, turn in enumerate(range(1, cast.picks + 1, 2), start=1):
        assert set(wanted[:n]) <= {pick.option for pick in picked if pick.turn <= turn}


@MANY
@given(rounds, crowds(12))
def test_nothing_before_the_first_turn_of_the_staff_depends_on_them(cast, others):
    assert before_the_staff(cast) == before_the_staff(replace(cast, staff=others))


def before_the_staff(cast):
    return [pick for pick in cast.picked if pick.turn < 4]


@MANY
@given(rounds)
def test_staff_pick_no_more_than_their_turns_however_many_they_are(cast):
    picked = cast.picked
    for turn in range(1, cast.picks + 1):
        theirs = sum(pick.by is STAFF for pick in picked if pick.turn <= turn)
        assert theirs <= turn // 4


@MANY
@given(rounds)
def test_each_turn_goes_to_its_group_or_is_passed_to_people_or_picks_nothing(cast):
    assert cast.picked == said_turn_by_turn(cast)


def test_so_it_is_in_each_of_the_smallest_rounds():
    """Not some but all of them: 0 to 2 stars of each group on each of 3 things, two of them left.

    The third is gone by the end.
    """
    for given_ in product(range(3), repeat=9):
        stars = {group: dict(enumerate(given_[n::3])) for n, group in enumerate(Group)}
        assert take_turns(stars, [1, 0], 5) == in_words(stars, [1, 0], 5)


def said_turn_by_turn(cast):
    return in_words({group: cast.stars(group) for group in Group}, cast.there, cast.picks)


def in_words(stars, there, picks):
    """The rule again, as product words say it and not as the code does."""
    order = (PEOPLE, FAMILIES, PEOPLE, STAFF)
    done: list[Pick] = []
    for turn in range(1, picks + 1):
        whose = order[(turn - 1) % 4]
        left = [one for one in there if one not in {pick.option for pick in done}]
        has_something = any(stars[whose].get(one) for one in left)
        by = whose if has_something else PEOPLE
        ranked = sorted(
            (-stars[by].get(one, 0), there.index(one)) for one in left if stars[by].get(one)
        )
        if ranked:
            tied = len(ranked) > 1 and ranked[0][0] == ranked[1][0]
            done.append(Pick(turn, whose, by, there[ranked[0][1]], tied))
    return done


@MANY
@given(rounds)
def test_a_group_that_cast_nothing_passes_its_turns_to_people(cast):
    nothing = [()] * 20  # twenty who want none of these are no more than nobody
    for silent in (nothing, []):
        alone = replace(cast, families=silent, staff=silent)
        assert [pick.option for pick in alone.picked] == cast.wanted(PEOPLE)[: cast.picks]
        assert all(pick.by is PEOPLE for pick in alone.picked)
        assert all(pick.passed is (pick.turn_of is not PEOPLE) for pick in alone.picked)


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
