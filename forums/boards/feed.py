"""The talks of an area that are open to all, as an Atom feed (RFC 4287).

It is the same for whoever asks: it shows what a stranger may read. A day is all it says of when.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from xml.etree import ElementTree as Xml

from coprod.people import names
from forums.boards.queries import Line

_ATOM = "http://www.w3.org/2005/Atom"


def atom(
    title: str, here: str, page: str, lines: Sequence[Line], at: Callable[[int], str]
) -> bytes:
    """The feed, its own address `here` and its board's `page`; `at` is the address of a talk."""
    Xml.register_namespace("", _ATOM)
    feed = Xml.Element(f"{{{_ATOM}}}feed")
    newest = max((_noon(line) for line in lines), default="2000-01-01T12:00:00+00:00")
    _say(feed, "title", title)
    _say(feed, "id", here)
    _say(feed, "updated", newest)
    _say(feed, "link", rel="self", href=here)
    _say(feed, "link", rel="alternate", href=page)
    for line in lines:
        entry = Xml.SubElement(feed, f"{{{_ATOM}}}entry")
        _say(entry, "title", line.title)
        _say(entry, "id", at(line.id))
        _say(entry, "link", rel="alternate", href=at(line.id))
        _say(entry, "updated", _noon(line))
        author = Xml.SubElement(entry, f"{{{_ATOM}}}author")
        _say(author, "name", line.alias or names.label(line.author_hat))
        _say(entry, "summary", line.begins)
    made: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _say(parent: Xml.Element, name: str, words: str = "", **attributes: str) -> None:
    Xml.SubElement(parent, f"{{{_ATOM}}}{name}", attributes).text = words or None


def _noon(line: Line) -> str:
    return datetime.combine(line.said_on, time(12), UTC).isoformat()
