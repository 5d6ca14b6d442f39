"""What ties a ballot to its person while a round is open, and to nobody after it.

Every mark here needs two things: the round's secret, which is destroyed when it closes, and the
site's key, which is not in the database.
"""

from secrets import token_hex

from sqlalchemy.orm import Session

from coprod.rounds.models import Round
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


def paper_code(session: Session, round_: Round, number: int) -> str:
    """What is printed on the n-th paper ballot: 8 digits, which anybody can copy."""
    return f"{int(_mark(session, round_, 'code', number), 16) % 10**_DIGITS:0{_DIGITS}}"


def shuffled(session: Session, round_id: int, viewer_id: int, options: list[int]) -> list[int]:
    """The options in an order of this person's own: the same at every visit, like nobody else's."""
    return sorted(options, key=lambda one: mark(session, "shuffle", round_id, viewer_id, one))


def _mark(session: Session, round_: Round, *parts: object) -> str:
    assert round_.secret is not None  # noqa: S101  only an open round has ballots
    return mark(session, "round", round_.id, round_.secret, *parts)
