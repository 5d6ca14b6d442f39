"""Which lane somebody's words sound like, and which words said so. Pure: lists, no learning.

It only ever offers: the person answers, and the advocate can move it. An entry of a list is one
stem or more, and all of them must come near each other, in any order. A word belongs to a stem
that it begins with, or nearly: one letter wrong in a stem of five letters or more. A stem that
ends in "." is that word and no other. "Not" stands for every way of saying it.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from coprod.issues.lane_lists import LISTS
from coprod.issues.words import Lane

NEAR = 6  # words before or after the first stem, for each of the others
_LONG = 5  # letters of a stem in which one may be wrong
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_THANKS = re.compile(r"\W*(thank|thanks|thankyou|well done|cheers)\b", re.IGNORECASE)
_NOT = frozenset(
    "not no never cannot cant dont doesnt didnt wont wouldnt couldnt isnt arent havent".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the words sound like, and the words that said so, as they were written."""

    lane: Lane
    because: tuple[str, ...]


def suggest(words: str) -> Suggestion | None:
    """The lane these words sound like; None where nothing points out of *talk and choose*.

    Rights come before all else, because missing one costs most. Thanks sound like nothing.
    """
    if is_thanks(words):
        return None
    written = _WORD.findall(words)
    tokens = [re.sub("['’]", "", word).casefold() for word in written]
    for lane, entries in _lists().items():
        for entry in entries:
            if places := _where(entry, tokens):
                return Suggestion(lane, tuple(written[at] for at in sorted(places)))
    return None


def is_thanks(words: str) -> bool:
    """Whether the words begin with thanks."""
    return _THANKS.match(words) is not None


def sounds_like_a_right(words: str) -> bool:
    found = suggest(words)
    return found is not None and found.lane is Lane.RIGHTS


@cache
def _lists() -> dict[Lane, list[tuple[str, ...]]]:
    return {
        lane: [tuple(entry.split()) for entry in told.split(",") if entry.split()]
        for lane, told in LISTS.items()
    }


def _where(entry: tuple[str, ...], tokens: list[str]) -> set[int]:
    """Where the stems of an entry come near each other, or nothing. Looks at each word once."""
    first, *rest = entry
    reach = NEAR * len(rest)
    for at in (at for at, token in enumerate(tokens) if _belongs(token, first)):
        found = {at}
        for stem in rest:
            around = range(max(0, at - reach), min(len(tokens), at + reach + 1))
            near = (n for n in around if n not in found and _belongs(tokens[n], stem))
            found |= {*islice(near, 1)}
        if len(found) == len(entry):
            return found
    return set()


def _belongs(token: str, stem: str) -> bool:
    if stem == "not":
        return token in _NOT
    if stem.endswith("."):
        return token == stem[:-1]
    if token.startswith(stem):
        return True
    if len(stem) < _LONG or token[0] != stem[0]:
        return False
    return any(
        _one_letter_wrong(token[:size], stem) for size in range(len(stem) - 1, len(stem) + 2)
    )


def _one_letter_wrong(token: str, stem: str) -> bool:
    """Whether one letter was left out, put in, changed, or swapped with the next."""
    if abs(len(token) - len(stem)) > 1 or token == stem:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(token, stem, strict=False)) if a != b),
        min(len(token), len(stem)),
    )
    mine, theirs = token[start:], stem[start:]
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return swapped or mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:]
