"""Using an invitation: an account and a hat, or one more hat. Never commits.

The link itself is the right to do this; what it gives at once depends on who made it.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from coprod.db import insert_new, insert_or_change, now
from coprod.errors import Conflict, Invalid, NotFound
from coprod.groups.models import HatChange, Invitation
from coprod.groups.queries import NO_LINK, Invited
from coprod.groups.services import new_person, require_open
from coprod.people.hats import EMPLOYED, TALK, HatKind
from coprod.people.look_alike import reads_as
from coprod.people.models import Area, Hat, Person
from coprod.people.viewer import Viewer
from coprod.sign_in import services as sign_in

TAKEN = (
    "Somebody who looks after the talk here has this name. Please add another name, or a letter."
)


def join(session: Session, invited: Invited, name: str, stored: str) -> int:
    """Make an account from an invitation, with its hat and its hashed passphrase. Its id.

    Raises Invalid for a name that looks like that of somebody who looks after the talk there.
    """
    if invited.kind not in TALK and reads_as(name) in _names_to_know(session, invited.area_id):
        raise Invalid({"name": TAKEN})
    person_id = new_person(session, name)
    sign_in.set_passphrase(session, person_id, stored)
    _use(session, invited, person_id)
    _give(session, invited, person_id)
    return person_id


def join_too(session: Session, viewer: Viewer, invited: Invited) -> None:
    """Add an invitation's hat to the viewer's own account."""
    made_up = select(Person.is_demo).where(Person.id == viewer.id)
    if session.scalar(made_up) and not invited.in_demo:
        raise Conflict("You are in as somebody made up. Please sign out first.")
    sign_in.refuse(session, viewer.id, invited.area_id)
    _use(session, invited, viewer.id)
    _give(session, invited, viewer.id)


def _names_to_know(session: Session, area_id: int) -> set[str]:
    """How those read whom people have to know: who looks after the talk, and who to ring."""
    wear = select(Person.name).join(Hat, Hat.person_id == Person.id)
    theirs = wear.where(Hat.area_id == area_id, Hat.kind.in_(TALK), Hat.confirmed_at.is_not(None))
    rings = select(Area.help_name).where(Area.id == area_id, Area.help_name != "")
    return {reads_as(one) for one in session.scalars(theirs.union_all(rings))}


def _use(session: Session, invited: Invited, person_id: int) -> None:
    """Use up the invitation. Whoever is second, however close, finds nothing."""
    require_open(session, invited.place_id)
    unused = update(Invitation).where(
        Invitation.id == invited.id, Invitation.used_at.is_(None), Invitation.ends_at > now()
    )
    used = unused.values(used_at=now(), used_by_id=person_id).returning(Invitation.id)
    if session.scalar(used) is None:
        raise NotFound(NO_LINK)


def _give(session: Session, invited: Invited, person_id: int) -> None:
    """Give the hat: at once if the advocate invited, else to wait for the advocate's word."""
    by_advocate = _speaks_for_advocate(session, invited) and invited.made_by_id != person_id
    new = insert_new(
        session,
        Hat,
        person_id=person_id,
        area_id=invited.area_id,
        place_id=invited.place_id,
        kind=invited.kind,
        asked_at=now(),
        confirmed_at=now() if by_advocate else None,
        confirmed_by_id=invited.made_by_id if by_advocate else None,
    )
    if new:
        if invited.kind in sign_in.POWERFUL:
            sign_in.end_everywhere(session, person_id)
        return
    here = Hat.place_id == invited.place_id
    if invited.place_id is None:
        here = (
            Hat.place_id.is_(None) & (Hat.area_id == invited.area_id) & (Hat.kind == invited.kind)
        )
    own = session.execute(select(Hat).where(Hat.person_id == person_id, here)).scalar_one()
    if own.confirmed_at is None:
        _change(session, invited, own, by_advocate)
    elif own.kind is not invited.kind:
        # A link may have gone astray: another hat always waits for the advocate's own word.
        _ask(session, invited, person_id)


def _change(session: Session, invited: Invited, own: Hat, by_advocate: bool) -> None:
    """Nobody has said yes to this hat yet: it is the one of the invitation now."""
    if own.kind is not invited.kind:
        own.kind, own.asked_at = invited.kind, now()
    if by_advocate:
        own.confirmed_at, own.confirmed_by_id = now(), invited.made_by_id
    if invited.kind in sign_in.POWERFUL:
        sign_in.end_everywhere(session, own.person_id)


def _ask(session: Session, invited: Invited, person_id: int) -> None:
    """Ask for the hat, in place of another that was asked for there."""
    insert_or_change(
        session,
        HatChange,
        ("person_id", "place_id"),
        person_id=person_id,
        area_id=invited.area_id,
        place_id=invited.place_id,
        kind=invited.kind,
        asked_at=now(),
    )


def _speaks_for_advocate(session: Session, invited: Invited) -> bool:
    """Whether who invited may confirm hats there, now: power may have gone since the invitation."""
    if invited.made_by_id is None:
        return True  # a command: whoever runs it has the whole database
    hats = select(Hat.kind, Hat.place_id).where(
        Hat.person_id == invited.made_by_id,
        Hat.area_id == invited.area_id,
        Hat.confirmed_at.is_not(None),
    )
    worn = [(row.kind, row.place_id) for row in session.execute(hats)]
    advocate = any(kind is HatKind.ADVOCATE for kind, _place in worn)
    employed = any(place == invited.place_id and kind in EMPLOYED for kind, place in worn)
    return advocate and not employed
