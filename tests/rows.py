"""The rows of a test's PostgreSQL: taken out of every table, kept, and put back."""

import atexit
from functools import cache

import psycopg

from tests.database import plain

EMPTY = """
DO $$
DECLARE
    name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE 'DELETE FROM ' || name;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL;
END
$$;
"""
KEEP = """
DROP SCHEMA IF EXISTS kept CASCADE;
CREATE SCHEMA kept;
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'CREATE TABLE kept.' || name || ' AS TABLE public.' || name;
    END LOOP;
    CREATE TABLE kept."sequences of kept rows" AS
        SELECT format('%I.%I', schemaname, sequencename) AS name, last_value
        FROM pg_sequences WHERE last_value IS NOT NULL;
END
$$;
"""
USED = """
SELECT format('%I', relname) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
"""
FILL = """
DO $$
DECLARE
    name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN
        SELECT format('%I', tablename) FROM pg_tables
        WHERE schemaname = 'kept' AND tablename <> 'sequences of kept rows'
    LOOP
        EXECUTE 'INSERT INTO public.' || name || ' SELECT * FROM kept.' || name;
    END LOOP;
    PERFORM setval(one.name, one.last_value) FROM kept."sequences of kept rows" one;
END
$$;
"""


def empty_tables(url: str) -> None:
    """Delete every row, past every trigger and foreign key, and count from 1 again.

    For a hundred tables it takes 3 ms, where TRUNCATE takes 300.
    """
    _in_tables(url, EMPTY)


def keep_rows(url: str) -> None:
    """Keep what is in the tables now, in the same database, for `fill_tables`."""
    _in_tables(url, KEEP)


def fill_tables(url: str) -> None:
    """Put back what was kept in this database, or in the one that it was copied from.

    The rows then lie in the order in which they came, as in tables that are new.
    """
    _in_tables(url, EMPTY)
    used = [name for (name,) in _in_tables(url, USED).fetchall()]
    _in_tables(url, f"VACUUM (INDEX_CLEANUP ON) {', '.join(used)}" if used else "SELECT")
    _in_tables(url, FILL)


def _in_tables(url: str, statements: str) -> psycopg.Cursor:
    """Run this on a connection that stays: a new one reads about a hundred tables in 17 ms."""
    try:
        return _staying(url).execute(statements.encode())
    except psycopg.OperationalError:  # it was cut off: its database was made anew
        _staying.cache_clear()
        return _staying(url).execute(statements.encode())


@cache
def _staying(url: str) -> psycopg.Connection:
    connection = psycopg.connect(plain(url), autocommit=True)
    atexit.register(connection.close)
    return connection
