"""Picks by turns: whatever the staff cast, people who use services get what they want most. Pure.

People take turns 1, 3, 5 …; families and staff share the even turns, families first. So the n-th
turn of people leaves their n most-starred options all picked, and nothing before turn 4 depends on
a ballot of the staff.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from coprod.people.hats import Group

Stars = Mapping[Group, Mapping[int, int]]  # by group: an option, and how many stars it got


@dataclass(frozen=True, slots=True)
class Pick:
    """One option that was picked: on which turn, whose turn that was, and who picked."""

    turn: int  # from 1
    turn_of: Group
    by: Group  # people who use services, if the group whose turn it was had nothing to pick
    option: int
    tied: bool  # others had as many stars, and had waited less long

    @property
    def passed(self) -> bool:
        return self.by is not self.turn_of


def turn_of(turn: int) -> Group:
    """Whose turn it is, counted from 1."""
    if turn % 2:
        return Group.PEOPLE
    return Group.FAMILIES if turn % 4 == 2 else Group.STAFF  # noqa: PLR2004  every fourth turn


def quorum(could: int) -> int:
    """How many people who use services have to choose: a third of those who could, 3 at least."""
    return min(could, max(3, ceil(could / 3)))


def take_turns(stars: Stars, longest_waiting_first: Sequence[int], picks: int) -> list[Pick]:
    """Give each of `picks` turns its option.

    Args:
        stars: what each group gave. Options that are not among the next are left out.
        longest_waiting_first: the options there are. It settles ties.
        picks: how many turns there are, >= 0.

    A group that starred none of what is left passes its turn to people who use services. If they
    starred none of it either, the turn picks nothing: nobody asked for what would be picked.
    """
    left = list(longest_waiting_first)
    found: list[Pick] = []
    for turn in range(1, picks + 1):
        whose = turn_of(turn)
        for by in (whose, Group.PEOPLE):
            given = stars.get(by, {})
            most = max((given.get(option, 0) for option in left), default=0)
            if most > 0:
                best = [option for option in left if given.get(option, 0) == most]
                found.append(Pick(turn, whose, by, best[0], tied=len(best) > 1))
                left.remove(best[0])
                break
    return found


def added_up(stars: Stars, longest_waiting_first: Sequence[int], picks: int) -> list[int]:
    """What a plain count of all stars would have given: shown to say why it was not used."""
    totals = {
        option: sum(given.get(option, 0) for given in stars.values())
        for option in longest_waiting_first
    }
    return sorted(longest_waiting_first, key=lambda option: -totals[option])[:picks]
