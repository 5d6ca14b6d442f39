"""Rows of a file as dots: what each row says, and every row refused with its reason. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from typing import Protocol

from coprod.text import clean_text
from improvement_cycles.csv_rows import (
    Columns,
    FileRefused,
    RefusedRow,
    Row,
    headings,
    read_rows,
)
from improvement_cycles.measure_csv import LEFT_OUT, as_meant
from improvement_cycles.measure_words import OUT_OF, HowOften, Kind
from improvement_cycles.points import LONGEST_NOTE, MOST_DOTS, MOST_OF_DAY, Counted, troubles

EMPTY = "left empty in the file"
NOBODY = "nobody was asked"
HALF = "it is half empty; fill it in, or leave it all empty"
SAME_DAY = "there is a dot for this day already"
FULL_DAY = f"a day can hold {MOST_OF_DAY:,} dots"
NOTHING = "The file has no rows to put in."
NEEDS_N = "Say which column holds out of how many."
NEEDS_FACES = "Say which columns hold happy, ok and sad."


Place = tuple[date, int]  # a day, and which of its dots


class Counts(Protocol):
    """A measure, as far as a file for it needs to know."""

    @property
    def kind(self) -> Kind: ...
    @property
    def how_often(self) -> HowOften: ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which columns of a file to read, by heading."""

    when: str | None = None
    value: str | None = None  # for faces: how many were happy
    n: str | None = None  # for a share or a rate: out of how many
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
    asked: Counts,
    chosen: Chosen,
    there: Mapping[Place, Counted],
    *,
    today: date,
    put_right: bool = False,
) -> Ready:
    """Read a file for a measure.

    Args:
        content: the file.
        asked: the measure. A share needs the column `n`; faces need `ok` and `sad`, and `value`
            is happy. Where dots are counted each time, a day may have several, in order.
        chosen: which columns.
        there: the dots that the measure has already.
        today: no dot may be later.
        put_right: dots that differ from the file's are put right; otherwise they are refused.

    Raises:
        FileRefused: if the file as a whole cannot be used, in one sentence.

    """
    kind = asked.kind
    if kind in OUT_OF and not chosen.n:
        raise FileRefused(NEEDS_N)
    reads_odd_days = set(LEFT_OUT) <= set(headings(BytesIO(content)))
    several = asked.how_often is HowOften.EACH_TIME
    counted, refused = _read(content, kind, chosen, LEFT_OUT if reads_odd_days else (), several)
    if not counted and not refused:
        raise FileRefused(NOTHING)
    sorter = _Sorter(kind, there, today, put_right, reads_odd_days, refused)
    for at in sorted(there):
        sorter.standing[at[0]].append(at[1])
    sorter.rows_of_day.update(one.on for _row, one in counted)
    for row, one in counted:
        sorter.take(row, one)
    many = len(there) + len(sorter.new)
    if many > MOST_DOTS:
        would = f"With this file it would have {many:,}."
        raise FileRefused(f"A measure can hold {MOST_DOTS:,} dots. {would}")
    in_order = sorted(sorter.refused, key=lambda row: row.number)
    return Ready(sorter.new, sorter.changed, sorter.same, in_order)


@dataclass(slots=True)
class _Sorter:
    """Sorts dots into new, changed, the same and refused."""

    kind: Kind
    there: Mapping[Place, Counted]
    today: date
    put_right: bool
    reads_odd_days: bool
    refused: list[RefusedRow]
    new: list[Counted] = field(default_factory=list)
    changed: list[tuple[Counted, Counted]] = field(default_factory=list)
    same: int = 0
    standing: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    rows_of_day: Counter[date] = field(default_factory=Counter)
    of_day: Counter[date] = field(default_factory=Counter)

    def take(self, row: Row, one: Counted) -> None:
        self.of_day[one.on] += 1
        one = replace(one, nth=self._nth(one.on, self.of_day[one.on]))
        old = self.there.get((one.on, one.nth))
        if old and old.left_out and not self.reads_odd_days:  # a number alone does not undo that
            one = replace(one, left_out=True, note=old.note)
        if one.nth > MOST_OF_DAY:
            self.refused.append(RefusedRow(row.number, "", FULL_DAY))
            return
        wrong = troubles(self.kind, one, self.today)
        if wrong:
            why = next(iter(wrong.values())).rstrip(".")
            self.refused.append(RefusedRow(row.number, "", why[0].lower() + why[1:]))
        elif old is None:
            self.new.append(one)
        elif _said(old) == _said(one):
            self.same += 1
        elif self.put_right:
            self.changed.append((old, one))
        else:
            said = f"{one.on.isoformat()}: {SAME_DAY}"
            self.refused.append(RefusedRow(row.number, "", said))

    def _nth(self, on: date, row: int) -> int:
        """Which dot of its day a row is: of those that stand, unless the day has more rows."""
        stand = self.standing[on]
        return stand[row - 1] if self.rows_of_day[on] <= len(stand) else row


