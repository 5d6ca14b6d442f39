"""Commands that set named contacts and open places, for whoever looks after a deployment.

They show nothing of what anybody told: no command reads that.
"""

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.commands import writing
from coprod.concerns import contacts as setting
from coprod.concerns import hours
from coprod.concerns.models import Employer
from coprod.errors import NotFound
from coprod.groups.cli import a_name
from coprod.groups.places_cli import places
from coprod.people import queries as places_of
from coprod.people.models import Area, Person, Place
from coprod.sign_in.names import sign_in_name

__all__ = ["contacts", "places"]

_EMPLOYERS = click.Choice([one.value for one in Employer])


@click.group()
def contacts() -> None:
    """Look after the named contacts: who reads what people are worried about."""


@contacts.command(name="set")
@click.argument("name")
@click.option("--area", "area_slug", required=True, help="The area's short name.")
@click.option("--works-for", required=True, help="Who they work for.")
@click.option("--employer", required=True, type=_EMPLOYERS, help="What that is.")
@click.option("--turn", default=1, type=click.IntRange(1, 20), help="1 is told first.")
@click.option("--hours", "working", default="", help="Monday to Friday, such as 9:00-17:00.")
@click.pass_context
def set_contact(
    context: click.Context, /, name: str, area_slug: str, works_for: str, **told: str
) -> None:
    """Make NAME, who has the hat of a named contact, one. NAME is what they sign in as."""
    span = hours.typed(told["working"])
    if span is None:
        raise click.UsageError("Write the hours like this: 9:00-17:00.")
    week = ",".join([*[span] * 5, "", ""]) if span else ""
    with writing(context) as session:
        area = places_of.area_by_slug(session, area_slug)
        person = session.scalar(select(Person).where(Person.slug == sign_in_name(name)))
        if person is None:
            raise NotFound(f"Nobody signs in as {name}.")
        employer = Employer(told["employer"])
        where = area.id, person.id
        setting.keep(session, where, a_name(works_for), employer, int(told["turn"]), week)
        session.commit()
        click.echo(f"{person.name} is a named contact of {area.name}.")


@places.command(name="open")
@click.argument("slug")
@click.option("--area", "area_slug", required=True, help="The area's short name.")
@click.pass_context
def open_place(context: click.Context, /, slug: str, area_slug: str) -> None:
    """Open the place SLUG, so that people can join. It says what is missing if it cannot."""
    with writing(context) as session:
        area = places_of.area_by_slug(session, area_slug)
        place = _place(session, area, slug)
        setting.open_now(session, place)
        session.commit()
        click.echo(f"{place.name} is open.")


def _place(session: Session, area: Area, slug: str) -> Place:
    found = select(Place).where(Place.area_id == area.id, Place.slug == slug)
    place = session.scalar(found)
    if place is None:
        raise NotFound(f"{area.name} has no place called {slug}.")
    return place
