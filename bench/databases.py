"""Where the databases under measurement are: made once for each size and schema, then copied."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from sqlalchemy import Engine, create_engine, text

from bench import seed
from coprod.db import Base, open_engine
from wsgi import load_tables

HERE = Path(__file__).parent
CACHE = HERE / ".cache"


@contextmanager
def database(engine: str, size: int) -> Iterator[str]:
    """The URL of a database with `size` issues, to write in and to throw away."""
    load_tables()
    with TemporaryDirectory(prefix="coprod-bench-") as folder:
        if engine == "postgresql":
            yield _on_postgresql(Path(folder), size)
        else:
            path = Path(folder) / "bench.sqlite"
            shutil.copy(_made(size), path)
            yield f"sqlite:///{path}"


def fingerprint() -> str:
    """What a made database depends on: its tables and triggers, and how it is filled."""
    load_tables()
    empty = create_engine("sqlite://")
    Base.metadata.create_all(empty)
    with empty.connect() as connection:
        sql = text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql")
        parts = [str(statement) for statement in connection.scalars(sql)]
    empty.dispose()
    parts += [(HERE / f"{part}.py").read_text() for part in ("people", "seed", "words")]
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def _made(size: int) -> Path:
    path = CACHE / f"{fingerprint()}-{size}.sqlite"
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.sqlite")
        engine = open_engine(f"sqlite:///{unfinished}")
        try:
            _fill(engine, size)
            with engine.connect() as connection:  # all of it in the one file that is copied
                connection.connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            engine.dispose()
            Path(f"{unfinished}.queue").unlink(missing_ok=True)
        unfinished.rename(path)
    return path


def _on_postgresql(folder: Path, size: int) -> str:
    """A server that stops with this process, flushing to the disk as a real one would."""
    from tests.database import postgres_url  # noqa: PLC0415  only developers have a server

    class Here:
        """All that is asked of pytest's factory of folders."""

        def getbasetemp(self) -> Path:
            return folder

    url = postgres_url(cast("Any", Here()), "master")
    durable = create_engine(url, isolation_level="AUTOCOMMIT")
    engine = open_engine(url)
    _fill(engine, size)
    with durable.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = on"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("VACUUM ANALYZE"))
    durable.dispose()
    engine.dispose()
    return url


def _fill(engine: Engine, size: int) -> None:
    print(f"Making {size:,} issues on {engine.dialect.name}.", flush=True)
    Base.metadata.create_all(engine)
    seed.fill(engine, size, lambda done: print(f"\r  {done}", end="", flush=True))
    print(flush=True)
