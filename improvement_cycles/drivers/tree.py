"""A driver diagram as it is thought of: parts on levels, and what helps what. Pure.

Every primary driver helps the one aim, so that link is in no list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from improvement_cycles.drivers.words import Kind, Level

Key = tuple[Kind, int]  # a part by its kind and number
Link = tuple[Key, Key]  # (what helps, what it helps)


@dataclass(frozen=True, slots=True)
class Part:
    """A driver, or a change idea. An idea without words of its own has those of its issue."""

    kind: Kind
    id: int
    level: Level
    words: str
    issue_id: int | None = None
    pick_id: int | None = None  # what was picked in a round, if it came from there

    @property
    def key(self) -> Key:
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Diagram:
    """The whole of it: the aim, its parts in the order they came, and what helps what."""

    aim: str = ""
    parts: tuple[Part, ...] = ()
    links: frozenset[Link] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def find(self, key: Key) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    def on(self, *levels: Level) -> list[Part]:
        """The parts of these levels."""
        return [part for part in self.parts if part.level in levels]

    def above(self, key: Key) -> list[Part]:
        """What a part helps, but for the aim."""
        return [part for part in self.parts if (key, part.key) in self.links]

    def below(self, key: Key) -> list[Part]:
        """What helps a part: ideas first, for they are nearest to being tried."""
        found = [part for part in self.parts if (part.key, key) in self.links]
        return sorted(found, key=lambda part: (part.level is not Level.IDEA, part.id))

    def loose(self) -> list[Part]:
        """What helps nothing yet."""
        joined = {lower for lower, _upper in self.links}
        lower = self.on(Level.SECONDARY, Level.IDEA)
        return [part for part in lower if part.key not in joined]

    def said(self, titles: Mapping[int, str], otherwise: str) -> "Diagram":
        """With words in every part: an issue's title where it may be read, else `otherwise`."""
        parts = (
            part if part.words else replace(part, words=titles.get(part.issue_id or 0, otherwise))
            for part in self.parts
        )
        return replace(self, parts=tuple(parts))


@dataclass(frozen=True, slots=True)
class Line:
    """A part in the nested list. `first` is false where it stands again, under something else."""

    part: Part
    under: tuple["Line", ...]
    also: tuple[str, ...]  # what else it helps, in words
    first: bool


def outline(diagram: Diagram) -> tuple[list[Line], list[Line]]:
    """The nested list: what stands under the aim, and what stands by itself yet."""
    seen: set[Key] = set()

    def line(part: Part, upper: Key | None) -> Line:
        first = part.key not in seen
        seen.add(part.key)
        also = tuple(one.words for one in diagram.above(part.key) if one.key != upper)
        # What stands again is told once, with all that is under it.
        under = tuple(line(one, part.key) for one in diagram.below(part.key)) if first else ()
        return Line(part, under, also, first)

    joined = [line(part, None) for part in diagram.on(Level.PRIMARY)]
    return joined, [line(part, None) for part in diagram.loose()]


def to_json(diagram: Diagram) -> dict[str, Any]:
    """As a version keeps it."""
    parts = [
        [part.kind.value, part.id, part.level.value, part.words, part.issue_id, part.pick_id]
        for part in diagram.parts
    ]
    links = sorted([lower[0].value, lower[1], upper[1]] for lower, upper in diagram.links)
    return {"aim": diagram.aim, "parts": parts, "links": links}


def from_json(kept: Mapping[str, Any]) -> Diagram:
    """A diagram as a version kept it."""
    parts: Iterable[list[Any]] = kept["parts"]
    return Diagram(
        kept["aim"],
        tuple(Part(Kind(kind), id_, Level(level), *rest) for kind, id_, level, *rest in parts),
        frozenset(
            ((Kind(kind), lower), (Kind.DRIVER, upper)) for kind, lower, upper in kept["links"]
        ),
    )
