"""Choosing how much news there is, and saying that it is read."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from coprod.db import insert_or_change
from coprod.notices import queries
from coprod.notices.models import NewsChoice
from coprod.people.viewer import Viewer
from coprod.told import News


def choose(session: Session, viewer: Viewer, *, only_mine: bool, quieter: bool) -> None:
    """Keep how much news the viewer wants, from now on and of what they follow already."""
    read = dict(queries.choice(session, viewer).read or {})
    _keep(session, viewer, only_mine=only_mine, quieter=quieter, read=read)


def all_read(session: Session, viewer: Viewer, news: Sequence[News]) -> None:
    """Keep that the viewer has read all there is now."""
    chose = queries.choice(session, viewer)
    read = dict(chose.read or {}) | queries.newest(session, viewer, news)
    _keep(session, viewer, only_mine=chose.only_mine, quieter=chose.quieter, read=read)


def _keep(session: Session, viewer: Viewer, **chosen: object) -> None:
    insert_or_change(session, NewsChoice, ("person_id",), person_id=viewer.id, **chosen)
