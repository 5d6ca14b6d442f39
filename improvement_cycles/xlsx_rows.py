"""A spreadsheet of dots as the CSV file that it stands for, row by row under the same numbers.

So a spreadsheet is checked, refused and put in by the very rules of a CSV file. Formulas count by
the result that was saved with them. A file that unpacks to too much is refused unopened.
"""

import csv
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from improvement_cycles.csv_rows import MOST_BYTES, MOST_ROWS, FileRefused
from improvement_cycles.xlsx_size import Size, TooMuch

MOST_UNPACKED = 40_000_000  # bytes of all that is in the file
MOST_PARTS = 200
MOST_COLUMNS = 100
MOST_IN_A_CELL = 32_767  # letters, as in every spreadsheet
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PACKED = frozenset({ZIP_STORED, ZIP_DEFLATED})  # as every spreadsheet is
_BROKEN = (
    *(BadZipFile, zlib.error, ParseError, OSError, EOFError, ValueError, TypeError, LookupError),
    *(AttributeError, RuntimeError, ArithmeticError),  # what openpyxl raises for what is no sheet
)
UNPACKS_TO_TOO_MUCH = "The file is too big inside. Save it as CSV UTF-8."
NOT_A_SHEET = "We cannot open that spreadsheet. Save it as XLSX or as CSV UTF-8."
TOO_WIDE = f"The file has more than {MOST_COLUMNS} columns. Keep only those with dots."
TOO_LONG = f"The file has more than {MOST_ROWS:,} rows. Cut it into parts."
NO_RESULT = "a formula with no result"


def as_csv(content: bytes) -> bytes:
    """The first sheet of a spreadsheet as CSV; any other file as it is. Raises FileRefused."""
    if content[:4] == _OLD:
        raise FileRefused(NOT_A_SHEET)
    if content[:4] != _ZIP:
        return content
    try:
        has_formulas = _look_inside(content)
        written = StringIO(newline="")
        writer = csv.writer(written)
        for cells in _rows(content, has_formulas=has_formulas):
            writer.writerow(cells)
            if written.tell() > MOST_BYTES:  # one long text can be in every cell
                raise FileRefused(UNPACKS_TO_TOO_MUCH)
    except TooMuch as too_much:
        raise FileRefused(UNPACKS_TO_TOO_MUCH) from too_much
    except _BROKEN as broken:
        raise FileRefused(NOT_A_SHEET) from broken
    return written.getvalue().encode()


def _look_inside(content: bytes) -> bool:
    """Whether a sheet has formulas. Raises FileRefused before anything is unpacked to too much."""
    with ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if any(part.compress_type not in _PACKED for part in parts):
            raise BadZipFile
        # A part that holds more than it says is refused by zipfile itself.
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise FileRefused(UNPACKS_TO_TOO_MUCH)
        has_formulas, size = False, Size()
        for part in parts:
            inside = packed.read(part)
            size.count(inside)
            has_formulas |= b"<f" in inside and part.filename.startswith("xl/worksheets/")
        return has_formulas


def _rows(content: bytes, *, has_formulas: bool) -> Iterator[list[str]]:
    """Every row from the first on, blank ones too, as wide as the headings at least."""
    results = _values(content, results=True)
    formulas = _values(content, results=False) if has_formulas else None
    width, last = 0, 0
    for number, row in enumerate(results, start=1):
        asked = next(formulas) if formulas else row
        cells = [_words(*pair) for pair in zip(row, asked, strict=False)]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise FileRefused(TOO_WIDE)
        if not cells:
            continue
        if number > MOST_ROWS + 1:
            raise FileRefused(TOO_LONG)
        width = width or len(cells)
        yield from ([""] * width for _blank in range(number - last - 1))
        yield cells + [""] * (width - len(cells))
        last = number


def _values(content: bytes, *, results: bool) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook  # noqa: PLC0415  only where a spreadsheet is read

    book = load_workbook(BytesIO(content), read_only=True, data_only=results, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    yield from sheet.iter_rows(values_only=True)


def _words(value: Any, asked: Any) -> str:
    """A cell as a CSV file would have it. A time of day is left: such a day is refused by row."""
    if value is None:
        return NO_RESULT if isinstance(asked, str) and asked.startswith("=") else ""
    if isinstance(value, datetime):
        day = value.time() == time(0)
        return value.date().isoformat() if day else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"
    if len(said := str(value)) > MOST_IN_A_CELL:
        raise FileRefused(UNPACKS_TO_TOO_MUCH)
    return " ".join(said.splitlines())
