"""The words of a page that are the site's own, and how hard they are to read.

What people of the demo area said is left out: it is theirs, and stands in the demo data. Every day
reads as one and the same, or a page would be harder in September than in May.
"""

import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

from textstat import textstat

from coprod.demo.load import Demo
from tests.page import VOID

INLINE = {"a", "abbr", "b", "em", "i", "img", "span", "strong", "time", "wbr"}
THEIRS = {"blockquote", "textarea", "select"}
_ENOUGH = 5
_DAY = re.compile(r"\b[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ \d{4}\b")
_SAME_DAY = "Monday 1 June 2026"
_END = re.compile(r"(?<=[.?!:])[\s”’]+(?=[“‘A-Z0-9])")


class _Blocks(HTMLParser):
    """The text of each block inside <main>, without what people themselves said."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks = [""]
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.blocks.append("")
        if tag not in VOID:
            classes = (dict(attrs).get("class") or "").split()
            theirs = tag in THEIRS or "words" in classes or "data-own-words" in dict(attrs)
            self._open.append((tag, theirs))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.blocks.append("")
        while any(tag == one for one, _ in self._open) and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        in_main = any(tag == "main" for tag, _ in self._open)
        if in_main and not any(theirs for _, theirs in self._open):
            self.blocks[-1] += data


def sentences(html: str) -> list[str]:
    """The sentences and labels of a page's main part that the site itself says, each once."""
    found = []
    for block in _Blocks(html).blocks:
        text = _DAY.sub(_SAME_DAY, " ".join(block.split()))
        if text and not _is_theirs(text):
            found += [one for one in _END.split(text) if not _is_theirs(one)]
    return [one for one in dict.fromkeys(found) if re.search(r"[^\W\d_]", one)]


def count(sentence: str) -> int:
    return len(re.findall(r"[\w’'%£.-]*\w", sentence))


def grade(told: list[str]) -> float:
    """Flesch and Kincaid's grade of a page, each label read as a sentence of its own."""
    words = sum(count(one) for one in told)
    syllables = sum(textstat.syllable_count(one) for one in told)
    return 0.39 * words / len(told) + 11.8 * syllables / words - 15.59


def _is_theirs(text: str) -> bool:
    """Whether the demo data says this. A few words must be all of what somebody said."""
    plain = _plain(text)
    return plain in _said() or (len(plain.split()) >= _ENOUGH and plain in _all_said())


@cache
def _said() -> frozenset[str]:
    return frozenset(_plain(text) for text in _strings(Demo().data))


@cache
def _all_said() -> str:
    return " | ".join(_said())


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for part in parts for text in _strings(part)]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text).lower().split())
