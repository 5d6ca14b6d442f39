"""Where things go on a picture: the two axes and their labels. Lengths are in viewBox units."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

TEXT = 20  # height of the words: at 320 px wide they are still about 10 px
_LETTER = 0.53 * TEXT  # mean width of a letter
_STEPS = (1, 2, 2.5, 5, 10)


def width_of(words: str) -> float:
    """About how wide the words are when drawn."""
    return len(words) * _LETTER


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; `anchor` as in SVG."""

    x: float
    y: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns points and values into places on the picture."""

    left: float
    right: float
    top: float
    bottom: float
    points: int
    low: float  # value at the bottom
    high: float  # value at the top

    def x(self, point: float) -> float:
        """Where a point (counted from 1) stands; halves are the borders between points."""
        return self.left + (self.right - self.left) * (point - 0.5) / self.points

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low)


def ticks(values: Sequence[float], *, percent: bool = False, most: int = 5) -> list[float]:
    """Round numbers that hold every value, evenly spaced, about `most` of them.

    A share runs from 0 to 100. Other values that are not negative start at 0, unless all are
    so far from it that their ups and downs would not show.
    """
    if percent:
        return [0, 25, 50, 75, 100]
    low, high = min(values), max(values)
    if 0 <= low <= 0.6 * high or low == high:
        low = min(low, 0)
    smallest = max(abs(low), abs(high)) * 1e-9  # closer values than this are drawn as one
    step = _step((max(high - low, smallest) or 1) / (most - 1))
    if all(value == int(value) for value in values):
        step = max(ceil(step), 1)
    first, last = floor(low / step), ceil(high / step)
    return [float(f"{i * step:.12g}") for i in range(first, max(last, first + 1) + 1)]


def spread_labels(labels: Sequence[str], scale: Scale) -> list[int]:
    """Which points (from 1) get their label: evenly, the last among them, none touching."""
    gap = (scale.right - scale.left) / scale.points
    widest = max(width_of(label) for label in labels) + 2 * TEXT
    every = max(1, ceil(widest / gap))
    return list(range(scale.points, 0, -every))[::-1]


def _step(raw: float) -> float:
    power = 10.0 ** floor(log10(raw))
    return next(step * power for step in _STEPS if raw <= step * power * (1 + 1e-9))
