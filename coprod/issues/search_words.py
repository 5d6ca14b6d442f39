"""What to look for in what somebody types: their words, without the small ones, and their likes."""

import re
from collections.abc import Iterable, Sequence

MOST = 10  # words looked for; the first ones say what it is about
LONG = 4  # letters from which the beginning of a word is enough
_WORD = re.compile(r"[^\W_]+")
_ENDS = ("", "s", "es", "ed", "d", "ing", "er", "ers", "r", "rs")

_SMALL = """
a about above after again all also always am an and any anyone are aren as ask asked asking at
away back be because been before being both but by came can cannot come comes coming could
couldn day days did didn do does doesn doing don done down each else ever every everyone feel
few for from get gets getting give go goes going gone good got had hadn has hasn have haven
having he help her here hers him his how i if im in into is isn it its ive just keep keeps know
let like ll lot made make makes many may me mine more most much must my need needs never new no
nobody nor not nothing now of off often ok on once one only or other our out over own people
person place please put re really s said same say says see she should shouldn so some someone
something still stop such t take than that the their them then there these they thing things
think this those time times to too told two under until up us use used ve very want wanted wants
was wasn way we well went were weren what when where which while who why will with won would
wouldn yes yet you your
"""
STOP = frozenset(_SMALL.split())


def tokens(text: str) -> list[str]:
    """The words of a text as the index knows them: letters and digits, small."""
    return [word[:40] for word in _WORD.findall(text.casefold())]


def groups(
    text: str, synonyms: Iterable[tuple[str, str]] = (), *, small: bool = True
) -> list[list[str]]:
    """What to look for: one list for each word that says something, with its synonyms.

    With `small`, a text made only of small words is looked for as it is.
    """
    said = tokens(text)
    telling = [word for word in said if word not in STOP] or (said if small else [])
    telling = list(dict.fromkeys(telling))[:MOST]
    rows = [(tokens(word), tokens(means)) for word, means in synonyms]
    spoken = f" {' '.join(said)} "
    found = [[word, *_likes(word, rows)] for word in telling]
    found += [[phrase, *_likes(phrase, rows)] for phrase in _phrases(spoken, rows)]
    return found[: MOST + 2]


def _likes(word: str, rows: Sequence[tuple[list[str], list[str]]]) -> list[str]:
    """Everything that means the same, by way of any number of rows, the word itself left out."""
    same = [word]
    for like in same:  # grows while it is walked
        for left, right in rows:
            for one, other in ((left, right), (right, left)):
                if _is(like, " ".join(one)) and " ".join(other) not in same:
                    same.append(" ".join(other))
        if len(same) > MOST:
            break
    return same[1:]


def _phrases(spoken: str, rows: Sequence[tuple[list[str], list[str]]]) -> list[str]:
    """Synonyms of more than one word that were said."""
    long = {" ".join(side) for row in rows for side in row if len(side) > 1}
    return [phrase for phrase in sorted(long) if f" {phrase} " in spoken]


def _is(said: str, word: str) -> bool:
    """Whether a word is this one, or this one with an ending."""
    return said.startswith(word) and said[len(word) :] in _ENDS


def for_sqlite(group: Sequence[str], *, begins: bool = True) -> str:
    """One group as an FTS5 expression. Only letters and digits reach it, always in quotes."""
    said = (f'"{like}"' + ("*" if begins and _long(like) else "") for like in group)
    return "(" + " OR ".join(said) + ")"


def for_postgres(group: Sequence[str], weight: str = "", *, begins: bool = True) -> str:
    """One group as a tsquery, in the title or the words only if a weight says so."""
    return "(" + " | ".join(_tsquery(like, weight, begins=begins) for like in group) + ")"


def _tsquery(like: str, weight: str, *, begins: bool) -> str:
    end = ("*" if begins and _long(like) else "") + weight
    return "(" + " <-> ".join(word + (f":{end}" if end else "") for word in like.split()) + ")"


def _long(like: str) -> bool:
    return len(like) >= LONG and " " not in like
