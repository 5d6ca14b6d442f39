"""How Alembic reaches the database, and what it must leave as it was.

SQLite alters a table by copying it. With foreign keys on, dropping the old copy would delete the
rows that point at it, in silence: so they are off while a migration runs, and then checked, and
no table that stays may have lost a row.
"""

from typing import Any

from alembic import context
from sqlalchemy import Connection, inspect, text

import wsgi
from coprod.db import Base, UtcDateTime, open_engine

wsgi.load_tables()
_SEARCH = ("issue_search", "post_search")  # kept by triggers, and no models


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own column types as plain ones: a migration must outlive the code it came from."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


def counts(connection: Connection) -> dict[str, int]:
    """The rows of every table but those that full-text search keeps for itself."""
    names = [name for name in inspect(connection).get_table_names() if ours(None, name, "table")]
    return {
        name: connection.scalar(text(f'SELECT count(*) FROM "{name}"'))
        for name in names
        if name != "alembic_version"
    }


def ours(_object: Any, name: str | None, kind: str, *_rest: Any) -> bool:
    return not (kind == "table" and (name or "").startswith(_SEARCH))


engine = open_engine(context.config.get_main_option("sqlalchemy.url") or "")
lite = engine.dialect.name == "sqlite"
with engine.connect() as connection:
    if lite:
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys = OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        include_object=ours,
        compare_type=True,
    )
    with context.begin_transaction():
        before = counts(connection)
        context.run_migrations()
        inspect(connection).clear_cache()
        after = counts(connection)
        lost = {name for name in before.keys() & after.keys() if after[name] < before[name]}
        if lost:
            raise RuntimeError(f"The migration lost rows of {sorted(lost)}.")
        if lite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"The migration left rows that point at nothing: {broken[:5]}")
engine.dispose()
