"""Going to every page that can be reached from the first one, as a search engine would."""

import re
from collections import Counter
from collections.abc import Collection
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urlsplit

HREF = re.compile(r'(?:href|src|data-hx-get)="(/[^"]*)"')
NOT_PAGES = ("/static/", "/leave")
IN_BYTES = (".png", ".xlsx")  # what .svg and .csv beside them say in words
MOST = 3_000  # pages: more than the demo has
DOORS = 6  # to sign in by: each is the same page but for where it leads back to
OF_A_MESSAGE = 20  # pages of one sort about one message each: a talk has several for each
_ONE_MESSAGE = re.compile(r"/talk/posts/N/\w|/moderation/flag/")


def crawl(client: Any, start: Collection[str] = ("/",), alike: int = MOST) -> dict[str, Any]:
    """Every answer to a GET that links lead to from these pages, by its address.

    Of pages that are `alike`, with other numbers in their addresses, only so many are visited;
    of doors that lead back a few, and so of what can be done with one message.
    """
    found: dict[str, Any] = {}
    seen: Counter[str] = Counter()
    waiting = [*reversed(start)]
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(NOT_PAGES) or urlsplit(path).path.endswith(IN_BYTES):
            continue
        there = urlsplit(path)
        shape, leads_back = re.sub(r"\d+", "N", there.path), there.query.startswith("next=")
        seen[shape] += 1
        if seen[shape] > _most(alike, shape, leads_back) and path not in start:
            continue
        assert len(found) < MOST, "The pages have no end."
        answer = found[path] = client.get(path)
        assert answer.status_code < 500, path
        waiting += _links(answer)
    return found


def _most(alike: int, shape: str, leads_back: bool) -> int:
    """How many pages of this shape are visited."""
    if leads_back:
        return min(alike, DOORS)
    return min(alike, OF_A_MESSAGE) if _ONE_MESSAGE.match(shape) else alike


def _links(answer: Any) -> list[str]:
    there = [answer.location] if answer.location else []
    if answer.mimetype == "text/html":
        there += [unescape(link) for link in HREF.findall(answer.text)]
    return [urldefrag(link).url for link in there if not urlsplit(link).netloc]
