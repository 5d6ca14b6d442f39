"""Parts of a page read in one statement: rows of several kinds under the same columns."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, String, cast, literal_column, null, select, type_coerce


def part(name: str, types: Mapping[str, Any], **columns: Any) -> Select[Any]:
    """One kind of part, for a UNION ALL; the columns it does not fill are empty.

    Every kind has the same columns in the same order, so empty ones must say their type.
    """
    typed = [
        # Not a cast of what is there: SQLite would make a number of a day.
        (type_coerce(columns[key], kind) if key in columns else cast(null(), kind)).label(key)
        for key, kind in types.items()
    ]
    return select(literal_column(f"'{name}'", String).label("part"), *typed)
