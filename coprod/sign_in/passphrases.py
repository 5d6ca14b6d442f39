"""Passphrases: which are safe enough, how they are kept, and whether one is right.

Hashing is slow on purpose. Callers hash while no write transaction is open, so that nobody else
waits for it.
"""

import re
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from coprod.text import clean_text

SHORTEST = 12  # characters
LONGEST = 1_024  # bytes; a hash of more would be a way to keep the site busy
_SHORTEST_UNIT = 5  # letters; "abcdabcdabcd" says only "abcd"
_FEWEST_KINDS = 4  # different letters; "aabbaabbcca" is hardly a word

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_COMMON = Path(__file__).with_name("common_passphrases.txt")
_ROWS = ("abcdefghijklmnopqrstuvwxyz" * 2, "0123456789" * 4, "qwertyuiopasdfghjklzxcvbnm" * 2)


def hashed(passphrase: str) -> str:
    """What is stored: nobody can read the passphrase from it."""
    return _HASHER.hash(clean_text(passphrase))


def matches(stored: str | None, passphrase: str) -> bool:
    """Whether this is the passphrase. Nothing stored takes as long to say no to as a wrong one."""
    passphrase = clean_text(passphrase)
    too_long = len(passphrase.encode()) > LONGEST
    try:
        right = _HASHER.verify(stored or _nobodys(), "" if too_long else passphrase)
    except Argon2Error:
        return False
    return right and stored is not None and not too_long


def trouble(passphrase: str, *names: str) -> str:
    """Why this passphrase will not do, in one sentence, or nothing. `names` are the person's."""
    passphrase = clean_text(passphrase)
    if len(passphrase) < SHORTEST:
        return f"Use {SHORTEST} letters or more. Three or four words are good."
    if len(passphrase.encode()) > LONGEST:
        return "That is too long. Use a shorter one."
    if _easy(passphrase, names):
        return "That one is easy to guess. Use three or four words that only you would pick."
    return ""


def _easy(passphrase: str, names: tuple[str, ...]) -> bool:
    plain = _plain(passphrase)
    without_end = re.sub(r"\d+$", "", plain)
    known = _common() | {_plain(name) for name in names if name}
    if {plain, without_end, _unit(plain), _unit(without_end)} & known:
        return True
    in_a_row = any(plain in row or plain in row[::-1] for row in _ROWS)
    return in_a_row or len(_unit(plain)) < _SHORTEST_UNIT or len(set(plain)) < _FEWEST_KINDS


def _plain(words: str) -> str:
    """Only letters and digits count: a capital or a full stop hides nothing from a guesser."""
    return re.sub(r"[\W_]+", "", words.casefold())


def _unit(plain: str) -> str:
    """The shortest piece that, repeated, makes the whole: 'abc' for 'abcabcabc'."""
    at = (plain + plain).find(plain, 1)
    return plain[:at] if at > 0 else plain


@cache
def _common() -> frozenset[str]:
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this passphrase")
