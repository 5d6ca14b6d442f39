"""Which tables a press changed, as the database itself counts it, whatever was said to it."""

import re
from dataclasses import dataclass, field

from sqlalchemy import Engine, event

PLAIN = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)")
READS = re.compile(r"SELECT|SAVEPOINT|RELEASE|ROLLBACK")
UNKNOWN = "a table that was changed in no plain way"
COUNTED = """
SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
+ pg_stat_get_xact_tuples_deleted(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


class Changed:
    """Inside a `with` block: the tables in which a commit added, changed or removed a row.

    PostgreSQL counts for each table, and some of what was before. SQLite counts rows and not
    tables: a row that no plain statement accounts for is one of a table that is `UNKNOWN`, so that
    nothing goes unseen.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables: list[set[str]] = []  # for each commit that changed something
        self._begun: dict[int, _Begun] = {}  # by connection: several can be open
        if engine.dialect.name == "sqlite":
            self._heard = [("begin", self._begin), ("commit", self._settle)]
            self._heard.append(("before_cursor_execute", self._said))
        else:
            self._heard = [("begin", self._count), ("commit", self._compare)]

    def __enter__(self) -> "Changed":
        for name, hear in self._heard:
            event.listen(self.engine, name, hear)
        return self

    def __exit__(self, *_: object) -> None:
        for name, hear in self._heard:
            event.remove(self.engine, name, hear)

    def _count(self, connection) -> None:
        self._begun[_raw(connection)] = _Begun(counted=_counted(connection))

    def _compare(self, connection) -> None:
        if begun := self._begun.get(_raw(connection)):
            self._keep({name for name, _ in _counted(connection) - begun.counted})

    def _begin(self, connection) -> None:
        self._begun[_raw(connection)] = _Begun(_rows(connection))

    def _said(self, connection, _cursor, statement, *_rest) -> None:
        begun = self._begun.get(_raw(connection))
        if begun and not READS.match(statement):  # rows of the one before may come to light later
            begun.account(_rows(connection))
            found = PLAIN.match(statement)
            begun.latest = found[1] if found else UNKNOWN

    def _settle(self, connection) -> None:
        if begun := self._begun.get(_raw(connection)):
            begun.account(_rows(connection))
            self._keep(begun.tables)

    def _keep(self, tables: set[str]) -> None:
        if tables:
            self.tables.append(tables)


@dataclass(slots=True)
class _Begun:
    """A transaction of now: the rows that its connection has changed, and in which tables."""

    rows: int = 0
    latest: str = UNKNOWN
    tables: set[str] = field(default_factory=set)
    counted: set[tuple[str, int]] = field(default_factory=set)

    def account(self, rows: int) -> None:
        if rows != self.rows:
            self.tables.add(self.latest)
            self.rows = rows


def _raw(connection) -> int:
    return id(connection.connection.dbapi_connection)


def _counted(connection) -> set[tuple[str, int]]:
    """The name of each table, and how many of its rows were changed lately."""
    raw = connection.connection.dbapi_connection
    return set() if raw.autocommit else set(raw.execute(COUNTED).fetchall())


def _rows(connection) -> int:
    """How many rows this connection has changed since it was opened."""
    return connection.connection.dbapi_connection.total_changes
