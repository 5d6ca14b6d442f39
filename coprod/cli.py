"""Commands for whoever looks after a deployment. Alembic loads late: the site never needs it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from coprod.commands import require_keys, site, writing
from coprod.config import UnsafeStart
from coprod.paths import MIGRATIONS

if TYPE_CHECKING:
    from alembic.config import Config
    from flask import Flask

    from coprod.people.queries import AreaView

_PORT, _MANY = click.IntRange(1, 65_535), click.IntRange(1, 64)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=_PORT, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=_MANY, help="Worker processes.")
@click.option("--with-scheduler", is_flag=True, help="Start the scheduler beside it.")
@click.pass_context
def serve(context: click.Context, host: str, port: int, workers: int, with_scheduler: bool) -> None:
    """Serve the site with a real WSGI server."""
    with site(context) as app:
        here = _areas(app)
        if app.config["PRODUCTION"] and (missing := _missing_numbers(here)):
            raise UnsafeStart(missing)
        require_keys(app)
        demo = any(area.is_demo for area in here)
    address = _free_address(host, port)
    click.echo(f"The site is at http://{host}:{port}/  (stop it with Ctrl-C)")
    if demo:
        click.echo(f"Come in by picture, as anyone, at http://{host}:{port}/demo-door")
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address]
    server += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "1"]
    server += ["--log-level", "warning", "wsgi:app"]
    if with_scheduler:
        from coprod.jobs.together import run_together

        scheduler = [sys.executable, "-c", "from wsgi import cli; cli()", "scheduler"]
        raise SystemExit(run_together([server, scheduler]))
    if os.name == "posix":
        os.execv(sys.executable, server)  # noqa: S606  the server gets our signals directly
    raise SystemExit(subprocess.call(server))  # noqa: S603


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
@click.option("--to", default="head", show_default=True, help="The revision to go up to.")
@click.pass_context
def upgrade(context: click.Context, to: str) -> None:
    """Bring the tables up to date."""
    from alembic import command

    with _moving(context) as config:
        command.upgrade(config, to)
    click.echo("The database is up to date.")


@db.command()
@click.argument("to")
@click.pass_context
def downgrade(context: click.Context, to: str) -> None:
    """Take the tables back to revision TO, or to `base`: everything newer is lost."""
    from alembic import command

    with _moving(context) as config:
        command.downgrade(config, to)
    click.echo(f"The database is at {to}.")


@db.command()
@click.argument("message")
@click.pass_context
def revision(context: click.Context, message: str) -> None:
    """Write the migration that takes the tables to the models."""
    from alembic import command

    with _moving(context) as config:
        command.revision(config, message, autogenerate=True)


@db.command(name="check")
@click.pass_context
def check_tables(context: click.Context) -> None:
    """Say whether the tables are those that this version needs."""
    from alembic import command

    with _moving(context, then=" Run `coprod db upgrade`.") as config:
        command.check(config)


@click.group()
def demo() -> None:
    """The made-up area of Alderbrook, to try the site with."""


@demo.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when the database has an area already.")
@click.pass_context
def load(context: click.Context, if_empty: bool) -> None:
    """Load the demo area."""
    from coprod.demo.load import is_empty, load_demo

    with site(context) as app, writing(context) as session:
        if not is_empty(session):
            if if_empty:
                click.echo("The database has an area already; the demo is not loaded again.")
                return
            raise click.UsageError("The database has an area already. Start with an empty one.")
        load_demo(session, app.extensions["features"])
        session.commit()
    click.echo("The demo area, Alderbrook, is loaded. Everyone in it is made up.")


@click.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Recount every stored counter, mend what drifted, and say what it was."""
    with site(context) as app, writing(context) as session:
        drifted = [
            line
            for feature in app.extensions["features"]
            if feature.recount
            for line in feature.recount(session)
        ]
        session.commit()
    for line in drifted:
        click.echo(line)
    click.echo(f"{len(drifted)} counters had drifted." if drifted else "Every counter is right.")
    raise SystemExit(1 if drifted else 0)


@contextmanager
def _moving(context: click.Context, then: str = "") -> "Iterator[Config]":
    """What Alembic needs to know for one command. What it refuses is one line."""
    from alembic.util.exc import CommandError

    with site(context) as app:
        try:
            yield alembic_config(app.config["DATABASE_URL"])
        except CommandError as error:
            raise click.UsageError(" ".join(str(error).split()) + then) from error


def _free_address(host: str, port: int) -> str:
    """The address that the server listens at, if it is this machine's and nobody else's yet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, *_rest, where = min(found, key=lambda one: one[0] != socket.AF_INET)
        socket.create_server(where[:2], family=family).close()
        return str(where[0])
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise click.UsageError(f"The site cannot be at {host}, port {port}: {why}.") from error


def alembic_config(url: str) -> "Config":
    """Tell Alembic where the migrations are and which database to move."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def _areas(app: "Flask") -> "list[AreaView]":
    from coprod.people.queries import areas
    from coprod.web import open_session

    with open_session("reader", app) as session:
        return areas(session)


def _missing_numbers(here: "list[AreaView]") -> str:
    """Why *I am worried* would have no number to show, in one sentence, or nothing."""
    from coprod.groups.areas import missing_numbers

    return next(filter(None, map(missing_numbers, here)), "")
