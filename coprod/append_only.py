"""Tables whose rows can be added and never changed or removed, by anybody, through any door."""

from typing import TypeVar

from sqlalchemy import DDL, event

from coprod.db import Base

Kind = TypeVar("Kind", bound=Base)

_SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
_POSTGRES = """CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON "{table}"
FOR EACH ROW EXECUTE FUNCTION refuse_change()"""
_REFUSE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of this table are append-only'; END $$"""


def guards(table: str, dialect: str) -> list[str]:
    """The statements that make a table append-only, also for its migration."""
    if dialect == "sqlite":
        return [_SQLITE.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE")]
    return [_REFUSE, _POSTGRES.format(table=table)]


def append_only(kind: type[Kind]) -> type[Kind]:
    """Guard a model's table from the moment it is made. A class decorator."""
    for dialect in ("sqlite", "postgresql"):
        for statement in guards(kind.__tablename__, dialect):
            ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
            event.listen(kind.__table__, "after_create", ddl.execute_if(dialect=dialect))
    return kind