class _Half(Exception):
    """A row holds some of its numbers and lacks others; the message says what is wrong."""


def _read(
    content: bytes, kind: Kind, chosen: Chosen, also: tuple[str, ...], several: bool
) -> tuple[list[tuple[Row, Counted]], list[RefusedRow]]:
    """Every row that reads as a dot, and those that do not."""
    numbers: Sequence[str | None] = [chosen.value]
    if kind is Kind.FACES:
        if not (chosen.ok and chosen.sad):
            raise FileRefused(NEEDS_FACES)
        numbers = [chosen.value, chosen.ok, chosen.sad]
    n = chosen.n if kind in OUT_OF else None
    parts = [
        read_rows(
            BytesIO(content),
            Columns(chosen.when, column, n, chosen.only, kind is Kind.EVENTS, also),
            gaps=True,
            several=several,
        )
        for column in numbers
    ]
    refused = {(row.number, row.column): row for part in parts for row in part.refused}
    bad = {number for number, _column in refused}
    others = [{row.number: row.value for row in part.rows} for part in parts[1:]]
    counted = []
    for row in parts[0].rows:
        if row.number in bad:
            continue
        try:
            rest = [values[row.number] for values in others]
            counted.append((row, _odd(row, _counted(row, kind, rest))))
        except _Half as half:
            refused[row.number, ""] = RefusedRow(row.number, "", str(half))
    return counted, list(refused.values())


def _counted(row: Row, kind: Kind, rest: Sequence[float | None]) -> Counted:
    """The numbers of a row. Raises _Half."""
    numbers = [row.value, *rest, *([row.n] if kind in OUT_OF else [])]
    day = _day(row)
    if all(number is None for number in numbers):
        return Counted(day, note=EMPTY)
    if any(number is None for number in numbers):
        raise _Half(HALF)
    if kind is Kind.FACES:
        if any(number != int(number or 0) for number in numbers):
            raise _Half("faces are whole numbers")
        happy, ok, sad = (int(number or 0) for number in numbers)
        return Counted(day, happy=happy, ok=ok, sad=sad)
    if numbers == [0, 0]:
        return Counted(day, note=NOBODY)
    return Counted(day, row.value, row.n if kind in OUT_OF else None)


def _odd(row: Row, one: Counted) -> Counted:
    """The dot with what the file says of an odd day, if it has the columns of our own files."""
    if not row.also:
        return one
    left_out, why = row.also
    note = clean_text(as_meant(why))
    if len(note) > LONGEST_NOTE:
        raise _Half(f"say why in {LONGEST_NOTE} letters or fewer")
    if one.is_missing:
        return replace(one, note=note or one.note)
    if left_out.lower() in {"yes", "true", "1"}:
        return replace(one, left_out=True, note=note)
    return one


def _day(row: Row) -> date:
    if not isinstance(row.when, date):
        raise FileRefused("Say which column holds the day.")
    return row.when


def _said(one: Counted) -> tuple[object, ...]:
    """What makes two dots the same. Why a number is missing may be said in other words."""
    numbers = (one.value, one.out_of, one.happy, one.ok, one.sad, one.left_out)
    return (*numbers, one.note if one.left_out else "")
