"""Every dot as a file, CSV or a spreadsheet, in the shape that an import reads back."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from typing import Any

from improvement_cycles.measure_words import Kind
from improvement_cycles.points import Counted

LEFT_OUT = ("left_out", "why")  # the columns of an odd day
_COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.SHARE: ("value", "out_of"),
    Kind.RATE: ("value", "out_of"),
    Kind.EVENTS: (),
    Kind.FACES: ("happy", "ok", "sad"),
}
MOST_IN_SHEET = 20_000  # dots: a spreadsheet of more takes long to make
TOO_LONG = f"A spreadsheet can hold {MOST_IN_SHEET:,} dots here. Take the CSV file instead."
_FORMULA = frozenset("=+-@\t\uff1d\uff0b\uff0d\uff20")  # what begins one, also in wide letters
_WIDE = 14  # letters of a column that holds a day


def as_csv(kind: Kind, dots: Iterable[Counted]) -> str:
    """The current dots of a measure in time order, a row each; an odd day says so, and why."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_headings(kind))
    for on, *numbers, odd, why in _rows(kind, dots):
        writer.writerow([on.isoformat(), *map(_number, numbers), odd, _harmless(why)])
    return text.getvalue()


def as_xlsx(kind: Kind, dots: Iterable[Counted]) -> bytes:
    """The same as a spreadsheet: days are days, numbers are numbers, words are never a formula."""
    from openpyxl import Workbook  # noqa: PLC0415  only where a spreadsheet is made
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("dots")
    sheet.column_dimensions["A"].width = _WIDE
    sheet.append(_headings(kind))
    for *cells, why in _rows(kind, dots):
        words = WriteOnlyCell(sheet, value=why)
        words.data_type = "s"
        sheet.append([*cells, words])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _headings(kind: Kind) -> list[str]:
    return ["day", *_columns(kind), *LEFT_OUT]


def _columns(kind: Kind) -> tuple[str, ...]:
    return _COLUMNS.get(kind, ("value",))


def _rows(kind: Kind, dots: Iterable[Counted]) -> Iterator[list[Any]]:
    """The day, the numbers, "yes" if it is left out, and why."""
    for one in dots:
        numbers = [getattr(one, name) for name in _columns(kind)]
        yield [one.on, *numbers, "yes" if one.left_out else "", one.note]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _harmless(words: str) -> str:
    """Words in a cell that no spreadsheet takes for a formula."""
    return "'" + words if words[:1] in _FORMULA else words


def as_meant(words: str) -> str:
    """The words of a cell without the mark that `as_csv` put before them. Others keep theirs."""
    return words[1:] if words[:1] == "'" and words[1:2] in _FORMULA else words
