"""Rows of a file as dots: what each row says, and every row refused with its reason. Pure."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from improvement_cycles.csv_rows import Columns, FileRefused, RefusedRow, Row, read_rows
from improvement_cycles.measure_words import Kind
from improvement_cycles.points import MOST_DOTS, Counted, troubles

EMPTY = "left empty in the file"
SAME_DAY = "there is a dot for this day already"
NOTHING = "The file has no rows to put in."
NEEDS_N = "Say which column holds out of how many."
NEEDS_FACES = "Say which columns hold happy, ok and sad."


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which columns of a file to read, by heading."""

    when: str | None = None
    value: str | None = None  # for faces: how many were happy
    n: str | None = None  # for a share: out of how many
    ok: str | None = None
    sad: str | None = None
    only: Mapping[str, str] = field(default_factory=dict)  # rows that hold these words


@dataclass(frozen=True, slots=True)
class Ready:
    """What a file would put in. Keep nothing while `refused` is not empty."""

    new: Sequence[Counted]
    changed: Sequence[tuple[Counted, Counted]]  # a dot as it is, and as the file has it
    same: int  # dots that are there already, just so
    refused: Sequence[RefusedRow]

    @property
    def dots(self) -> int:
        return len(self.new) + len(self.changed)


def read_file(
    content: bytes,
    kind: Kind,
    chosen: Chosen,
    there: Mapping[date, Counted],
    *,
    today: date,
    put_right: bool = False,
) -> Ready:
    """Read a file for a measure of this kind.

    Args:
        content: the file.
        kind: a share needs the column `n`; faces need `ok` and `sad`, and `value` is happy.
        chosen: which columns.
        there: the dots that the measure has already, by day.
        today: no dot may be later.
        put_right: dots that differ from the file's are put right; otherwise they are refused.

    Raises:
        FileRefused: if the file as a whole cannot be used, in one sentence.

    """
    if kind is Kind.SHARE and not chosen.n:
        raise FileRefused(NEEDS_N)
    counted, refused = _read(content, kind, chosen)
    if not counted and not refused:
        raise FileRefused(NOTHING)
    sorter = _Sorter(kind, there, today, put_right, refused)
    for row, one in counted:
        sorter.take(row, one)
    if len(there) + len(sorter.new) > MOST_DOTS:
        many = f"A picture can hold {MOST_DOTS:,} dots."
        raise FileRefused(f"{many} With this file it would have {len(there) + len(sorter.new):,}.")
    in_order = sorted(sorter.refused, key=lambda row: row.number)
    return Ready(sorter.new, sorter.changed, sorter.same, in_order)


def headings(content: bytes) -> list[str]:
    """The columns of a file, by heading. Raises FileRefused if it cannot be a file of rows."""
    first = content.lstrip().split(b"\n", 1)[0][:10_000]
    read_rows(BytesIO(first), dates=None, gaps=True)  # refuses what is empty or is not text
    line = first.decode("utf-8-sig", "replace")
    separator = max(",;\t", key=line.count)
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]


@dataclass(slots=True)
class _Sorter:
    """Sorts dots into new, changed, the same and refused."""

    kind: Kind
    there: Mapping[date, Counted]
    today: date
    put_right: bool
    refused: list[RefusedRow]
    new: list[Counted] = field(default_factory=list)
    changed: list[tuple[Counted, Counted]] = field(default_factory=list)
    same: int = 0

    def take(self, row: Row, one: Counted) -> None:
        old = self.there.get(one.on)
        wrong = troubles(self.kind, one, self.today)
        if wrong:
            why = next(iter(wrong.values())).rstrip(".")
            self.refused.append(RefusedRow(row.number, "", why[0].lower() + why[1:]))
        elif old is None:
            self.new.append(one)
        elif not self.put_right:
            said = f"{one.on.isoformat()}: {SAME_DAY}"
            self.refused.append(RefusedRow(row.number, "", said))
        elif _numbers(old) == _numbers(one):
            self.same += 1
        else:
            self.changed.append((old, one))


def _read(
    content: bytes, kind: Kind, chosen: Chosen
) -> tuple[list[tuple[Row, Counted]], list[RefusedRow]]:
    """Every row that reads as a dot, and those that do not."""
    if kind is not Kind.FACES:
        read = read_rows(
            BytesIO(content), Columns(chosen.when, chosen.value, chosen.n, chosen.only), gaps=True
        )
        return [(row, _counted(row, kind)) for row in read.rows], list(read.refused)
    if not (chosen.ok and chosen.sad):
        raise FileRefused(NEEDS_FACES)
    parts = [
        read_rows(BytesIO(content), Columns(chosen.when, column, None, chosen.only), gaps=True)
        for column in (chosen.value, chosen.ok, chosen.sad)
    ]
    refused = {(row.number, row.column): row for part in parts for row in part.refused}
    bad = {number for number, _column in refused}
    rows = [{row.number: row for row in part.rows if row.number not in bad} for part in parts]
    counted = []
    for number, row in rows[0].items():
        faces = [part[number].value for part in rows]
        if any(many is not None and many != int(many) for many in faces):
            refused[number, ""] = RefusedRow(number, "", "faces are whole numbers")
            continue
        counted.append((row, _faces(row, faces)))
    return counted, list(refused.values())


def _counted(row: Row, kind: Kind) -> Counted:
    missing = row.value is None or (kind is Kind.SHARE and not row.n)
    if missing:
        return Counted(_day(row), note=EMPTY)
    return Counted(_day(row), row.value, row.n if kind is Kind.SHARE else None)


def _faces(row: Row, faces: Sequence[float | None]) -> Counted:
    if all(many is None for many in faces):
        return Counted(_day(row), note=EMPTY)
    happy, ok, sad = (int(many or 0) for many in faces)
    return Counted(_day(row), happy=happy, ok=ok, sad=sad)


def _day(row: Row) -> date:
    if not isinstance(row.when, date):
        raise FileRefused("Say which column holds the day.")
    return row.when


def _numbers(counted: Counted) -> tuple[float | int | None, ...]:
    return (counted.value, counted.out_of, counted.happy, counted.ok, counted.sad)
