"""Removing somebody: asked by one, agreed by another, with another way to take part.

Their hats of the area go, and with them every right; every sign-in ends. Where no hat is left
anywhere, no way in opens again: passphrase, link, code or invitation. Taking it back puts the hats
back.
"""

import json
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import now, today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.groups.models import HatChange
from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat, Person
from coprod.people.queries import wearing
from coprod.people.viewer import Viewer
from coprod.sign_in.services import end_everywhere
from forums.moderation import policy
from forums.moderation.doing import Did
from forums.moderation.models import Act, Removal
from forums.moderation.people import about_person, may_look_after
from forums.words import ActKind, TalkRule

NOTE = "Write why, in a few kind words to the person."
OTHER_WAY = "Write how the person can take part in another way."
OVER = "This was decided already."


@dataclass(frozen=True, slots=True)
class Asking:
    """What is said with it, in words to the person."""

    rule: TalkRule
    note: str
    other_way: str


def ask(session: Session, viewer: Viewer, area_id: int, person_id: int, says: Asking) -> Removal:
    """Ask another moderator to agree that somebody may not take part any more."""
    may_look_after(session, viewer, area_id, person_id)
    given = {"note": (says.note, NOTE), "other_way": (says.other_way, OTHER_WAY)}
    wrong = {name: asks for name, (words, asks) in given.items() if not words}
    if wrong:
        raise Invalid(wrong)
    session.get_one(Person, person_id, with_for_update=True)  # two may ask at the same moment
    if standing(session, area_id, person_id):
        raise Conflict("Somebody asked for this already. Another person decides.")
    removal = Removal(
        area_id=area_id,
        person_id=person_id,
        asked_by_id=viewer.id,
        asked_on=today(),
        rule=says.rule,
        note=says.note,
        other_way=says.other_way,
    )
    session.add(removal)
    session.flush()
    return removal


def standing(session: Session, area_id: int, person_id: int) -> Removal | None:
    """What was asked or agreed about somebody, and is not over."""
    found = select(Removal).where(Removal.area_id == area_id, Removal.person_id == person_id)
    return session.scalar(found.where(Removal.ended_on.is_(None)).limit(1))


def asked(session: Session, viewer: Viewer, areas: list[int]) -> list[Removal]:
    """What waits for a second person. Also for who asked: to see that it waits."""
    found = select(Removal).where(
        Removal.area_id.in_(areas), Removal.agreed_by_id.is_(None), Removal.ended_on.is_(None)
    )
    rows = session.scalars(found.order_by(Removal.id).limit(100))
    return [
        one
        for one in rows
        if policy.may_look_after_person(viewer, one.area_id, wearing(session, one.person_id))
    ]


def agree(session: Session, viewer: Viewer, removal: Removal) -> Act:
    """The second yes: they are out at once. Raises NotAllowed for the one who asked."""
    _require(session, viewer, removal)
    hats = session.scalars(
        select(Hat).where(Hat.person_id == removal.person_id, Hat.area_id == removal.area_id)
    ).all()
    was = json.dumps([[hat.kind.value, hat.place_id] for hat in hats if hat.confirmed_at])
    places = [hat.place_id for hat in hats if hat.place_id]
    for hat in hats:
        session.delete(hat)
    changes = HatChange.person_id == removal.person_id, HatChange.area_id == removal.area_id
    session.execute(delete(HatChange).where(*changes))
    end_everywhere(session, removal.person_id)
    removal.agreed_by_id, removal.agreed_on = viewer.id, today()
    did = Did(what=ActKind.REMOVE, rule=removal.rule, note=removal.note, was=was)
    place = places[0] if places else None
    whom = removal.person_id
    return about_person(session, viewer, removal.area_id, whom, did, place_id=place)


def refuse(session: Session, viewer: Viewer, removal: Removal) -> None:
    """The second person says no, or the first takes it back: nothing happens to anybody."""
    session.refresh(removal, with_for_update=True)
    if removal.agreed_on or removal.ended_on:
        raise Conflict(OVER)
    person = wearing(session, removal.person_id)
    policy.may_look_after_person.require(viewer, removal.area_id, person)
    removal.ended_on = today()
    session.flush()


def _require(session: Session, viewer: Viewer, removal: Removal) -> None:
    session.refresh(removal, with_for_update=True)
    if removal.agreed_on or removal.ended_on:
        raise Conflict(OVER)
    person = wearing(session, removal.person_id)
    policy.may_agree_to_remove.require(viewer, removal, person)


def take_back(session: Session, act: Act) -> None:
    """Give somebody the hats that they had. They can come in again."""
    removal = session.scalar(
        select(Removal).where(
            Removal.person_id == act.key, Removal.area_id == act.area_id, Removal.ended_on.is_(None)
        )
    )
    if removal is None:
        raise Conflict("This was taken back already.")
    removal.ended_on = today()
    for kind, place_id in json.loads(act.was or "[]"):
        hat = Hat(person_id=act.key, area_id=act.area_id, place_id=place_id, kind=HatKind(kind))
        hat.confirmed_at, hat.confirmed_by_id = now(), act.by_id
        session.add(hat)
    session.flush()


def one(session: Session, viewer: Viewer, removal_id: int) -> Removal:
    """One that this viewer may look at. Raises NotFound."""
    found = session.get(Removal, removal_id)
    if found is None or not viewer.looks_after_talk(found.area_id):
        raise NotFound("There is nothing here for you.")
    return found


def refusal(session: Session, person_id: int, area_id: int = 0) -> str:
    """Why somebody cannot come in, or join an area, and what they can do instead.

    Nothing for nearly everybody, and for coming in where they have a hat elsewhere.
    """
    found = (
        select(Removal, Area)
        .join(Area, Area.id == Removal.area_id)
        .where(
            Removal.person_id == person_id,
            Removal.agreed_on.is_not(None),
            Removal.ended_on.is_(None),
        )
    )
    if area_id:
        found = found.where(Removal.area_id == area_id)
    row = session.execute(found.order_by(Removal.id.desc()).limit(1)).first()
    if row is None:
        return ""
    elsewhere = select(Hat.id).where(Hat.person_id == person_id, Hat.confirmed_at.is_not(None))
    if not area_id and session.scalar(elsewhere.limit(1)):
        return ""
    removal, area = row
    ring = f" You can ring {area.help_name}: {area.help_phone}." if area.help_name else ""
    return f"You cannot take part here. You can do this instead: {removal.other_way}{ring}"
