"""Commands that add places and areas, and say who people of an area can ring."""

from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.commands import writing
from coprod.errors import Invalid
from coprod.groups import areas as services
from coprod.groups.cli import a_name
from coprod.people import queries as places_of
from coprod.people.models import Area, Place
from coprod.people.working_days import Nation
from coprod.sign_in.names import sign_in_name
from coprod.symbols import MEANINGS
from coprod.text import clean_text

_NUMBERS = {
    "run_by": "Who runs the site there.",
    "help_name": "A person to ring, who works for no place there.",
    "help_phone": "The number of that person.",
    "help_when": "When to ring that person.",
    "worried_phone": "The local number for *I am worried*.",
    "worried_when": "When somebody answers it.",
}
_NATIONS = click.Choice([nation.value for nation in Nation])


def _number_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--nation", type=_NATIONS, help="Whose bank holidays it keeps.")(command)
    for name, told in reversed(_NUMBERS.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, default="", help=told)(command)
    return command


@click.group()
def places() -> None:
    """Look after places."""


@places.command(name="add")
@click.argument("name")
@click.option("--area", "area_slug", default="", help="The area's short name.")
@click.option("--new-area", default="", help="Make the area too; this is its full name.")
@click.option("--slug", default="", help="The place's short name; made from NAME if left out.")
@click.option("--kind", default="", help="What it is, such as 'day service'.")
@click.option("--about", default="", help="One sentence about it.")
@click.option(
    "--picture", default="house", show_default=True, help="The meaning of its symbol, such as mug."
)
@click.option("--uses-services", default=0, type=click.IntRange(0, 100_000), help="How many do.")
@_number_options
@click.pass_context
def add_place(
    context: click.Context, /, name: str, area_slug: str, new_area: str, **told: str
) -> None:
    """Add the place NAME to an area. A new area may say who to ring there, too."""
    name, slug = a_name(name), _a_slug(told["slug"] or name)
    if told["picture"] not in MEANINGS:
        raise click.UsageError(f"No symbol means {told['picture']!r}. Try house, mug or home.")
    kind, about = _fits("kind", told["kind"]), _fits("about", told["about"])
    if not (area_slug or new_area):
        raise click.UsageError("Give --area, or --new-area for an area that is not there yet.")
    numbers = _given(told)
    if numbers and not new_area:
        raise click.UsageError("Who to ring goes with --new-area: else use coprod areas set.")
    with writing(context) as session:
        if new_area:
            area = _new_area(session, area_slug, new_area)
            services.keep_numbers(session, area.id, numbers)
        else:
            area = places_of.area_by_slug(session, area_slug)
        taken = select(Place.id).where(Place.area_id == area.id, Place.slug == slug)
        if session.scalar(taken):
            raise Invalid({"slug": f"{area.name} has a place called {slug} already."})
        place = Place(
            area_id=area.id,
            name=name,
            slug=slug,
            kind=kind,
            about=about,
            picture=told["picture"],
            uses_services=int(told["uses_services"]),
            is_open=False,
        )
        session.add(place)
        session.commit()
        click.echo(f"{place.name} is in {area.name} now. Its short name is {place.slug}.")
        click.echo("It opens when 2 named contacts can read what people are worried about there.")
        if new_area:
            _say_what_is_missing(session, area)


@click.group()
def areas() -> None:
    """Look after areas."""


@areas.command(name="set")
@click.argument("slug")
@_number_options
@click.pass_context
def set_area(context: click.Context, /, slug: str, **told: str) -> None:
    """Say who people of the area SLUG can ring, and when, and whose bank holidays it keeps.

    What is left out stays as it is.
    """
    numbers = _given(told)
    if not numbers:
        raise click.UsageError("Say what to set: --help-phone, for one. See --help.")
    with writing(context) as session:
        area = places_of.area_by_slug(session, slug)
        services.keep_numbers(session, area.id, numbers)
        session.commit()
        click.echo(f"{area.name} is set.")
        _say_what_is_missing(session, area)


def _given(told: dict[str, str]) -> dict[str, str]:
    names = (*_NUMBERS, "nation")
    return {name: typed for name in names if (typed := clean_text(told[name] or ""))}


def _say_what_is_missing(session: Session, area: Area) -> None:
    session.refresh(area)
    if missing := services.missing_numbers(area):
        click.echo(missing)


def _new_area(session: Session, slug: str, name: str) -> Area:
    name = a_name(name)
    slug = _a_slug(slug or name)
    if session.scalar(select(Area.id).where(Area.slug == slug)):
        raise Invalid({"area": f"There is an area called {slug} already. Leave out --new-area."})
    return services.new_area(session, name, slug, current_app.extensions["features"])


def _fits(name: str, typed: str) -> str:
    """What was typed, if its column holds it: nothing is cut off in silence."""
    words, most = clean_text(typed), services.longest(Place, name)
    if len(words) > most:
        raise click.UsageError(f"--{name} takes {most:,} letters or fewer.")
    return words


def _a_slug(typed: str) -> str:
    slug = sign_in_name(typed)[:60].rstrip("-")
    if not slug:
        raise click.UsageError("Give a short name with letters or digits: --slug or --area.")
    return slug
