"""Words as people send them, made safe to keep and to show. The only sanitiser.

Nothing is corrected: no capitals, spelling or length is judged. What goes is what a database
refuses (NUL, lone surrogates) and what hides text from readers (bidirectional overrides).
"""

import re
import unicodedata
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

BODY = 5_000  # characters; long enough for a long story, short enough to render at once
TITLE = 200

_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
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
    return first[: most - 1].rsplit(" ", 1)[0] + "…"


def as_html(value: str) -> str:
    """Small Markdown as HTML that holds nothing outside the allow-list. Render once, then store.

    Raises ValueError over `BODY` characters, so that no parser meets unbounded input.
    """
    if len(value) > BODY:
        raise ValueError(f"as_html takes at most {BODY} characters")
    return _renderer()(value)


def paragraphs(value: str) -> Markup:
    """Plain words as paragraphs, for places where no formatting is offered."""
    parts = (escape(part).replace("\n", "<br>") for part in re.split(r"\n{2,}", value) if part)
    return Markup("".join(f"<p>{part}</p>" for part in parts))  # noqa: S704  escaped above


def rendered(html: str) -> Markup:
    """HTML that `as_html` made and the database kept, ready to show."""
    return Markup(html)  # noqa: S704  made by as_html, never by a person


@cache
def _renderer() -> "Callable[[str], str]":
    # Three pairs of hands, each with its own idea of safe: the parser makes no raw HTML, bleach
    # keeps the list, and nh3, which is maintained, has the last word.
    import bleach  # noqa: PLC0415  only where something is written
    import nh3  # noqa: PLC0415
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
    keep = {"tags": _TAGS, "attributes": {"a": ["href"]}, "protocols": {"http", "https", "mailto"}}
    rel = "nofollow ugc noopener noreferrer"

    def render(value: str) -> str:
        html = parser.render(_LINK.sub(_linked, value))
        html = bleach.clean(html, strip=True, **keep)
        return nh3.clean(
            html,
            tags=set(_TAGS),
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto"},
            link_rel=rel,
        )

    return render


def _linked(found: "re.Match[str]") -> str:
    """A bare address as a Markdown link that shows where it leads."""
    url = found.group().rstrip(".,;:!?)")
    before = found.string[max(0, found.start() - 2) : found.start()]
    if before.endswith(("](", "<")):
        return found.group()
    return f"[{urlsplit(url).hostname or url}](<{url}>)" + found.group()[len(url) :]
