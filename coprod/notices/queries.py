"""Finding somebody's news, two weeks at a time, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Boolean, CompoundSelect, bindparam, or_, select, union_all
from sqlalchemy.orm import Session

from coprod.db import columns, today
from coprod.issues import held
from coprod.notices.models import NewsChoice
from coprod.people import muting
from coprod.people.viewer import Viewer
from coprod.told import News, Told

WINDOW = timedelta(days=14)
MOST = 100  # of one sort in two weeks
_CHOICE = select(NewsChoice.only_mine, NewsChoice.quieter, NewsChoice.read).where(
    NewsChoice.person_id == bindparam("viewer")
)


@dataclass(frozen=True, slots=True)
class Choice:
    """How much news somebody wants. Quieter leaves out what is followed, and marks nothing new."""

    only_mine: bool = False
    quieter: bool = False
    read: Mapping[str, int] | None = None

    @property
    def also_followed(self) -> bool:
        return not (self.only_mine or self.quieter)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of news. `is_new` until its reader says that they have read it."""

    on: date
    title: str
    told: Told
    is_new: bool


def choice(session: Session, viewer: Viewer) -> Choice:
    """How much news the viewer wants."""
    row = session.execute(_CHOICE, {"viewer": viewer.id}).one_or_none()
    return Choice(*row) if row else Choice()


def find(
    session: Session, viewer: Viewer, news: Sequence[News], until: date | None = None
) -> tuple[Choice, list[Line]]:
    """What the viewer chose, and their news of the two weeks up to a day, newest first."""
    chose = choice(session, viewer)
    rows = _rows(session, viewer, tuple(news), chose, until or today())
    tell = {one.part: one.tell for one in news}
    read = chose.read or {}
    return chose, [
        Line(
            row.on,
            row.title,
            tell[row.part](row),
            not chose.quieter and row.key > read.get(row.part, 0),
        )
        for row in rows
    ]


def newest(session: Session, viewer: Viewer, news: Sequence[News]) -> dict[str, int]:
    """The newest key of each part: how far somebody has read who has read it all."""
    found: dict[str, int] = {}
    for row in _rows(session, viewer, tuple(news), Choice(), today()):
        found[row.part] = max(found.get(row.part, 0), row.key)
    return found


def _rows(
    session: Session, viewer: Viewer, news: tuple[News, ...], chose: Choice, until: date
) -> list[Any]:
    if not news:
        return []
    values: dict[str, Any] = {
        "viewer": viewer.id,
        "marks": held.first_marks(session, viewer.id),
        "belongs_to": sorted(viewer.areas),
        "since": until - WINDOW + timedelta(days=1),
        "until": until,
        "also_followed": chose.also_followed,
        **muting.asks_for(viewer),
    }
    for one in news:
        values |= one.of(session, viewer) if one.of else {}
    found = columns(session, _together(*news), values).all()
    return sorted(found, key=lambda row: (row.on, row.key), reverse=True)


@cache
def _together(*news: News) -> CompoundSelect[Any]:
    """Built when somebody first needs these parts together."""
    also_followed = bindparam("also_followed", type_=Boolean())
    parts = []
    for one in news:
        rows = (one.rows() if callable(one.rows) else one.rows).subquery()
        wanted = select(rows).where(or_(rows.c.mine, also_followed))
        parts.append(select(wanted.order_by(rows.c.key.desc()).limit(MOST).subquery()))
    return union_all(*parts)
