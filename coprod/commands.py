"""What every command shares: the site it works on, and refusals as one line and exit status 2."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.orm import Session

from coprod.config import UnsafeStart
from coprod.errors import Invalid, Refused
from coprod.web import open_session


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


@contextmanager
def writing(context: click.Context) -> Iterator[Session]:
    """A session for one command, to be committed by the command itself."""
    with site(context), open_session() as session:
        yield session
