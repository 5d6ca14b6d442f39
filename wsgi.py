"""The whole site: the one module that knows every package. `granian --interface wsgi wsgi:app`."""

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Mapping[str, Any] | None = None) -> "Flask":
    """Build the site from `settings`, or from the environment."""
    from coprod import config
    from coprod.app import build_app
    from forums.boards.feature import boards
    from forums.feature import forums
    from forums.moderation.feature import moderation
    from improvement_cycles.consent.feature import consent
    from improvement_cycles.drivers.feature import drivers
    from improvement_cycles.feature import improvement_cycles, measures

    features = [improvement_cycles, measures, consent, drivers, forums, boards, moderation]
    return build_app(settings or config.from_environment(), features)


def load_tables() -> None:
    """Import every package, so that all tables are known."""
    from importlib import import_module

    with _kept_for_good():
        for module in (
            "coprod.app",
            "improvement_cycles.feature",
            "improvement_cycles.consent.feature",
            "improvement_cycles.drivers.feature",
            "forums.feature",
            "forums.moderation.feature",
            "forums.boards.feature",
        ):
            import_module(module)


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """Look for no rubbish while modules load: they make none, and it is a fifth of the time.

    What they made is then left out of every later search, which so costs a request less.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


_COMMANDS = {  # name: where it is. Found late, so that `coprod chart` loads no web and no database
    "audit": "coprod.audit_cli:audit",
    "serve": "coprod.cli:serve",
    "db": "coprod.cli:db",
    "demo": "coprod.cli:demo",
    "check": "coprod.cli:check",
    "scheduler": "coprod.jobs.cli:scheduler",
    "jobs": "coprod.jobs.cli:jobs",
    "people": "coprod.groups.cli:people",
    "places": "coprod.concerns.cli:places",
    "contacts": "coprod.concerns.cli:contacts",
    "areas": "coprod.groups.places_cli:areas",
    "principles": "coprod.vision.cli:principles",
    "measures": "improvement_cycles.cli:measures",
    "chart": "improvement_cycles.chart_cli:chart",
}


class _Late(click.Group):
    """A group of commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command. Whatever is wrong with what it was given is one line, and status 2."""
        try:
            return super().main(*args, **kwargs | {"standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as asked:
            click.echo(asked.format_message())
        except click.UsageError as error:
            click.echo(f"Error: {error.format_message()}", err=True)
            sys.exit(2)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            sys.exit(1)


@click.command(cls=_Late)
@click.pass_context
def cli(context: click.Context) -> None:
    """Look after a coprod site: its database, people, places, measures and pictures."""
    context.obj = create_app  # a command that needs the site builds it


def __getattr__(name: str) -> Any:
    """`wsgi:app`, built on first use, so that importing this module stays cheap."""
    if name == "app":
        with _kept_for_good():
            return create_app()
    raise AttributeError(name)
