"""How much is in a spreadsheet, counted before it is opened: a small file can hold far too much.

Its size unpacked is not enough. In 40 MB is room for 10 million cells, or for a row whose number
has 18 digits, and whoever reads it is given every blank row before.
"""

from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

MOST_CELLS = 3_000_000  # pieces of rows and cells to be filled in; a row of 3 numbers has 10
MOST_IN_A_ROW = 40_000  # all columns that a spreadsheet can have, each with its number
MOST_OTHERS = 100_000  # pieces of all the rest, such as styles
LAST_ROW = 1_048_576
_OF_ROWS = frozenset({"row", "c", "v", "f", "is", "si", "t", "r"})


class TooMuch(Exception):
    """There is more in it than dots need."""


class Size:
    """What was counted so far, of all parts of a file. Raises TooMuch in the midst of one."""

    def __init__(self) -> None:
        self._of_rows = self._others = 0
        self._open_rows = self._in_row = self._column = 0

    def count(self, part: bytes) -> None:
        """Count what is in a part, as far as it can be read: nobody reads any further."""
        parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._begins, self._ends
        try:
            parser.Parse(part, True)
        except ExpatError:
            self._open_rows = 0

    def _begins(self, name: str, says: dict[str, Any]) -> None:
        kind = name.rpartition(":")[2]
        if kind not in _OF_ROWS:
            self._others += 1
            _require(self._others, MOST_OTHERS)
            return
        if kind in {"row", "si"} and not self._open_rows:
            self._in_row = self._column = 0
        if kind == "row":
            self._open_rows += 1
            _require(_number(says.get("r", "")), LAST_ROW)
        elif kind == "c":
            self._column = _column(says["r"]) if "r" in says else self._column + 1
        self._of_rows += 1
        self._in_row += 1
        _require(self._of_rows, MOST_CELLS)
        _require(self._in_row, MOST_IN_A_ROW)

    def _ends(self, name: str) -> None:
        if name.rpartition(":")[2] == "row":
            self._open_rows -= 1
            self._of_rows += self._column  # those before its last are filled in


def _require(many: float, most: int) -> None:
    if many > most:
        raise TooMuch


def _number(said: str) -> float:
    try:
        return float(said)
    except ValueError:  # such a file is refused when it is read
        return 0


def _column(cell: str) -> int:
    """The column of a cell like AB12, counted from 1."""
    column = 0
    for letter in cell.upper()[:3]:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
