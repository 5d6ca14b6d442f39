"""Words as people send them, made safe to keep and to show. The only sanitiser.

Nothing is corrected: no capitals, spelling or length is judged. What goes is what a database or
a drawing refuses (NUL, lone surrogates, U+FFFF) and what hides text from readers (bidirectional
overrides).
"""

import re
import unicodedata
from datetime import date
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from nh3 import Cleaner

BODY = 5_000  # characters; long enough for a long story, short enough to render at once
HTML = 40_000  # characters that `as_html` makes of it at most; the width of its columns
TITLE = 200

_UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + (
    "\u00ad\u115f\u1160\u180e\u200b\u2060\u2800\u3164\ufeff\uffa0"
)
# Alone they show nothing; inside words they join letters, turn them round, or colour a heart.
_UNSEEN = _BLANK + "\u034f\u061c\u200c\u200d\u200e\u200f" + "".join(map(chr, range(0xFE00, 0xFE10)))
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]{8})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_LINK = re.compile(r"https?://[^\s<>\"']{1,500}")
_TAGS = frozenset(
    [
        "p",
        "br",
        "strong",
        "em",
        "ul",
        "ol",
        "li",
        "blockquote",
        "a",
        "code",
        "pre",
        "h2",
        "h3",
        "h4",
        "hr",
    ]
)


def clean_text(value: str) -> str:
    """The words without what cannot be stored or would deceive, trimmed, with plain line ends."""
    value = _UNSAFE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = _MARKS.sub(r"\1", unicodedata.normalize("NFC", value)).strip(_BLANK)
    return value if value.strip(_UNSEEN) else ""


def shorten(value: str, most: int = 80) -> str:
    """The first sentence or line, at most `most` characters, cut at a word."""
    first = re.split(r"(?<=[.!?])\s|\n", value.strip().lstrip(_UNSEEN), maxsplit=1)[0]
    if len(first) <= most:
        return first.rstrip(".") if first.count(".") == 1 else first
    return cut(first, most)


def cut(value: str, most: int) -> str:
    """The words as far as they fit in `most` characters, cut after a word: it ends in "…" then."""
    if len(value) <= most:
        return value
    words = re.sub(r"\s+\S*$", "", value[:most])[: most - 1]
    return words.rstrip(".,;:… ") + "…"


def whole_number(sent: str | None) -> int | None:
    """An id or another whole number as somebody sent it. None if no table could hold it."""
    longest = 15  # digits, as in an address
    is_one = sent and sent.isascii() and sent.isdigit() and len(sent) <= longest
    return int(sent) if sent and is_one else None


def dated(day: date, number: int) -> str:
    """Where a page of a list ended, for the address of the next: its last line's day and id."""
    return f"{day.isoformat()}.{number}"


def day_and_number(sent: str | None) -> tuple[date, int] | None:
    """What `dated` wrote. None for anything else."""
    day, _, number = (sent or "").rpartition(".")
    whole = whole_number(number)
    try:
        return None if whole is None else (date.fromisoformat(day), whole)
    except ValueError:
        return None


def number(sent: str | None) -> int:
    """An id or a count as it was sent; -1 for what no table could hold."""
    found = whole_number(sent)
    return -1 if found is None else found


def as_html(value: str) -> str:
    """Small Markdown as HTML that holds nothing outside the allow-list. Render once, then store.

    Raises ValueError over `BODY` characters, so that no parser meets unbounded input. What would
    be longer than `HTML`, such as 1,600 lists in lists, is shown as it was typed.
    """
    if len(value) > BODY:
        raise ValueError(f"as_html takes at most {BODY} characters")
    html = _renderer()(value)
    return html if len(html) <= HTML else str(paragraphs(value))  # 6 a letter at most


def paragraphs(value: str) -> Markup:
    """Plain words as paragraphs, for places where no formatting is offered."""
    parts = (escape(part).replace("\n", "<br>") for part in re.split(r"\n{2,}", value) if part)
    return Markup("".join(f"<p>{part}</p>" for part in parts))  # noqa: S704  escaped above


def rendered(html: str) -> Markup:
    """HTML that `as_html` made and the database kept, ready to show."""
    return Markup(html)  # noqa: S704  made by as_html, never by a person


def cleaned(html: str) -> Markup:
    """HTML that the database kept, with nothing in it but what `as_html` could have made.

    For what anybody may have written: 11 µs for a short message. Whoever could write to the
    database could else close the box around it, and let htmx, which the page trusts, send things.
    """
    return Markup(_cleaner().clean(html))  # noqa: S704  cleaned just now


@cache
def _cleaner() -> "Cleaner":
    from nh3 import Cleaner  # noqa: PLC0415  only where such words are shown or written

    return Cleaner(
        tags=set(_TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener noreferrer",
    )


@cache
def _renderer() -> "Callable[[str], str]":
    # Three pairs of hands, each with its own idea of safe: the parser makes no raw HTML, bleach
    # keeps the list, and nh3, which is maintained, has the last word.
    import bleach  # noqa: PLC0415  only where something is written
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
    keep = {"tags": _TAGS, "attributes": {"a": ["href"]}, "protocols": {"http", "https", "mailto"}}

    def render(value: str) -> str:
        tokens = parser.parse(value)
        for token in tokens:
            token.children = token.children and list(_with_links(token.children, parser))
        html = parser.renderer.render(tokens, parser.options, {})
        html = bleach.clean(html, strip=True, **keep)
        return _cleaner().clean(html)

    return render


def _with_links(tokens: "list[Token]", parser: "MarkdownIt") -> "Iterator[Token]":
    """The same words with bare addresses as links, and after each link the host it leads to.

    Only what is left as text is looked at, so that code stays as it was written.
    """
    said, href = "", ""
    for token in tokens:
        if token.type == "link_open":
            said, href = "", str(token.attrs["href"])
        elif token.type == "link_close":
            where = _where(href)
            if where and said not in {where, href}:
                yield _text(token, f" ({where})" if said else where)
            href = ""
        elif href:
            said += token.content
        elif token.type == "text":
            yield from _linked(token, parser)
            continue
        yield token


def _linked(token: "Token", parser: "MarkdownIt") -> "Iterator[Token]":
    """A piece of text in parts: what is plain, and each bare address as a link to be seen."""
    kind, done = type(token), 0
    for found in _LINK.finditer(token.content):
        url = found.group().rstrip(".,;:!?)")
        href = parser.normalizeLink(url)
        host = _where(url) and _where(href)
        if not host:
            continue
        yield _text(token, token.content[done : found.start()])
        yield kind("link_open", "a", 1, attrs={"href": href})
        yield _text(token, host)
        yield kind("link_close", "a", -1)
        done = found.start() + len(url)
    yield _text(token, token.content[done:])


def _text(like: "Token", content: str) -> "Token":
    return type(like)("text", "", 0, content=content)


def _where(href: str) -> str:
    """The host that an address leads to, or whose post box it is. Nothing inside this site."""
    try:
        parts = urlsplit(href)
        return parts.hostname or (parts.path if parts.scheme == "mailto" else "")
    except ValueError:
        return ""
