"""Who is new to the talk: until 3 messages of theirs were read, or an advocate knows them."""

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.people.viewer import Viewer
from forums.models import Post
from forums.moderation.hooks import aliases_of
from forums.moderation.models import Pause, Vouch
from forums.moderation.posts import mine
from forums.words import PostState

FIRST = 3  # messages of somebody new that a person reads first
_PASSED = (PostState.SHOWN, PostState.HIDDEN)


def is_new(session: Session, viewer: Viewer, area_id: int) -> bool:
    """Whether a person reads first what this viewer says in the talk of an area."""
    if viewer.looks_after_talk(area_id):
        return False
    first = (
        select(Post.id)
        .where(Post.id.in_(mine(session, viewer)), Post.area_id == area_id)
        .where(Post.state.in_(_PASSED))
        .limit(FIRST)
        .subquery()
    )
    shown = select(func.count()).select_from(first).scalar_subquery()
    known = select(Vouch.id).where(Vouch.person_id == viewer.id, Vouch.area_id == area_id)
    row = session.execute(select(shown, known.exists(), literal(1))).one()
    return not row[1] and row[0] < FIRST


def is_paused(session: Session, viewer: Viewer, area_id: int) -> bool:
    """Whether somebody said that what this viewer writes is read first for now."""
    own = aliases_of(session, viewer)
    theirs = (Pause.person_id == viewer.id) | Pause.alias_id.in_(own)
    lasts = Pause.until > now(), Pause.ended_at.is_(None)
    found = select(Pause.id).where(theirs, *lasts, Pause.area_id == area_id)
    return session.scalar(found.limit(1)) is not None
