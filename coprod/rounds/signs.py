"""What can look as if somebody chose for others: for the moderator alone, who asks. Pure.

Nothing is thrown away because of a sign. People in one house may well want the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from coprod.rounds.words import Sign

ALIKE = 3  # helped with, or put in, by one person
AT_ONCE, WITHIN = 3, timedelta(minutes=10)
SHARE_IN_TENTHS, ENOUGH = 6, 3  # more than 60 in 100, of at least 3


class Seen(Protocol):
    """What a sign is read from: a ballot."""

    @property
    def stars(self) -> tuple[int, ...]: ...
    @property
    def helper(self) -> str | None: ...
    @property
    def put_in(self) -> tuple[str, ...]: ...
    @property
    def own(self) -> bool: ...
    @property
    def place(self) -> str | None: ...
    @property
    def device(self) -> str | None: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Odd:
    """One sign, and the marks of whom or where to ask."""

    sign: Sign
    helper: str | None = None
    place: str | None = None


def found(ballots: Iterable[Seen]) -> list[Odd]:
    """Every sign in these ballots, each once. "None of these" is a choice, and can be alike too."""
    ballots = [*ballots]
    return [*_by_one_helper(ballots), *_at_one_place(ballots), *_from_one_device(ballots)]


def _by_one_helper(ballots: Sequence[Seen]) -> list[Odd]:
    alike = Counter((helper, one.stars) for one in ballots for helper in _hands(one))
    helpers = {helper for (helper, _stars), n in alike.items() if n >= ALIKE}
    return [Odd(Sign.ONE_HELPER, helper=helper) for helper in sorted(helpers)]


def _hands(ballot: Seen) -> set[str]:
    """Everybody it went through: who helped, and who put its paper in, unless it was made anew."""
    put_in = () if ballot.own else ballot.put_in
    return {*put_in, *([ballot.helper] if ballot.helper else [])}


def _at_one_place(ballots: Sequence[Seen]) -> list[Odd]:
    places: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for one in ballots:
        if one.place:
            places[one.place][one.stars] += 1
    return [
        Odd(Sign.ONE_PLACE, place=place)
        for place, sets in sorted(places.items())
        if sets.total() >= ENOUGH and max(sets.values()) * 10 > sets.total() * SHARE_IN_TENTHS
    ]


def _from_one_device(ballots: Sequence[Seen]) -> list[Odd]:
    devices: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for one in ballots:
        if one.device:
            devices[one.device].append((one.at, one.place or ""))
    places = set()
    for sent in devices.values():
        sent.sort(key=lambda one: one[0])
        for (first, place), (last, _place) in zip(sent, sent[AT_ONCE - 1 :], strict=False):
            if last - first <= WITHIN:
                places.add(place)
    return [Odd(Sign.ONE_DEVICE, place=one or None) for one in sorted(places)]
