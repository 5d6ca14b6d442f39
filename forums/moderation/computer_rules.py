"""What a computer can notice in words before anybody reads them. Pure: words in, sentences out.

It never decides. Each rule only asks that a person looks first, and says which rule it is.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

_LINK = re.compile(
    r"https?://|\bwww\.|\b[\w-]+\.(com|co\.uk|org|net|info|biz|ru|xyz)\b", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w£$€.])(?:\+|00)?\d(?:[ .()/-]{0,2}\d){8,14}(?!\w)")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
_ORDINAL = re.compile(r"1st|2nd|3rd|\dth")
_TEN = re.compile(r"(?<![\w+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)")
_LETTERS = (  # the letters that a postcode of the United Kingdom begins with
    """AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY
    E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL
    LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN
    SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"""
)
_AREAS = frozenset(_LETTERS.split())
_BLAME = re.compile(
    r"\b(rude|lazy|liar|lies|lied|cruel|nasty|horrible|useless|stupid|idiot|bully|bullies|bullied"
    r"|steals?|stole|hates?|awful|mean|worst|shouts?|shouted|never (?:helps?|listens?|comes?)"
    r"|sack(?:ed)?|fault|blame|ignores?|ignored|bad|unkind|disgusting|pathetic)\b",
    re.IGNORECASE,
)
_NAMES = (  # names that are words too: those count with a capital
    """art bill dawn dean faith frank grace grant hope iris ivy jack joy lily mark may pat penny
    pearl ray rich rob rose ruby sue will"""
)
_ALSO_WORDS = frozenset(_NAMES.split())
_NEAR = 60  # letters between a name and a word of blame
_ENOUGH = 20  # letters: shorter words are said again by everybody
_SAME = 3  # times that the same was said before

LINKS = "There is a link in it, and you are new here."
PHONE = "It looks like there is a phone number in it."
POSTCODE = "It looks like there is a postcode in it."
NHS = "It looks like there is an NHS number in it."
NAMED = "It may say something bad about a worker by name."
REPEATED = "It is the same words again."


def noticed(
    words: str,
    *,
    newcomer: bool,
    workers: Collection[str] = (),
    earlier: Sequence[str] = (),
    own: str = "",
) -> list[str]:
    """What rules say of these words, each in its own sentence. Nothing for most words.

    `workers` are names of those who work at the place; `earlier` is what the same person said
    lately, and `own` the part of the words that is held against that: all of them if not given.
    """
    found = list(_noticed(words, newcomer, workers))
    return [*found, REPEATED] if _is_repeated(own or words, earlier) else found


def _noticed(words: str, newcomer: bool, workers: Collection[str]) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", words)
    if has_nhs_number(plain):
        yield NHS
    elif _has_phone(plain):
        yield PHONE
    if _has_postcode(plain):
        yield POSTCODE
    if newcomer and _LINK.search(plain):
        yield LINKS
    if blames(plain, workers):
        yield NAMED


def has_nhs_number(words: str) -> bool:
    """Ten digits whose last one checks the others: one number of ten in eleven is none."""
    return any(_checks(re.sub(r"\D", "", found)) for found in _TEN.findall(words))


def _checks(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    added = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9]))
    check = (11 - added % 11) % 11
    return check == int(digits[9])  # 10 is never one: no digit is


def _has_phone(words: str) -> bool:
    """A run of 10 to 14 digits that begins as numbers do here: not a sum, a day or a bus."""
    for found in _PHONE.findall(words):
        is_day = re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", found)
        digits = re.sub(r"\D", "", found)
        if not is_day and len(set(digits)) > 2 and re.fullmatch(r"(0|44|0044)\d{9,10}", digits):  # noqa: PLR2004
            return True
    return False


def _has_postcode(words: str) -> bool:
    return any(
        re.sub(r"\d.*", "", outward.upper()) in _AREAS and not _ORDINAL.fullmatch(inward)
        for outward, inward in _POSTCODE.findall(words)
    )


def blames(words: str, names: Collection[str]) -> bool:
    """Whether a name stands near a word of blame, in one sentence. Thanks are no blame."""
    firsts = {name.split()[0].casefold() for name in names if name.split()}
    for sentence in re.split(r"[.!?\n]+", words):
        blame = [one.start() for one in _BLAME.finditer(sentence)]
        for word in re.finditer(r"[^\W\d_]+", sentence) if blame else ():
            name = word.group().casefold()
            meant = name in firsts and (word.group()[0].isupper() or name not in _ALSO_WORDS)
            if meant and min(abs(word.start() - at) for at in blame) <= _NEAR:
                return True
    return False


def _is_repeated(words: str, earlier: Sequence[str]) -> bool:
    said = _bare(unicodedata.normalize("NFKC", words))
    if len(said) < _ENOUGH:
        return False
    return sum(_bare(one) == said for one in earlier) >= _SAME - 1


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.casefold()).strip()
