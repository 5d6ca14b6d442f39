"""The drawing of a driver diagram: where every box, line and word stands. Pure.

The aim is on the left, then what helps it, what helps that, and ideas. A part that helps several
stands beside the first of them, and has a line to each. No line goes through a box: an idea of a
primary driver has a row to itself, and lines turn only in the gaps between the columns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from improvement_cycles.drivers.lines import TEXT, lines_of
from improvement_cycles.drivers.tree import Diagram, Key, Part
from improvement_cycles.drivers.words import Kind, Level

_LINE = 22
_PAD = 11
_GAP = 14  # between two boxes, one above the other
_EDGE = 12
_TURN = 44  # between two columns, where lines turn
_HEAD = 48
_WIDE = {Level.AIM: 190, Level.PRIMARY: 196, Level.SECONDARY: 196, Level.IDEA: 236}
_AIM: Key = (Kind.DRIVER, 0)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words and where it begins."""

    x: float
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part in its place. `notes` are smaller words under its own."""

    level: Level
    x: float
    y: float
    width: float
    height: float
    words: tuple[Words, ...]
    notes: tuple[Words, ...] = ()

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it: lengths in viewBox units, from the top left."""

    width: float
    height: float
    heads: tuple[Words, ...]
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]  # the path from each part to what it helps
    tips: tuple[str, ...]  # the arrow heads, at what is helped


def draw(diagram: Diagram, heads: Mapping[Level, str], notes: Mapping[int, str]) -> Drawing:
    """Place everything. `heads` names the columns; `notes` says of ideas how they went, by id."""
    return _Layout(diagram, notes).drawing(heads)


@dataclass
class _Layout:
    diagram: Diagram
    notes: Mapping[int, str]
    boxes: dict[Key, Box] = field(default_factory=dict)
    left: dict[Level, float] = field(default_factory=dict)

    def drawing(self, heads: Mapping[Level, str]) -> Drawing:
        aim = Part(Kind.DRIVER, 0, Level.AIM, self.diagram.aim)
        width = self._columns()
        bottom: float = _HEAD
        tops = self.diagram.on(Level.PRIMARY)
        for part in tops:
            bottom = self._place(part, bottom) + _GAP
        self._put(aim, _HEAD, max(bottom - _GAP, _HEAD + self._height(aim)))
        bottom = max(bottom, self.boxes[_AIM].y + self.boxes[_AIM].height + _GAP)
        for part in self.diagram.loose():
            bottom = self._place(part, bottom) + _GAP
        links = [(part.key, _AIM) for part in tops] + sorted(self.diagram.links)
        return Drawing(
            width=width,
            height=bottom - _GAP + _EDGE,
            heads=tuple(Words(x, 30, heads[level]) for level, x in self.left.items()),
            boxes=tuple(self.boxes.values()),
            lines=tuple(self._path(lower, upper) for lower, upper in links),
            tips=tuple(self._tip(upper) for upper in dict.fromkeys(up for _low, up in links)),
        )

    def _columns(self) -> float:
        """Where each column begins, of those that have something in them; and the whole width."""
        x: float = _EDGE
        for level, wide in _WIDE.items():
            if level in {Level.AIM, Level.PRIMARY} or self.diagram.on(level):
                self.left[level] = x
                x += wide + _TURN
        return x - _TURN + _EDGE

    def _place(self, part: Part, top: float) -> float:
        """Place a part beside all that has its home there; the bottom of it all."""
        below = [one for one in self.diagram.below(part.key) if self._home(one) == part.key]
        bottom = top
        for one in below:
            bottom = self._place(one, bottom) + _GAP
        bottom = max(bottom - _GAP, top + self._height(part))
        self._put(part, top, bottom)
        return bottom

    def _home(self, part: Part) -> Key | None:
        """What a part stands beside, of all that it helps: a primary driver, else the first."""
        above = self.diagram.above(part.key)
        above.sort(key=lambda one: (one.level is not Level.PRIMARY, one.id))
        return above[0].key if above else None

    def _height(self, part: Part) -> float:
        said, noted = self._said(part)
        return 2 * _PAD + _LINE * (len(said) + len(noted))

    def _said(self, part: Part) -> tuple[list[str], list[str]]:
        inside = _WIDE[part.level] - 2 * _PAD
        note = self.notes.get(part.id, "") if part.level is Level.IDEA else ""
        return lines_of(part.words, inside), lines_of(note, inside) if note else []

    def _put(self, part: Part, top: float, bottom: float) -> None:
        """Put a box in the middle between top and bottom."""
        height = self._height(part)
        x, y = self.left[part.level], (top + bottom - height) / 2
        rows = [
            Words(x + _PAD, y + _PAD + _LINE * at + TEXT, said)
            for at, said in enumerate(self._both(part))
        ]
        many = len(self._said(part)[0])
        self.boxes[part.key] = Box(
            part.level, x, y, _WIDE[part.level], height, tuple(rows[:many]), tuple(rows[many:])
        )

    def _both(self, part: Part) -> Iterable[str]:
        said, noted = self._said(part)
        return [*said, *noted]

    def _path(self, lower: Key, upper: Key) -> str:
        """From the left of what helps, to the right of what it helps."""
        below, above = self.boxes[lower], self.boxes[upper]
        return (
            f"M{below.x:.1f} {below.middle:.1f}H{self._turns_at(upper):.1f}"
            f"V{above.middle:.1f}H{above.x + above.width + 8:.1f}"
        )

    def _tip(self, upper: Key) -> str:
        above = self.boxes[upper]
        return f"M{above.x + above.width:.1f} {above.middle:.1f}l12 -7v14z"

    def _turns_at(self, upper: Key) -> float:
        """Where the lines to one part turn: each part of a column has a place of its own."""
        above = self.boxes[upper]
        beside = [key for key, box in self.boxes.items() if box.level is above.level]
        share = (beside.index(upper) + 1) / (len(beside) + 1)
        return above.x + above.width + 14 + (_TURN - 20) * share
