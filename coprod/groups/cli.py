"""Commands that let people in, for whoever looks after a deployment."""

import sys

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.commands import writing
from coprod.db import now
from coprod.errors import Invalid, NotFound
from coprod.groups import hats, resetting, services
from coprod.groups.policy import AT_A_PLACE
from coprod.people import queries as places_of
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person, Place
from coprod.sign_in import passphrases
from coprod.sign_in import services as sign_in
from coprod.sign_in.names import sign_in_name
from coprod.text import TITLE, clean_text

_HATS = click.Choice([kind.value for kind in HatKind])


@click.group()
def people() -> None:
    """Let people in."""


@people.command(name="add")
@click.argument("name")
@click.option("--hat", required=True, type=_HATS, help="The part they take.")
@click.option("--place", "place_slug", help="The place where they take it.")
@click.option("--area", "area_slug", help="The area, for a hat of the whole area.")
@click.option("--slug", default="", help="What they type to sign in; needs --passphrase-stdin.")
@click.option("--passphrase-stdin", is_flag=True, help="Make the account now; read its passphrase.")
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="For the link.")
@click.pass_context
def add_person(
    context: click.Context, /, name: str, hat: str, passphrase_stdin: bool, **told: str
) -> None:
    """Let NAME in: print a link that works once, for 48 hours. Their hat counts at once."""
    name, kind = a_name(name), HatKind(hat)
    if told["slug"] and not passphrase_stdin:
        raise click.UsageError("--slug needs --passphrase-stdin: else they choose their own name.")
    stored = _read_passphrase(name) if passphrase_stdin else ""
    with writing(context) as session:
        where = _where(session, kind, told["place_slug"] or "", told["area_slug"] or "")
        services.require_open(session, where[1])
        if stored:
            said = _account(session, name, told["slug"], stored, (where, kind))
        else:
            token = services.new_invitation(session, where, kind, name)
            said = f"Give {name} this link. It works once, for 48 hours:\n"
            said += f"{told['site'].rstrip('/')}/invited/{token}"
        session.commit()
    click.echo(said)


@people.command()
@click.argument("name")
@click.option("--passphrase-stdin", is_flag=True, help="Read the new passphrase instead.")
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="For the link.")
@click.pass_context
def passphrase(context: click.Context, /, name: str, passphrase_stdin: bool, site: str) -> None:
    """Print a link that sets a new passphrase, once, within an hour. NAME is what they sign in as.

    Every sign-in of theirs ends at once.
    """
    stored = _read_passphrase(name) if passphrase_stdin else ""
    with writing(context) as session:
        person = _who(session, name)
        if stored:
            sign_in.set_passphrase(session, person.id, stored)
            sign_in.end_everywhere(session, person.id)
            said = f"{person.name} has the new passphrase, and is signed out everywhere."
        else:
            token = resetting.new_link(session, person.id)
            said = f"Give {person.name} this link. It works once, for 1 hour:\n"
            said += f"{site.rstrip('/')}/new-passphrase/{token}"
        session.commit()
    click.echo(said)


@people.command(name="end-hat")
@click.argument("name")
@click.option("--hat", required=True, type=_HATS, help="The part they took.")
@click.option("--place", "place_slug", default="", help="The place where they took it.")
@click.option("--area", "area_slug", default="", help="The area, for a hat of the whole area.")
@click.pass_context
def end_hat(
    context: click.Context, /, name: str, hat: str, place_slug: str, area_slug: str
) -> None:
    """Say that somebody has left: their hat ends, at once. NAME is what they sign in as."""
    kind = HatKind(hat)
    with writing(context) as session:
        person = _who(session, name)
        area_id, place_id = _where(session, kind, place_slug, area_slug)
        worn = select(Hat.id).where(
            Hat.person_id == person.id, Hat.area_id == area_id, Hat.kind == kind
        )
        here = Hat.place_id.is_(None) if place_id is None else Hat.place_id == place_id
        hat_id = session.scalar(worn.where(here))
        if hat_id is None:
            raise NotFound(f"{person.name} has no such hat there.")
        hats.end_now(session, hat_id)
        session.commit()
    click.echo(f"{person.name} has left, and is signed out everywhere.")


def _who(session: Session, name: str) -> Person:
    person = session.scalar(select(Person).where(Person.slug == sign_in_name(name)))
    if person is None:
        raise NotFound(f"Nobody signs in as {name}.")
    return person


def _where(
    session: Session, kind: HatKind, place_slug: str, area_slug: str
) -> tuple[int, int | None]:
    """The area and place of a hat. Hats of places need a place, hats of areas an area."""
    area = places_of.area_by_slug(session, area_slug) if area_slug else None
    if kind not in AT_A_PLACE:
        if area is None or place_slug:
            raise Invalid({"area": f"{kind.value} is a hat of a whole area: give --area only."})
        return area.id, None
    if not place_slug:
        raise Invalid({"place": f"{kind.value} is a hat at a place: give --place."})
    named = select(Place.area_id, Place.id).where(Place.slug == place_slug)
    found = session.execute(named.where(Place.area_id == area.id) if area else named).all()
    if not found:
        raise NotFound(f"There is no place called {place_slug}.")
    if len(found) > 1:
        raise Invalid({"area": f"More than one area has a place called {place_slug}: give --area."})
    return found[0].area_id, found[0].id


def _account(
    session: Session,
    name: str,
    slug: str,
    stored: str,
    hat: tuple[tuple[int, int | None], HatKind],
) -> str:
    (area_id, place_id), kind = hat
    person_id = services.new_person(session, name, slug)
    sign_in.set_passphrase(session, person_id, stored)
    at = now()
    session.add(
        Hat(person_id=person_id, area_id=area_id, place_id=place_id, kind=kind, confirmed_at=at)
    )
    signs_in_as = session.execute(select(Person.slug).where(Person.id == person_id)).scalar_one()
    return f"{name} can sign in now, as {signs_in_as}."


def _read_passphrase(name: str) -> str:
    # Hashed here, before the database is written to, so that nobody waits for it.
    passphrase = clean_text(sys.stdin.readline())
    if why := passphrases.trouble(passphrase, name):
        raise click.UsageError(why)
    return passphrases.hashed(passphrase)


def a_name(typed: str) -> str:
    name = clean_text(typed)
    if not 0 < len(name) <= TITLE:
        raise click.UsageError(f"Give a name of 1 to {TITLE} letters.")
    return name
