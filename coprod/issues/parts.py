"""The parts of an issue's page, read in one statement: many kinds of row under the same columns."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    type_coerce,
)

from coprod.issues.models import Issue

ANSWER = "answer"  # a part of this name is an answer; its `m` is 1 by somebody who has to answer
ISSUE_ID = bindparam("issue_id", type_=Issue.id.type)
_TYPES: dict[str, Any] = {
    "part_id": Issue.id.type,
    "parent": Issue.id.type,
    "one": String,
    "two": String,
    "three": String,
    "four": String,
    "day": Date,
    "other_day": Date,
    "third_day": Date,
    "n": Issue.id.type,
    "m": Integer,
}
OF_OTHERS: list[Select[Any]] = []
"""Parts that higher nouns add when they are imported; their panels find them in `page.others`.

Without this each of them would ask the database again for every page.
"""

BY_OTHERS, AS_ASKED = 1, 2  # how far an issue is answered: by people who need not, and who have to
ANSWERED: list[ColumnElement[int | None]] = []
"""How far an issue is answered: a column for lists, which a higher noun adds as above."""
LOOK_AGAIN: list[ColumnElement[date | None]] = []
"""The day on which those who said "not now" look at an issue again, added as above."""
TAKEN_FURTHER: list[ColumnElement[bool]] = []
"""Whether an issue that was refused was taken further, by the day of the bind `today`."""


def part(name: str, **columns: Any) -> Select[Any]:
    """One kind of part, for a UNION ALL; the columns it does not fill are empty.

    Every kind has the same columns in the same order, so empty ones must say their type.
    """
    typed = [
        # Not a cast of what is there: SQLite would make a number of a day.
        (type_coerce(columns[key], kind) if key in columns else cast(null(), kind)).label(key)
        for key, kind in _TYPES.items()
    ]
    return select(literal_column(f"'{name}'", String).label("part"), *typed)
