"""Who is looking, in one statement; who may come in, and where somebody is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import Session

from coprod.db import columns, now
from coprod.people.models import Area, Hat, Mute, Person
from coprod.people.queries import AREA, AreaView
from coprod.people.viewer import Look, Viewer, Wears
from coprod.seal import token_hash
from coprod.sign_in.models import Passphrase, SignIn
from coprod.sign_in.names import sign_in_name

_muted = (
    select(func.aggregate_strings(cast(Mute.muted_id, String), ","))
    .where(Mute.person_id == Person.id)
    .scalar_subquery()
)
_WHO = (
    select(
        Person.id,
        Person.name,
        Person.picture,
        Person.theme,
        Person.text_size,
        Person.pictures,
        Person.read_speed,
        SignIn.seen_at,
        SignIn.ends_at,
        SignIn.idle_minutes,
        SignIn.ended_at,
        SignIn.shared_device,
        _muted.label("muted"),
        Hat.kind,
        Hat.area_id,
        Hat.place_id,
        Hat.confirmed_at,
        *AREA[1:],  # its id is the hat's
    )
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Hat, Hat.person_id == Person.id)
    .outerjoin(Area, Area.id == Hat.area_id)
    .where(SignIn.token_hash == bindparam("token_hash"))
    .order_by(Hat.id)
)
_KEPT = (
    select(Person.id, Passphrase.hash)
    .outerjoin(Passphrase, Passphrase.person_id == Person.id)
    .where(Person.slug == bindparam("name"))
)
_NAME = select(Person.slug).where(Person.id == bindparam("person_id"))
_OWN = select(Passphrase.hash).where(Passphrase.person_id == bindparam("person_id"))
_OPEN = (
    select(
        SignIn.id,
        SignIn.device,
        SignIn.shared_device,
        SignIn.started_at,
        SignIn.seen_at,
        SignIn.ends_at,
        SignIn.idle_minutes,
        SignIn.ended_at,
        SignIn.token_hash,
    )
    .where(
        SignIn.person_id == bindparam("person_id"),
        SignIn.ended_at.is_(None),
        SignIn.ends_at > bindparam("at", type_=SignIn.ends_at.type),
    )
    .order_by(SignIn.id.desc())
    .limit(100)
)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with a token: who, when last seen, and whether the sign-in still holds."""

    viewer: Viewer
    seen_at: datetime
    holds: bool
    areas: tuple[AreaView, ...]  # of their hats: where they count first, and the oldest first


def by_token(session: Session, token: str) -> Known | None:
    """Whoever has this token, also after it ran out. None if it was signed out, or never was."""
    rows = columns(session, _WHO, {"token_hash": token_hash(token)}).all()
    if not rows:
        return None
    first = rows[0]
    viewer = _viewer(rows, token)
    return Known(viewer, first.seen_at, _holds(first, now()), _areas(rows, viewer))


def _holds(row: Any, at: datetime) -> bool:
    idle_until = row.seen_at + timedelta(minutes=row.idle_minutes)
    return row.ended_at is None and at < row.ends_at and at < idle_until


def _areas(rows: Sequence[Any], viewer: Viewer) -> tuple[AreaView, ...]:
    own = {row.area_id: row for row in rows if row.area_id}
    order = sorted(own, key=lambda area_id: (area_id not in viewer.areas, area_id))
    return tuple(AreaView(area_id, *own[area_id][-len(AREA) + 1 :]) for area_id in order)


def _viewer(rows: Sequence[Any], token: str) -> Viewer:
    first = rows[0]
    return Viewer(
        id=first.id,
        name=first.name,
        picture=first.picture,
        token=token,
        shared_device=first.shared_device,
        muted=frozenset(map(int, first.muted.split(",") if first.muted else ())),
        look=Look(first.theme, first.text_size, first.pictures, first.read_speed),
        wears=tuple(
            Wears(row.kind, row.area_id, row.place_id, row.confirmed_at is not None)
            for row in rows
            if row.kind
        ),
    )


@dataclass(frozen=True, slots=True)
class Device:
    """Somewhere the viewer is signed in."""

    kind: str
    shared: bool
    since: datetime
    last_used: datetime
    here: bool


def devices(session: Session, viewer: Viewer) -> list[Device]:
    """Where the viewer is signed in now, the newest first."""
    at = now()
    own = token_hash(viewer.token)
    rows = session.execute(_OPEN, {"person_id": viewer.id, "at": at})
    return [
        Device(row.device, row.shared_device, row.started_at, row.seen_at, row.token_hash == own)
        for row in rows
        if _holds(row, at)
    ]


def passphrase_of(session: Session, typed: str) -> tuple[int, str | None]:
    """Id and stored passphrase of whoever types this name; 0 and None for a name nobody has."""
    found = session.execute(_KEPT, {"name": sign_in_name(typed)}).first()
    return (found.id, found.hash) if found else (0, None)


def own_passphrase(session: Session, viewer: Viewer) -> str | None:
    """What is stored of the viewer's own passphrase; None for somebody who never set one."""
    return session.scalar(_OWN, {"person_id": viewer.id})


def own_name(session: Session, viewer: Viewer) -> str:
    """What the viewer types as their name to come in."""
    slug = session.execute(_NAME, {"person_id": viewer.id}).scalar_one()
    return slug.replace("-", " ")
