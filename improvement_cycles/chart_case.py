"""The fields of a chart case, each checked as it is asked for."""

import re
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from statistics import fmean, median
from typing import Any

from improvement_cycles.stats.plotted import Measurements, added_up, in_subgroups
from improvement_cycles.stats.subgroups import subgroup

_MOST_POINTS = 100_000
_BIGGEST = 1e100  # its square is still a number
_LONGEST = 60  # letters of what was sent that a refusal says again
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TOGETHER: dict[str, Callable[[Sequence[float]], float | None]] = {
    "mean": fmean,
    "median": median,
    "sum": sum,
    "sd": lambda values: subgroup(values).sd,
}


class Case:
    """One case. Every question raises ValueError, in one sentence that names the field."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    def one_of(self, name: str, words: Sequence[str]) -> str:
        """One of some words; the first if the field is not there."""
        said = self._fields.get(name)
        if said is None:
            return words[0]
        if said not in words:
            raise ValueError(f"{name}: use {', '.join(words)}, not {_told(said)}")
        return str(said)

    def yes(self, name: str, *, default: bool) -> bool:
        said = self._fields.get(name)
        if said is None:
            return default
        if not isinstance(said, bool):
            raise ValueError(f"{name}: use true or false")
        return said

    def number(self, name: str, default: float | None = None) -> float | None:
        said = self._fields.get(name)
        return default if said is None else _number(said, name)

    def place(self, name: str) -> int | None:
        """A place counted from 1, or None."""
        said = self._fields.get(name)
        return None if said is None else _place(said, name)

    def places(self, name: str) -> list[int]:
        return [_place(said, name) for said in self.listed(name)]

    def listed(self, name: str) -> list[Any]:
        """A list; what stands alone is a list of one, and nothing is an empty one."""
        said = self._fields.get(name)
        if said is None:
            return []
        return said if isinstance(said, list) else [said]

    def series(self, *, added: bool = False) -> Measurements:
        """The points in the order of x; those of one x are one, added up or by `agg_fun`."""
        said = self.one_of("agg_fun", tuple(_TOGETHER))
        together = _TOGETHER["sum" if added else said]
        days, values, n = self._sorted()
        if len(set(days)) == len(days):
            return Measurements(values, n)
        return added_up(days, values, n, together)

    def subgroups(self) -> Measurements:
        """The subgroups in the order of x; those of one x are one."""
        days, values, _ = self._sorted()
        return in_subgroups(days, values)

    def in_order(self) -> tuple[list[Any], list[float | None]]:
        """The x and the y of each point, in the order of x."""
        days, values, _ = self._sorted()
        return days, values

    def _sorted(self) -> tuple[list[Any], list[float | None], list[float | None] | None]:
        values = self._column("y")
        if not values:
            raise ValueError("y: there are no points")
        if len(values) > _MOST_POINTS:
            raise ValueError(f"y: there are more than {_MOST_POINTS:,} points")
        n = self._column("n") if self._fields.get("n") is not None else None
        days = self.listed("x") or list(range(1, len(values) + 1))
        for name, column in (("x", days), ("n", n)):
            if column is not None and len(column) != len(values):
                raise ValueError(f"{name}: it has {len(column)} entries, y has {len(values)}")
        kinds = {str if isinstance(day, str) else float for day in days}
        if len(kinds) > 1 or any(isinstance(day, bool | list | dict) for day in days):
            raise ValueError("x: use numbers or dates, one kind only")
        if None in days:
            raise ValueError("x: a point has none")
        order = list(range(len(days)))
        if all(not isinstance(day, str) or _DAY.match(day) for day in days):
            order.sort(key=days.__getitem__)  # other words have no order but their own
        return (
            [days[at] for at in order],
            [values[at] for at in order],
            None if n is None else [n[at] for at in order],
        )

    def _column(self, name: str) -> list[float | None]:
        return [
            None if said is None else _number(said, f"{name}, point {at}")
            for at, said in enumerate(self.listed(name), start=1)
        ]


def _number(said: Any, name: str) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise ValueError(f"{name}: {_told(said)} is not a number")
    if isinstance(said, float) and not isfinite(said):
        raise ValueError(f"{name}: {said} is not a finite number")
    if abs(said) > _BIGGEST:
        raise ValueError(f"{name}: the number is too big")
    return float(said)


def _place(said: Any, name: str) -> int:
    if isinstance(said, bool) or not isinstance(said, int):
        raise ValueError(f"{name}: {_told(said)} is not a whole number")
    return said


def _told(said: Any) -> str:
    """What was sent, as far as a sentence can hold it."""
    return str(said)[:_LONGEST]
