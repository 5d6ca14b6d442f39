"""SQLite told to lose nothing and to queue its writers fairly.

Three things are not SQLite's defaults. Transactions begin when we say, and a write begins as one
(`BEGIN IMMEDIATE`), so that no reader has to be promoted half-way and refused. Every commit is on
disk before it is acknowledged. And writers wait in line for a lock beside the file, because
SQLite's own wait is a lottery that slow writers lose.
"""

import fcntl
import logging
import os
import sqlite3
import threading
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

READS_ONLY = "reads_only"
_PATIENCE = "busy_timeout = 10000"  # milliseconds
_SAFE_WITH_WAL = (3, 51, 3)  # before it, a checkpoint racing a writer could corrupt the file
_SLOWER = "SQLite %s has a fault in its write-ahead log, so it is not used: writing is slower."
_log = logging.getLogger(__name__)


def open_sqlite(url: str) -> Engine:
    """An engine for the SQLite database at `url`, in a file or in memory."""
    module = _driver()
    engine = create_engine(url, module=module)
    journal = "WAL" if module.sqlite_version_info >= _SAFE_WITH_WAL else "TRUNCATE"
    if journal != "WAL":
        _log.warning(_SLOWER, module.sqlite_version)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions start at `begin` below, nowhere else
        for pragma in (
            _PATIENCE,
            f"journal_mode = {journal}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",  # words that somebody took away are not left in the file
        ):
            connection.execute(f"PRAGMA {pragma}")

    _queue_writers(engine)
    return engine


def empty_log(engine: Engine) -> None:
    """Empty the write-ahead log into the file: until then it holds rows as they were before.

    Whoever reads for longer than a second keeps it as it is. While this waits nobody can write.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        try:
            for pragma in ("busy_timeout = 1000", "wal_checkpoint(TRUNCATE)"):
                cursor.execute(f"PRAGMA {pragma}")
                cursor.fetchall()
        finally:
            cursor.execute(f"PRAGMA {_PATIENCE}")
            cursor.close()
    finally:
        connection.close()


def _driver() -> ModuleType:
    """The newest SQLite at hand: the one packaged with pysqlite3, else Python's own."""
    try:
        from pysqlite3 import dbapi2  # noqa: PLC0415  not built for every machine
    except ImportError:
        return sqlite3
    newest: ModuleType = max(sqlite3, dbapi2, key=lambda module: module.sqlite_version_info)
    return newest


def _queue_writers(engine: Engine) -> None:
    path = engine.url.database
    queue = _Queue(f"{path}.queue" if path and path != ":memory:" else None)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(READS_ONLY):
            connection.exec_driver_sql("BEGIN")
            return
        raw = connection.connection.dbapi_connection
        queue.enter(raw)
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            queue.leave(raw)
            raise

    # Not the commit event: it comes before the commit has reached the disk.
    dialect: Any = engine.dialect
    for name in ("do_commit", "do_rollback", "do_close", "do_terminate"):
        setattr(dialect, name, _then_leave(getattr(dialect, name), queue))


def _then_leave(finish: Any, queue: "_Queue") -> Any:
    def finish_and_leave(connection: Any) -> None:
        try:
            finish(connection)
        finally:
            queue.leave(getattr(connection, "dbapi_connection", connection))

    return finish_and_leave


class _Queue:
    """First come, first served: between the threads of this process, then between processes."""

    def __init__(self, path: str | None) -> None:
        self._turn = threading.Lock()
        self._writer: Any = None
        self._thread: int | None = None
        self._path = path
        self._file: int | None = None

    def enter(self, connection: Any) -> None:
        if self._thread == threading.get_ident():
            raise RuntimeError("This thread is writing already: commit before another write.")
        self._turn.acquire()
        try:
            self._file = self._locked()
        except BaseException:  # a full disk has no room for the file: the next one may find some
            self._turn.release()
            raise
        self._writer, self._thread = connection, threading.get_ident()

    def _locked(self) -> int | None:
        """The file beside the database, open and locked: its turn between processes."""
        if not self._path:
            return None
        try:
            file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise OperationalError("BEGIN", None, error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
        except BaseException:
            os.close(file)
            raise
        return file

    def leave(self, connection: Any) -> None:
        """Let the next writer in, if it is `connection` that was writing."""
        if connection is None or connection is not self._writer:
            return
        self._writer = self._thread = None
        if self._file is not None:
            os.close(self._file)  # closing lets the lock go
            self._file = None
        self._turn.release()
