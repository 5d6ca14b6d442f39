"""Who is new to the talk: until 3 messages of theirs were read, or an advocate knows them."""

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.people.viewer import Viewer
from forums.models import Post
from forums.moderation.models import Pause, Vouch
from forums.moderation.posts import mine
from forums.unnamed import aliases_of
from forums.words import PostState

FIRST = 3  # messages of somebody new that a person reads first
_PASSED = (PostState.SHOWN, PostState.HIDDEN)


def is_new(session: Session, viewer: Viewer, area_id: int) -> bool:
    """Whether a person reads first what this viewer says in the talk of an area.

    One statement for nearly everybody: what was said unnamed is only looked for where it counts.
    """
    if viewer.looks_after_talk(area_id):
        return False
    named = _first(Post.author_id == viewer.id, area_id)
    known = select(Vouch.id).where(Vouch.person_id == viewer.id, Vouch.area_id == area_id)
    row = session.execute(select(named, known.exists())).one()
    if row[1] or row[0] >= FIRST:
        return False
    every = _first(Post.id.in_(mine(session, viewer)), area_id)
    return (session.scalar(select(every)) or 0) < FIRST


def _first(theirs: ColumnElement[bool], area_id: int) -> ScalarSelect[int]:
    """How many of somebody's first messages were shown, as far as they are counted."""
    passed = Post.state.in_(_PASSED), Post.area_id == area_id
    first = select(Post.id).where(theirs, *passed).limit(FIRST).subquery()
    return select(func.count()).select_from(first).scalar_subquery()


def is_paused(session: Session, viewer: Viewer, area_id: int) -> bool:
    """Whether somebody said that what this viewer writes is read first for now."""
    own = aliases_of(session, viewer)
    theirs = (Pause.person_id == viewer.id) | Pause.alias_id.in_(own)
    lasts = Pause.until > now(), Pause.ended_at.is_(None)
    found = select(Pause.id).where(theirs, *lasts, Pause.area_id == area_id)
    return session.scalar(found.limit(1)) is not None
