"""Somebody is read first for a while, or is known, or may not take part any more.

Who said something unnamed can be read first too, by the name they have in that talk alone: nobody
learns who it is.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.db import insert_new, now, today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.models import Hat, Person, Place
from coprod.people.queries import wearing
from coprod.people.viewer import Viewer
from coprod.written import Written
from forums.moderation import policy
from forums.moderation.doing import Did, hat_of, hold, write_down
from forums.moderation.models import Act, Pause, Vouch
from forums.words import ActKind

PAUSE_DAYS = (1, 7, 28)
MANY = 100
PERSON, ALIAS = "person", "alias"
NOTE = "Write a few kind words to the person."
NOBODY = "Nobody knows who said this. So nobody can be read first for it."


def pause(session: Session, viewer: Viewer, about: Written, days: int, note: str) -> Act:
    """What the author of this writes is read first, for some days. It ends by itself."""
    if days not in PAUSE_DAYS:
        raise Invalid({"days": "Choose for how long."})
    if not note:
        raise Invalid({"note": NOTE})
    held = hold(session, viewer, about)
    on = (PERSON, held.about.author_id) if held.about.author_id else (ALIAS, held.about.alias_id)
    kind, key = on[0], on[1]
    if key is None:
        raise Conflict(NOBODY)
    if _paused(session, about.area_id, kind, key):
        raise Conflict("What this person writes is read first already.")
    until = now() + timedelta(days=days)
    did = Did(what=ActKind.PAUSE, note=note, until=until, settles=False, on=(kind, key))
    act = write_down(session, viewer, held, did)
    session.add(
        Pause(
            area_id=about.area_id,
            person_id=key if kind == PERSON else None,
            alias_id=key if kind == ALIAS else None,
            until=until,
            act_id=act.id,
        )
    )
    session.flush()
    return act


def _paused(session: Session, area_id: int, kind: str, key: int) -> bool:
    column = Pause.person_id if kind == PERSON else Pause.alias_id
    lasts = Pause.until > now(), Pause.ended_at.is_(None)
    found = select(Pause.id).where(column == key, Pause.area_id == area_id, *lasts)
    return session.scalar(found.limit(1)) is not None


def vouch(session: Session, viewer: Viewer, area_id: int, person_id: int) -> Act:
    """Say that one knows somebody: what they write shows at once. Raises Conflict if it does."""
    may_look_after(session, viewer, area_id, person_id)
    new = insert_new(
        session, Vouch, person_id=person_id, area_id=area_id, by_id=viewer.id, on=today()
    )
    if not new:
        raise Conflict("Somebody knows this person already.")
    return about_person(session, viewer, area_id, person_id, Did(what=ActKind.VOUCH))


def may_look_after(session: Session, viewer: Viewer, area_id: int, person_id: int) -> Viewer:
    """Somebody of the area with their hats. Raises NotFound, and NotAllowed."""
    person = wearing(session, person_id)
    if not person.belongs_to(area_id):
        raise NotFound("There is no such person here.")
    policy.may_look_after_person.require(viewer, area_id, person)
    return person


def about_person(  # noqa: PLR0913  who, whom, where, and what is written
    session: Session,
    viewer: Viewer,
    area_id: int,
    person_id: int,
    did: Did,
    *,
    place_id: int | None = None,
    kind: str = PERSON,
) -> Act:
    """Write down what was done about a person, or about a name that somebody unnamed has."""
    act = Act(
        what=did.what,
        kind=kind,
        key=person_id,
        area_id=area_id,
        place_id=place_id,
        by_id=viewer.id,
        by_hat=hat_of(viewer, area_id),
        rule=did.rule,
        note=did.note,
        was=did.was,
        until=did.until,
        undoes_id=did.undoes,
        appeal_id=did.appeal,
        public=did.public,
        at=now(),
    )
    session.add(act)
    session.flush()
    return act


def end_pause(session: Session, act: Act, at: datetime) -> None:
    """Let somebody write as before."""
    found = select(Pause).where(Pause.act_id == act.id, Pause.ended_at.is_(None))
    row = session.scalar(found.where(Pause.until > at))
    if row is None:
        raise Conflict("This is over already.")
    row.ended_at = at
    session.flush()


def end_vouch(session: Session, act: Act) -> None:
    """Nobody says any more that they know this person."""
    row = session.scalar(
        select(Vouch).where(Vouch.person_id == act.key, Vouch.area_id == act.area_id)
    )
    if row is None:
        raise Conflict("This was taken back already.")
    session.delete(row)
    session.flush()


def newcomers(
    session: Session, viewer: Viewer, area_id: int, after: int = 0
) -> list[tuple[int, str, str]]:
    """People of the area whom nobody vouched for: id, name and place; those this viewer may."""
    known = select(Vouch.id).where(Vouch.person_id == Person.id, Vouch.area_id == area_id)
    found = (
        select(Person.id, Person.name, Place.name)
        .join(Hat, Hat.person_id == Person.id)
        .join(Place, Place.id == Hat.place_id)
        .where(Hat.area_id == area_id, Hat.confirmed_at.is_not(None), ~known.exists())
        .where(Person.id > after, Person.id != viewer.id)
        .order_by(Person.id)
        .limit(MANY)
    )
    rows: dict[int, tuple[int, str, str]] = {}
    for person_id, name, place in session.execute(found):
        if policy.may_look_after_person(viewer, area_id, wearing(session, person_id)):
            rows.setdefault(person_id, (person_id, name, place))
    return list(rows.values())


def acts_on(session: Session, area_id: int) -> list[tuple[Act, str]]:
    """What was done about people and stands, the newest first, with their names."""
    undone = aliased(Act)
    found = (
        select(Act, Person.name)
        .outerjoin(Person, and_(Person.id == Act.key, Act.kind == PERSON))
        .where(Act.area_id == area_id, Act.kind.in_((PERSON, ALIAS)))
        .where(Act.what.in_((ActKind.PAUSE, ActKind.REMOVE)))
        .where(~select(undone.id).where(undone.undoes_id == Act.id).exists())
        .where(or_(Act.until.is_(None), Act.until > now()))
        .order_by(Act.id.desc())
        .limit(MANY)
    )
    return [(act, name or "") for act, name in session.execute(found)]


def hats_of(session: Session, area_id: int, person_ids: Collection[int]) -> dict[int, int]:
    """A hat of each of these people in the area: addresses name a hat, and never a person."""
    hats = select(Hat.person_id, Hat.id).where(
        Hat.area_id == area_id, Hat.person_id.in_(sorted(person_ids))
    )
    rows = session.execute(hats.order_by(Hat.id.desc()))
    return {row.person_id: row.id for row in rows}


def wearer(session: Session, area_id: int, hat_id: int) -> int:
    """Whose hat this is. Raises NotFound for one of another area, as for none."""
    hat = session.get(Hat, hat_id)
    if hat is None or hat.area_id != area_id:
        raise NotFound("There is no such person here.")
    return hat.person_id


def name_of(session: Session, person_id: int) -> str:
    """What somebody is called."""
    return session.scalar(select(Person.name).where(Person.id == person_id)) or ""
