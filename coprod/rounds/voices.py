"""Who chooses in a round: everybody with an account there, each with one voice of one group."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.people.few import HIDDEN_BELOW
from coprod.people.hats import EMPLOYED, GROUPS, Group, HatKind
from coprod.people.models import Hat, Person, Place
from coprod.people.queries import may_be_asked
from coprod.people.viewer import Viewer
from coprod.rounds import sealed
from coprod.rounds.models import ChoseBefore, Round
from coprod.rounds.policy import Scope, group_in, voice_among


def accounts(session: Session, scope: Scope) -> dict[Group, int]:
    """How many people of each group have an account here, each with one voice."""
    known = dict.fromkeys(Group, 0)
    for group in can_choose(session, scope).values():
        known[group] += 1
    return known


def is_small(session: Session, viewer: Viewer, round_: Round) -> bool:
    """Whether so few are of the viewer's group here that others can guess. It reads no ballot."""
    group = group_in(viewer, round_)
    if group is None or round_.could(group) >= HIDDEN_BELOW:
        return False
    return accounts(session, round_)[group] < HIDDEN_BELOW


def can_choose(session: Session, scope: Scope) -> dict[int, Group]:
    """Everybody with an account who can choose here now, and for which group."""
    worn = select(Hat.person_id, Hat.kind).where(
        Hat.area_id == scope.area_id, Hat.confirmed_at.is_not(None), Hat.kind.in_(GROUPS)
    )
    if scope.place_id:
        worn = worn.where(Hat.place_id == scope.place_id)
    kinds: dict[int, list[HatKind]] = {}
    for person_id, kind in session.execute(worn):
        kinds.setdefault(person_id, []).append(kind)
    voices = {person_id: voice_among(worn) for person_id, worn in kinds.items()}
    return {person_id: GROUPS[kind] for person_id, kind in voices.items() if kind}


def people(session: Session, viewer: Viewer, round_: Round) -> list[Any]:
    """Who chooses here and has an account, as far as this viewer may know: id, name, hat, place.

    One row for each person, by name, with the hat that they choose with.
    """
    places = [round_.place_id] if round_.place_id else []
    found = (
        select(Person.id, Person.name, Hat.kind, Place.name.label("place"))
        .join(Hat, Hat.person_id == Person.id)
        .outerjoin(Place, Place.id == Hat.place_id)
        .where(may_be_asked(viewer, round_.area_id, places), Hat.kind.in_(GROUPS))
        .order_by(Person.name, Person.id)
    )
    if round_.place_id:
        found = found.where(Hat.place_id == round_.place_id)
    by_person: dict[int, list[Any]] = {}
    for row in session.execute(found):
        by_person.setdefault(row.id, []).append(row)
    return [
        next(row for row in rows if row.kind is voice_among(one.kind for one in rows))
        for rows in by_person.values()
    ]


def group_of(session: Session, viewer: Viewer, round_: Round, person_id: int) -> Group | None:
    """Whose stars somebody's are. None for whoever cannot choose here, or may not be known."""
    kinds = (row.kind for row in people(session, viewer, round_) if row.id == person_id)
    return next((GROUPS[kind] for kind in kinds), None)


def knows(session: Session, viewer: Viewer, round_: Round, person_id: int) -> bool:
    """Whether this is somebody of the round that the viewer may choose, to have helped."""
    return any(row.id == person_id for row in people(session, viewer, round_))


def is_its_advocate(session: Session, round_: Round, person_id: int) -> bool:
    """`policy.may_run`, of somebody who is not the viewer."""
    worn = select(Hat.kind, Hat.place_id).where(
        Hat.person_id == person_id,
        Hat.area_id == round_.area_id,
        Hat.confirmed_at.is_not(None),
    )
    hats = session.execute(worn).all()
    works_here = any(
        kind in EMPLOYED and round_.place_id in {None, place_id} for kind, place_id in hats
    )
    return any(kind is HatKind.ADVOCATE for kind, _place in hats) and not works_here


def not_yet(session: Session, viewer: Viewer, round_: Round) -> list[Any]:
    """Whom to go and ask: people who use services who had not chosen when this day began.

    Nobody, if enough had. Only those with an account are known.
    """
    if round_.ready:
        return []
    before = select(ChoseBefore.key).where(ChoseBefore.round_id == round_.id)
    chose = set(session.scalars(before))
    return [
        row
        for row in people(session, viewer, round_)
        if GROUPS[row.kind] is Group.PEOPLE
        and sealed.ballot_key(session, round_, row.id) not in chose
    ]
