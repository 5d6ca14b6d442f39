"""What can look as if somebody chose for others: for the moderator alone, who asks. Pure.

Nothing is thrown away because of a sign. People in one house may well want the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from coprod.rounds.words import Sign

ALIKE = 3  # entered by one helper
AT_ONCE, WITHIN = 3, timedelta(minutes=10)
SHARE_IN_TENTHS, ENOUGH = 6, 5  # more than 60 in 100, of at least 5: fewer are alike by chance


class Seen(Protocol):
    """What a sign is read from: a ballot."""

    @property
    def stars(self) -> tuple[int, ...]: ...
    @property
    def helper_id(self) -> int | None: ...
    @property
    def place_id(self) -> int | None: ...
    @property
    def device(self) -> str | None: ...
    @property
    def at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Odd:
    """One sign, and whom or where to ask."""

    sign: Sign
    person_id: int | None = None
    place_id: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        return {"sign": self.sign, "person_id": self.person_id, "place_id": self.place_id}


def found(ballots: Iterable[Seen]) -> list[Odd]:
    """Every sign in these ballots, each once."""
    ballots = [one for one in ballots if one.stars]  # to want nothing of it is no sign
    return [*_by_one_helper(ballots), *_at_one_place(ballots), *_from_one_device(ballots)]


def _by_one_helper(ballots: Sequence[Seen]) -> list[Odd]:
    alike = Counter((one.helper_id, one.stars) for one in ballots if one.helper_id)
    helpers = {helper for (helper, _stars), n in alike.items() if n >= ALIKE}
    return [Odd(Sign.ONE_HELPER, person_id=helper) for helper in sorted(helpers)]


def _at_one_place(ballots: Sequence[Seen]) -> list[Odd]:
    places: dict[int, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for one in ballots:
        if one.place_id:
            places[one.place_id][one.stars] += 1
    return [
        Odd(Sign.ONE_PLACE, place_id=place_id)
        for place_id, sets in sorted(places.items())
        if sets.total() >= ENOUGH and max(sets.values()) * 10 > sets.total() * SHARE_IN_TENTHS
    ]


def _from_one_device(ballots: Sequence[Seen]) -> list[Odd]:
    devices: dict[str, list[tuple[datetime, int | None]]] = defaultdict(list)
    for one in ballots:
        if one.device and one.at:
            devices[one.device].append((one.at, one.place_id))
    places = set()
    for sent in devices.values():
        sent.sort(key=lambda one: one[0])
        for (first, place_id), (last, _place) in zip(sent, sent[AT_ONCE - 1 :], strict=False):
            if last - first <= WITHIN:
                places.add(place_id)
    return [Odd(Sign.ONE_DEVICE, place_id=one) for one in sorted(places, key=lambda p: p or 0)]
