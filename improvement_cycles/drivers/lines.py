"""Words in lines that fit a box, whatever letters they are in. Pure.

There are no fonts here, and every device has its own: each letter is reckoned about as wide as in
the widest of the usual ones, so that no line leaves its box.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import category, east_asian_width, normalize

TEXT = 17  # height of the words, in viewBox units
_NARROW = frozenset("Ifijlrt.,:;'!|()[]-‘’“”\" ")
_WIDEST = frozenset("MWmw@%ÆŒæœЖМФШЩЫЮжмфшщыю")
_DRAWN_OVER = {"Mn", "Me", "Cf"}  # marks on the letter before, and what has no shape
_KEYCAP, _JOINER = "\u20e3", "\u200d"
_SKINS = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_LONGEST = 12  # signs in one letter: a family is 11
_MAY_END = re.compile(r"(?<=\w-)(?=\w)|(?= )")


def lines_of(words: str, width: float) -> list[str]:
    """Words in lines that fit a width. A word that is longer than a line is cut."""
    return [line for part in words.splitlines() for line in _filled(part, width)] or [""]


def length(words: str) -> float:
    """How long words may be in any usual font, in viewBox units."""
    return sum(map(_width, words)) * TEXT


def _filled(words: str, width: float) -> Iterator[str]:
    line = ""
    for piece in _MAY_END.split(" ".join(words.split())):
        if length(line + piece) <= width:
            line += piece
            continue
        if line:
            yield line
        *whole, line = _cut(_letters(piece.lstrip()), width)
        yield from whole
    if line:
        yield line


def _cut(letters: Iterable[str], width: float) -> list[str]:
    lines = [""]
    for letter in letters:
        if lines[-1] and length(lines[-1] + letter) > width:
            lines.append("")
        lines[-1] += letter
    return lines


def _letters(word: str) -> Iterable[str]:
    """The letters of a word, each with its accents, and what is joined to one picture as one."""
    letters: list[str] = []
    for sign in word:
        last = letters[-1] if letters else ""
        joined = category(sign) in _DRAWN_OVER or sign in _SKINS or last.endswith(_JOINER)
        if last and joined and len(last) < _LONGEST:
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


@cache
def _width(sign: str) -> float:
    """How wide a sign is, as a part of the height of the words."""
    kind, plain = category(sign), normalize("NFD", sign)[0]
    if kind in _DRAWN_OVER:
        return 0.8 if sign == _KEYCAP else 0
    if kind == "So" or sign in _SKINS:
        return 1.4  # emoji
    if plain in _WIDEST or east_asian_width(sign) in "WF":
        return 1.05
    if plain in _NARROW:
        return 0.4
    if kind == "Lu":
        return 0.8
    return 0.62 if plain.isascii() or kind == "Ll" else 1.05
