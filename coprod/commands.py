"""What every command shares: the site it works on, and refusals as one line and exit status 2."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from coprod.audit.chain import Note, tell
from coprod.audit.checking import is_ours
from coprod.config import UnsafeStart
from coprod.errors import Invalid, Refused
from coprod.web import open_session

_OTHER_KEYS = (
    "What this database keeps sealed was sealed with another key: set COPROD_SECRET_KEY to it,"
    " or name every key of before in COPROD_SECRET_KEYS_BEFORE, the oldest first."
)
_NO_TABLES = frozenset({"UndefinedTable", "UndefinedColumn"})  # PostgreSQL's names


@contextmanager
def site(context: click.Context) -> Iterator[Flask]:
    """The site for one command. What it refuses becomes one line and exit status 2."""
    build: Callable[[], Flask] = context.obj
    try:
        app = build()
        with app.app_context():
            yield app
    except Invalid as invalid:
        raise click.UsageError(" ".join(invalid.errors.values())) from invalid
    except (Refused, UnsafeStart) as refused:
        raise click.UsageError(str(refused)) from refused
    except (OperationalError, ProgrammingError) as error:
        raise click.UsageError(_of_the_database(error)) from error


def require_keys(app: Flask) -> None:
    """The site does not start with keys that do not fit its database. Raises UnsafeStart.

    It would tie nobody to their unnamed words any more, and a worry could be read by nobody.
    Where a key is lost for good, whoever looks after the site says so.
    """
    if app.config["KEY_IS_LOST"]:
        return
    sealed = [one.opens for one in app.extensions["features"] if one.opens]
    with open_session("reader", app) as session:
        if not (is_ours(session) and all(opens(session) for opens in sealed)):
            raise UnsafeStart(_OTHER_KEYS)


def _of_the_database(error: DBAPIError) -> str:
    """What is wrong with the database, in one line. A fault of ours is raised again."""
    told = str(error.orig).partition("\n")[0]
    if type(error.orig).__name__ in _NO_TABLES or told.startswith(("no such t", "no such c")):
        return "The tables are not those that this version needs. Run `coprod db upgrade`."
    if isinstance(error, OperationalError):
        return f"The database does not answer: {told}"
    raise error


@contextmanager
def writing(context: click.Context) -> Iterator[Session]:
    """A session for one command, to be committed by the command itself."""
    with site(context), open_session() as session:
        tell(session, Note(f"command {context.command_path.partition(' ')[2]}"))
        yield session
