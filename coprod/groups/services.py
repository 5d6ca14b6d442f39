"""Inviting people, and making accounts for them. Rule first, then the change; never commits."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import insert_new, now
from coprod.errors import Conflict, Invalid
from coprod.groups import policy
from coprod.groups.models import Invitation
from coprod.people.hats import HatKind
from coprod.people.models import Person, Place
from coprod.people.viewer import Viewer
from coprod.seal import new_token, token_hash
from coprod.sign_in import services as sign_in
from coprod.sign_in.names import LONGEST, sign_in_name

HOLDS_FOR = timedelta(hours=48)
_A_DAY, _MOST_A_DAY = timedelta(days=1), 50  # a whole group on its first day


def invite(
    session: Session,
    viewer: Viewer,
    where: tuple[int, int | None],
    kind: HatKind,
    for_whom: str = "",
) -> str:
    """Make an invitation to an area and a place in it, and return its token, kept nowhere."""
    area_id, place_id = where
    policy.may_invite.require(viewer, area_id, place_id, kind)
    require_open(session, place_id)
    sign_in.limit(session, "invite", str(viewer.id), most=_MOST_A_DAY, within=_A_DAY)
    return new_invitation(session, where, kind, for_whom, made_by_id=viewer.id)


def require_open(session: Session, place_id: int | None) -> None:
    """Raise Conflict for a place that nobody can join yet. The whole area has no such bar."""
    if place_id and not policy.can_be_joined(session.get_one(Place, place_id)):
        raise Conflict(policy.can_be_joined.says)


def new_invitation(
    session: Session,
    where: tuple[int, int | None],
    kind: HatKind,
    for_whom: str,
    made_by_id: int | None = None,
) -> str:
    """Make an invitation without asking a rule: for a command, run by who looks after the site."""
    token, at = new_token(), now()
    session.add(
        Invitation(
            token_hash=token_hash(token),
            area_id=where[0],
            place_id=where[1],
            kind=kind,
            for_whom=for_whom,
            made_by_id=made_by_id,
            made_at=at,
            ends_at=at + HOLDS_FOR,
        )
    )
    return token


def new_person(session: Session, name: str, slug: str = "") -> int:
    """Make an account. Two people of one name get names to sign in with that differ.

    Raises Invalid if the slug that was asked for is somebody else's.
    """
    wanted = sign_in_name(slug or name) or "person"
    for number in range(1, 1_000):
        ending = "" if number == 1 else f"-{number}"
        free = f"{wanted[: LONGEST - len(ending)]}{ending}"
        if insert_new(session, Person, slug=free, name=name, joined_at=now()):
            return session.scalars(select(Person.id).where(Person.slug == free)).one()
        if slug:
            break
    raise Invalid({"name": f"Somebody signs in as {wanted} already. Choose another name."})
