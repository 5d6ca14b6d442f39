"""What ties a ballot to its person while a round is open, and to nobody after it.

Every mark here needs two things: the round's secret, which is destroyed when it closes, and the
site's key, which is not in the database.
"""

from itertools import count
from secrets import token_hex

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.people.models import Hat, Place
from coprod.rounds.models import Round
from coprod.rounds.signs import Odd
from coprod.seal import mark

_DIGITS = 8


def new_secret() -> str:
    """256 bits, for the time that a round is open."""
    return token_hex(32)


def ballot_key(session: Session, round_: Round, person_id: int) -> str:
    """The key of somebody's ballot."""
    return _mark(session, round_, "person", person_id)


def paper_key(session: Session, round_: Round, code: str) -> str:
    """The key of a paper ballot of somebody without an account."""
    return _mark(session, round_, "paper", code)


def device_mark(session: Session, round_: Round, *seen: str) -> str:
    """A mark of the browser that a ballot came from: alike for the same one, and no other."""
    return _mark(session, round_, "device", *seen)


def helper_mark(session: Session, round_: Round, person_id: int) -> str:
    """A mark of somebody who helped, or put in a paper."""
    return _mark(session, round_, "helper", person_id)


def place_mark(session: Session, round_: Round, place_id: int) -> str:
    """A mark of the place where somebody chose."""
    return _mark(session, round_, "place", place_id)


def paper_codes(session: Session, round_: Round) -> list[str]:
    """What is printed on each paper ballot, in order: 8 digits, no two alike."""
    found: dict[str, None] = {}
    for number in range(1, round_.papers + 1):
        for salt in count():
            sealed = int(_mark(session, round_, "code", number, salt), 16)
            code = f"{sealed % 10**_DIGITS:0{_DIGITS}}"
            if code not in found:
                found[code] = None
                break
    return [*found]


def shuffled(session: Session, round_id: int, viewer_id: int, options: list[int]) -> list[int]:
    """The options in an order of this person's own: the same at every visit, like nobody else's."""
    return sorted(options, key=lambda one: mark(session, "shuffle", round_id, viewer_id, one))


def whose(session: Session, round_: Round, odd: Odd) -> tuple[int | None, int | None]:
    """Who helped and at which place it was, as far as the sign has marks of them."""
    who = where = None
    if odd.helper:
        here = select(Hat.person_id).where(Hat.area_id == round_.area_id)
        marks = {helper_mark(session, round_, one): one for one in session.scalars(here)}
        who = marks.get(odd.helper)
    if odd.place:
        places = select(Place.id).where(Place.area_id == round_.area_id)
        marks = {place_mark(session, round_, one): one for one in session.scalars(places)}
        where = marks.get(odd.place)
    return who, where


def _mark(session: Session, round_: Round, *parts: object) -> str:
    assert round_.secret is not None  # noqa: S101  only an open round has ballots
    return mark(session, "round", round_.id, round_.secret, *parts)
