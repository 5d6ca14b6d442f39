"""Commands for the audit chain, for whoever looks after a deployment."""

import click

from coprod.audit import checking
from coprod.commands import site
from coprod.web import open_session


@click.group()
def audit() -> None:
    """Look whether the record of what was changed is whole."""


@audit.command()
@click.option("--head", "kept", default="", help="A head that was kept: finds rows cut off since.")
@click.pass_context
def verify(context: click.Context, kept: str) -> None:
    """Read the whole chain. Ends with status 1 and the first wrong row if there is one."""
    with site(context), open_session("reader") as session:
        many, wrong = checking.verify(session, kept)
    click.echo(wrong or f"The audit chain is whole: {many} rows.")
    raise SystemExit(1 if wrong else 0)


@audit.command()
@click.pass_context
def head(context: click.Context) -> None:
    """Print the end of the chain, to be kept somewhere else."""
    with site(context), open_session("reader") as session:
        click.echo(checking.head(session))
