"""Around the issues: one area, its places, its people with their hats, and what they agreed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from coprod.db import Base
from coprod.people.hats import GROUPS, HatKind
from coprod.people.models import Area, Hat, Organisation, Person, Place
from coprod.vision.models import (
    LineKind,
    Principle,
    Statement,
    StatementLine,
    StatementStatus,
    StatementVersion,
)

Row = dict[str, Any]
PLACES, PEOPLE, STATEMENTS = 3, 200, 12
_PRINCIPLES = 4
_AGREED = date(2026, 3, 1)
_LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
_HATS = {  # of every twenty people
    HatKind.USES_SERVICES: 11,
    HatKind.FAMILY: 4,
    HatKind.STAFF: 3,
    HatKind.ADVOCATE: 1,
    HatKind.MANAGER: 1,
}
_TWENTY = [kind for kind, many in _HATS.items() for _ in range(many)]


def hat(person_id: int) -> HatKind:
    return _TWENTY[(person_id - 1) % len(_TWENTY)]


def voices() -> dict[int, HatKind]:
    """Everybody who can say something or "me too"."""
    return {n: hat(n) for n in range(1, PEOPLE + 1) if hat(n) in GROUPS}


def area() -> Iterator[tuple[type[Base], Row]]:
    yield Area, {"id": 1, "slug": "benchfield", "name": "Benchfield", "help_name": "Ann"}
    of_area = {"area_id": 1}
    runs = {"id": 1, "slug": "runs", "name": "Homes", "kind": "provider"}
    yield Organisation, runs | of_area
    for n in range(1, PLACES + 1):
        place = {"id": n, "slug": f"place-{n}", "name": f"Place {n}", "organisation_id": 1}
        yield Place, place | of_area | {"uses_services": 40}
    for n in range(1, PEOPLE + 1):
        person = {"id": n, "slug": f"person-{n}", "name": f"Person {n}", "joined_at": _LONG_AGO}
        yield Person, person
        worn = {"person_id": n, "place_id": 1 + n % PLACES, "kind": hat(n)}
        yield Hat, worn | of_area | {"asked_at": _LONG_AGO, "confirmed_at": _LONG_AGO}
    yield from _vision(of_area)


def _vision(of_area: Row) -> Iterator[tuple[type[Base], Row]]:
    for n in range(1, _PRINCIPLES + 1):
        named = {"id": n, "slug": f"principle-{n}", "name": f"Principle {n}", "symbol": "home"}
        yield Principle, named | of_area | {"core": "My home is mine."}
    for n in range(1, STATEMENTS + 1):
        agreed = {"status": StatementStatus.AGREED, "agreed_on": _AGREED}
        principle = {"id": n, "principle_id": 1 + n % _PRINCIPLES, "place_id": None}
        yield Statement, principle | of_area | agreed | {"look_again_on": date(2036, 3, 1)}
        version = {"id": n, "statement_id": n, "number": 1, "made_at": _LONG_AGO}
        words = {"wording": f"My home is mine, number {n}.", "short": f"Mine {n}."}
        yield StatementVersion, version | words | {"symbol": "home", "agreed_on": _AGREED}
        for kind in LineKind:
            yield StatementLine, {"version_id": n, "kind": kind, "words": "I have my own key."}
