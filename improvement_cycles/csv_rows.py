"""Reading dots from a CSV file: rows that can be kept, and every refused row with its reason.

Nothing is guessed: a number with a comma, a doubtful date or a day given twice is refused by row.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import BinaryIO

from improvement_cycles.csv_cells import Place, Refusal, day_of, looks_like_a_day, number_in, told

MOST_ROWS = 100_000
MOST_BYTES = 20_000_000  # two hundred a row

_SEPARATORS = ",;\t"


class FileRefused(Exception):
    """The file as a whole cannot be read; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Row:
    """One dot as the file gives it."""

    number: int  # line of the file, counted from 1; the headings have one too
    when: date | str  # a date, or the words of a file that has none
    value: float | None  # None: left empty, a gap
    n: float | None  # the denominator, if there is a column for it and it is not left empty
    also: tuple[str, ...] = ()  # the words of the further columns asked for


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be kept, and why."""

    number: int
    column: str  # "" if it is the row as a whole
    why: str

    def __str__(self) -> str:
        place = f"row {self.number}, column {self.column}" if self.column else f"row {self.number}"
        return f"{place}: {self.why}"


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file holds. Keep nothing while `refused` is not empty."""

    rows: Sequence[Row]  # in time order, if `when` is a date; else as in the file
    refused: Sequence[RefusedRow]  # in the order of the file


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns to read, by heading; `where` keeps only rows that hold these words."""

    when: str | None = None  # None: the first
    value: str | None = None  # None: the second, or the only one
    n: str | None = None  # None: no denominator
    where: Mapping[str, str] = field(default_factory=dict)
    days_only: bool = False  # no column of numbers: each row is 1, on its day
    also: tuple[str, ...] = ()  # columns whose words are wanted as they stand


def read_rows(
    stream: BinaryIO,
    columns: Columns | None = None,
    *,
    dates: bool | None = True,
    gaps: bool = False,
    several: bool = False,
) -> Rows:
    """Read the rows of a CSV file: UTF-8 with or without its mark; commas, semicolons or tabs.

    Args:
        stream: the file, opened for bytes.
        columns: by default the first column says when and the second how much.
        dates: whether each row must say a date, 2026-11-03 or 03/11/2026, each once only. None:
            each must if one of them looks like one.
        gaps: whether a number may be left empty. If not, such a row is refused.
        several: whether a day may be given more than once.

    Raises:
        FileRefused: if it is empty, is not text, lacks a column, or is over 100,000 rows.

    """
    (_number_of_heading, cells), *lines = _lines(stream)
    heading = _names(cells)
    places = _places(heading, columns or Columns())
    if dates is None:
        dates = places.when is not None and any(looks_like_a_day(places.when, c) for _, c in lines)
    reader = _Reader(places, len(heading), dates and places.when is not None, gaps, several)
    for number, cells in lines:
        reader.read(number, cells)
    return reader.finish()


def headings(stream: BinaryIO) -> list[str]:
    """The columns of a file, by name. Raises FileRefused if it cannot be a file of rows."""
    return _names(next(_lines(stream))[1])


@dataclass(frozen=True, slots=True)
class _Places:
    when: Place | None  # None: the file has one column, and its rows are counted instead
    value: Place | None  # None: each row is 1
    n: Place | None
    where: Sequence[tuple[Place, str]]
    also: Sequence[Place]


@dataclass(slots=True)
class _Reader:
    """Sorts rows into those kept and those refused."""

    places: _Places
    width: int
    dates: bool
    gaps: bool
    several: bool
    rows: list[Row] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    seen: dict[date, int] = field(default_factory=dict)

    def read(self, number: int, cells: Sequence[str]) -> None:
        """Keep or refuse a row, unless it is one that was not asked for."""
        try:
            if self._is_asked_for(cells):
                self.rows.append(self._row(number, cells))
        except Refusal as refusal:
            column, why = refusal.args
            self.refused.append(RefusedRow(number, column, why))
        if len(self.rows) + len(self.refused) > MOST_ROWS:
            raise FileRefused(f"The file has more than {MOST_ROWS:,} rows. Cut it into parts.")

    def finish(self) -> Rows:
        """All that was read, in time order."""
        if self.dates:
            self.rows.sort(key=lambda row: str(row.when))
        return Rows(self.rows, self.refused)

    def _is_asked_for(self, cells: Sequence[str]) -> bool:
        if not any(cell.strip() for cell in cells):
            raise Refusal("", "the row is blank")
        return len(cells) != self.width or all(
            cells[place.index].strip() == wanted for place, wanted in self.places.where
        )

    def _row(self, number: int, cells: Sequence[str]) -> Row:
        if len(cells) != self.width:
            said = f"it has {len(cells)} cells, the headings have {self.width}"
            raise Refusal("", f"{said}; is there a comma inside a number?")
        when = self._when(cells)
        places = self.places
        value = number_in(cells, places.value, empty=self.gaps) if places.value else 1.0
        n = number_in(cells, places.n, empty=self.gaps) if places.n else None
        if places.n and n is not None and n < 0:
            raise Refusal(places.n.name, f"{told(cells[places.n.index])} is below 0")
        if isinstance(when, date):
            self.seen[when] = number
        return Row(number, when, value, n, tuple(cells[one.index].strip() for one in places.also))

    def _when(self, cells: Sequence[str]) -> date | str:
        place = self.places.when
        if place is None:
            return str(len(self.rows) + 1)
        words = cells[place.index].strip()
        if not self.dates:
            return words
        day = day_of(words)
        if day is None:
            why = f"{told(words)} is not a date like 2026-11-03 or 03/11/2026"
            raise Refusal(place.name, why if words else "it is empty")
        if day in self.seen and not self.several:
            raise Refusal(place.name, f"{words} is the same day as row {self.seen[day]}")
        return day


def _lines(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Every line with its number, the headings first; blank lines round them are left away."""
    text = _text(stream).rstrip("\r\n")
    if not text.strip():
        raise FileRefused("The file is empty.")
    heading = next(line for line in StringIO(text, newline="") if line.strip())
    separator = max(_SEPARATORS, key=heading.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    first = 1  # a quoted cell may hold line ends: a row is named by its first line
    begun, blank = False, []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                blank.append((first, cells))
            else:
                yield from blank if begun else ()
                yield first, cells
                begun, blank = True, []
            first = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(f"Row {first} cannot be read: {error}.") from error
    if not begun:
        raise FileRefused("The file is empty.")


def _text(stream: BinaryIO) -> str:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefused(f"The file is over {MOST_BYTES // 1_000_000} MB. Cut it into parts.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise FileRefused(f"Row {row} is not UTF-8 text. Save the file as CSV UTF-8.") from error
    if "\0" in text:
        raise FileRefused("The file is not text. Save it as CSV UTF-8.")
    return text


def _places(heading: Sequence[str], columns: Columns) -> _Places:
    alone = len(heading) == 1 and not columns.days_only
    value = columns.value or heading[0 if len(heading) == 1 else 1]
    when = columns.when or (None if alone else heading[0])
    return _Places(
        when=_find(heading, when) if when is not None else None,
        value=None if columns.days_only else _find(heading, value),
        n=_find(heading, columns.n) if columns.n is not None else None,
        where=[(_find(heading, name), wanted) for name, wanted in columns.where.items()],
        also=[_find(heading, name) for name in columns.also],
    )


def _names(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.strip().splitlines()) for cell in cells]


def _find(heading: Sequence[str], name: str) -> Place:
    """The one column of this name."""
    found = [index for index, words in enumerate(heading) if words.lower() == name.lower()]
    if not found:
        raise FileRefused(f"There is no column {name}. There is: {', '.join(heading)}.")
    if len(found) > 1:
        raise FileRefused(f"There are {len(found)} columns called {name}.")
    return Place(found[0], heading[found[0]])
