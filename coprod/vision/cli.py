"""A command that adds a principle, for whoever looks after a deployment."""

import click

from coprod.commands import writing
from coprod.people.queries import area_by_slug
from coprod.text import clean_text
from coprod.vision import principles as services


@click.group()
def principles() -> None:
    """Look after the principles that the places of an area share."""


@principles.command(name="add")
@click.argument("name")
@click.option("--area", "area_slug", required=True, help="The area's short name.")
@click.option("--core", required=True, help="What it means, in one sentence.")
@click.option("--picture", default="vision", show_default=True, help="The meaning of its symbol.")
@click.pass_context
def add_principle(
    context: click.Context, /, name: str, area_slug: str, core: str, picture: str
) -> None:
    """Add the principle NAME to an area, after those that are there."""
    words = {"name": clean_text(name), "core": clean_text(core), "symbol": picture}
    with writing(context) as session:
        area = area_by_slug(session, area_slug)
        services.new(session, area.id, **words)
        session.commit()
        click.echo(f"{words['name']} is part of a good life in {area.name} now.")
