"""Marks that only the site can make: HMAC-SHA256 under a key that is not in the database.

They keep apart who said an unnamed thing from what was said, and make links that nobody can
guess. Somebody who copies the database, without the key, can join neither. What nobody but a few
may read at all is sealed: kept so that a copy of the database or of its files reads nothing.

A site can change its key. New words are sealed with the newest, and every key opens what it
sealed. Marks stay under the first: they are looked for, and rows with them cannot be changed.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

KEY = "seal_key"  # where a session carries the key of marks
_NEWEST_FIRST = "seal_keys"  # and those that seal and open
PART = "\x1f"  # stands between the parts of what a mark is of
_STEP = 512  # bytes: what is sealed is filled up to so many, for its length tells something too
_SIZE = 4  # bytes that say how much of it is meant
_NO_TIME = 0  # what is sealed bears in the open when it was: the second would say who was here


class NotOurs(Exception):
    """What was sealed is not as it was, or is not what this purpose and these parts sealed."""


def carried(*keys: str) -> dict[str, Any]:
    """What a session carries in its `info`. `keys` are all that the site ever had, oldest first."""
    made = [key.encode() for key in keys]
    return {KEY: made[0], _NEWEST_FIRST: made[::-1]}


def mark(session: Session, purpose: str, *parts: object) -> str:
    """The mark of these parts for this purpose: 64 hexadecimal digits."""
    return _digest(session.info[KEY], purpose, *parts).hex()


def same(left: str, right: str) -> bool:
    """Compare two marks in a time that says nothing about them."""
    return hmac.compare_digest(left.encode(), right.encode())


def new_token() -> str:
    """A fresh secret for a link or a cookie: 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def seal(session: Session, words: bytes, purpose: str, *parts: object) -> bytes:
    """Make words unreadable to whoever lacks the key. The same purpose and parts read them."""
    size = len(words).to_bytes(_SIZE, "big")
    filled = size + words + bytes(-len(words) % _STEP)
    return _lock(session, purpose, *parts).encrypt_at_time(filled, _NO_TIME)


def unseal(session: Session, sealed: bytes, purpose: str, *parts: object) -> bytes:
    """Read what was sealed. Raises NotOurs: also for a row that was put in another's place."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415  only where something is sealed

    try:
        filled = _lock(session, purpose, *parts).decrypt(sealed)
    except InvalidToken as changed:
        raise NotOurs from changed
    return filled[_SIZE:][: int.from_bytes(filled[:_SIZE], "big")]


def _lock(session: Session, purpose: str, *parts: object) -> "MultiFernet":
    """A key of their own for each purpose and parts, so that no row reads as another."""
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415

    keys = session.info.get(_NEWEST_FIRST) or [session.info[KEY]]
    own = (_digest(key, f"seal {purpose}", *parts) for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(one)) for one in own])


def _digest(key: bytes, purpose: str, *parts: object) -> bytes:
    message = PART.join((purpose, *map(str, parts))).encode()
    return hmac.digest(key, message, "sha256")
