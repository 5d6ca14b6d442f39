"""Somebody who looks after the talk took down a lot at once: all the others are told.

It waits in their queue like anything else, until one of them says that they looked at it together.
"""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, now
from coprod.errors import NotFound
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.written import NO_SUCH, Kind, Written
from forums.moderation.models import Act, Waiting
from forums.words import ActKind, Why

MANY = 10
WITHIN = timedelta(hours=1)
MODERATOR = "moderator"


def tell_others(session: Session, viewer: Viewer, area_id: int) -> None:
    """Let the others know, if this viewer took down 10 or more within an hour."""
    lately = Act.by_id == viewer.id, Act.at > now() - WITHIN, Act.what == ActKind.TAKE_DOWN
    taken = select(func.count(Act.id)).where(*lately, Act.area_id == area_id)
    if (session.scalar(taken) or 0) >= MANY:
        insert_new(
            session,
            Waiting,
            kind=MODERATOR,
            key=viewer.id,
            area_id=area_id,
            place_id=None,
            why=Why.FLAGGED,
            rule_says="",
            since=now(),
            hides=False,
        )


def _look(session: Session, key: int) -> Written | None:
    area_id = session.scalar(
        select(Waiting.area_id).where(
            Waiting.kind == MODERATOR, Waiting.key == key, Waiting.settled_at.is_(None)
        )
    )
    person = session.get(Person, key)
    if area_id is None or person is None:
        return None
    words = f"{person.name} took down 10 messages or more in 1 hour. Please look at it together."
    return Written(MODERATOR, key, area_id, person.name, words)


def _find(_session: Session, _viewer: Viewer, _key: int) -> Written:
    raise NotFound(NO_SUCH)


def _themselves(_session: Session, viewer: Viewer) -> Select[int]:
    return select(Person.id).where(Person.id == viewer.id)


def _nothing(_places: Collection[int]) -> Select[int]:
    return select(Person.id).where(false())


KIND = Kind(find=_find, look=_look, mine=_themselves, about=_nothing)
