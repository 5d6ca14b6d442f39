"""What each part of the site has to tell somebody: what came of their things, and what they follow.

A part gives rows that all have the same columns, so that one statement finds them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, Select, String, bindparam, literal, type_coerce
from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer

VIEWER = bindparam("viewer", type_=BigInteger())
MARKS = bindparam("marks", expanding=True, type_=String())
"""The seals of the viewer's first unnamed things of each sort."""
AREAS = bindparam("belongs_to", expanding=True, type_=BigInteger())
SINCE, UNTIL = bindparam("since", type_=Date()), bindparam("until", type_=Date())


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, in one sentence, and where it can be read."""

    sentence: str
    url: str
    symbol: str


@dataclass(frozen=True, eq=False, slots=True)
class News:
    """One sort of thing that happens: rows made with `columns`, and how one is told.

    What makes its rows of what others add is built when it is first asked for.
    """

    part: str
    rows: Select[Any] | Callable[[], Select[Any]]
    tell: Callable[[Any], Told]
    of: Callable[[Session, Viewer], dict[str, Any]] | None = None  # binds of its own, for a viewer


@dataclass(frozen=True, eq=False, slots=True)
class TalkedOf:
    """A kind of thing that people talk about: its rows of `key`, `title` and `what`.

    Only as far as the viewer may read them; `of` gives the binds that this wants. `what` is a word
    that tells it from others of the same title.
    """

    kind: str
    rows: Select[*tuple[Any, ...]]
    of: Callable[[Viewer], dict[str, Any]]


TALKED_OF: list[TalkedOf] = []
"""What others add when they are imported, so that words about it are news to who follows it."""

_TYPES: dict[str, Any] = {
    "on": Date(),
    "key": BigInteger(),
    "about": BigInteger(),
    "title": String(),
    "what": String(),
    "mine": Boolean(),
}


def columns(part: str, **given: Any) -> Any:
    """The columns of every part: on, key, about, title, what and mine.

    `on` is its day, `key` grows with each, `about` is the id in its address, `what` is a word that
    `tell` understands, and `mine` says whether it is about what the viewer said or was promised.
    """
    typed = [type_coerce(given[name], kind).label(name) for name, kind in _TYPES.items()]
    return (literal(part).label("part"), *typed)
