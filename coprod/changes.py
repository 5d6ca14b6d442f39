"""Which tables a transaction has changed, however it was said to the database."""

import re
from typing import Any

from sqlalchemy import Connection, Engine, event

_CHANGED, _LATEST, _SO_FAR = "changed", "changed_latest", "changes_so_far"
_CHANGES = re.compile(
    r"\s*(?:WITH\b.*?)?\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) \"?(\w+)", re.DOTALL
)


def listen(engine: Engine) -> None:
    """Note from now on what each transaction of this engine changes."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "after_cursor_execute", _note)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "before_cursor_execute", _settle)


def tables(connection: Connection) -> set[str]:
    """The tables in which the transaction of now has added, changed or removed a row."""
    _settle(connection)
    found: set[str] = connection.info.get(_CHANGED, set())
    return found


def _begin(connection: Connection) -> None:
    connection.info.update({_CHANGED: set(), _LATEST: "", _SO_FAR: _so_far(connection)})


def _note(connection: Connection, cursor: Any, statement: str, *_rest: Any) -> None:
    if statement.startswith("SELECT"):
        return
    found = _CHANGES.match(statement)
    if not found:
        return
    if connection.dialect.name == "sqlite":
        connection.info[_LATEST] = found[1]
    elif cursor.rowcount:
        connection.info.setdefault(_CHANGED, set()).add(found[1])


def _settle(connection: Connection, *_rest: Any) -> None:
    """On SQLite, see whether the latest statement changed a row.

    Its cursor does not know before what it returns was read to the end. Its connection does then.
    """
    info, now = connection.info, _so_far(connection)
    if now is not None and info.get(_LATEST) and now != info[_SO_FAR]:
        info[_CHANGED].add(info[_LATEST])
        info[_SO_FAR] = now


def _so_far(connection: Connection) -> int | None:
    """How many rows this connection has changed since it was opened, on SQLite."""
    found: int | None = getattr(connection.connection.dbapi_connection, "total_changes", None)
    return found
