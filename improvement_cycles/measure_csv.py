"""Dots as a CSV file, in the shape that an import reads back."""

import csv
from io import StringIO

from improvement_cycles.measure_queries import Seen
from improvement_cycles.measure_words import Kind
from improvement_cycles.points import Counted

LEFT_OUT = ("left_out", "why")  # the columns of an odd day
_COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.SHARE: ("value", "out_of"),
    Kind.RATE: ("value", "out_of"),
    Kind.EVENTS: (),
    Kind.FACES: ("happy", "ok", "sad"),
}


def as_csv(seen: Seen) -> str:
    """The current dots in time order, a row each; an odd day says so, and why."""
    columns = _COLUMNS.get(seen.head.kind, ("value",))
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["day", *columns, *LEFT_OUT])
    for one in seen.counted:
        numbers = [_number(getattr(one, name)) for name in columns]
        writer.writerow([one.on.isoformat(), *numbers, "yes" if one.left_out else "", _why(one)])
    return text.getvalue()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _why(counted: Counted) -> str:
    """The reason in a cell that no spreadsheet takes for a formula."""
    return "'" + counted.note if counted.note[:1] in {"=", "+", "-", "@", "\t"} else counted.note
