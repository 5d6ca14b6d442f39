"""Marks that only the site can make: HMAC-SHA256 under a key that is not in the database.

They keep apart who said an unnamed thing from what was said, and make links that nobody can
guess. Somebody who copies the database, without the key, can join neither.
"""

import hashlib
import hmac
import secrets

from sqlalchemy.orm import Session

KEY = "seal_key"  # where a session carries the key


def mark(session: Session, purpose: str, *parts: object) -> str:
    """The mark of these parts for this purpose: 64 hexadecimal digits."""
    message = "\x1f".join((purpose, *map(str, parts))).encode()
    return hmac.digest(session.info[KEY], message, "sha256").hex()


def same(left: str, right: str) -> bool:
    """Compare two marks in a time that says nothing about them."""
    return hmac.compare_digest(left.encode(), right.encode())


def new_token() -> str:
    """A fresh secret for a link or a cookie: 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
