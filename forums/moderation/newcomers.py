"""Who is new to the talk: until 3 messages of theirs were read, or an advocate knows them."""

from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.people.viewer import Viewer
from forums import unnamed
from forums.models import Post
from forums.moderation.models import Pause, Vouch
from forums.unnamed import aliases_of
from forums.unnamed_models import Alias, HeldTalk
from forums.words import PostState

FIRST = 3  # messages of somebody new that a person reads first
_PASSED = (PostState.SHOWN, PostState.HIDDEN)


_NEWCOMER = bindparam("newcomer", type_=Post.id.type)
_PASSED_HERE = (Post.state.in_(_PASSED), Post.area_id == bindparam("area"))
_NAMED = select(Post.id).where(Post.author_id == _NEWCOMER, *_PASSED_HERE)
_UNNAMED = (
    select(Post.id)
    .join_from(HeldTalk, Alias, Alias.id == HeldTalk.alias_id)
    .join(
        Post,
        and_(
            Post.subject_kind == Alias.subject_kind,
            Post.subject_key == Alias.subject_key,
            Post.alias == Alias.alias,
        ),
    )
    .where(HeldTalk.mark.in_(bindparam("my_names", expanding=True)), *_PASSED_HERE)
)


def _first(theirs: Select[Any]) -> Any:
    """How many of somebody's first messages were shown, as far as they are counted."""
    return select(func.count()).select_from(theirs.limit(FIRST).subquery()).scalar_subquery()


IS_NEW = and_(
    _NEWCOMER != 0,
    _first(_NAMED) + _first(_UNNAMED) < FIRST,
    ~exists().where(Vouch.person_id == _NEWCOMER, Vouch.area_id == bindparam("area")),
)
"""`is_new`, said to the database, with the values of `asks_for`."""


def asks_for(session: Session, viewer: Viewer, area_id: int) -> dict[str, Any]:
    """What `IS_NEW` wants to know of the viewer. Who looks after the talk is never new."""
    new = viewer.id and not viewer.looks_after_talk(area_id)
    names = unnamed.first_marks(session, viewer) if new else []
    return {"newcomer": viewer.id if new else 0, "area": area_id, "my_names": names}


def is_new(session: Session, viewer: Viewer, area_id: int) -> bool:
    """Whether a person reads first what this viewer says in the talk of an area."""
    return bool(session.scalar(select(IS_NEW), asks_for(session, viewer, area_id)))


def is_paused(session: Session, viewer: Viewer, area_id: int) -> bool:
    """Whether somebody said that what this viewer writes is read first for now."""
    own = aliases_of(session, viewer)
    theirs = (Pause.person_id == viewer.id) | Pause.alias_id.in_(own)
    lasts = Pause.until > now(), Pause.ended_at.is_(None)
    found = select(Pause.id).where(theirs, *lasts, Pause.area_id == area_id)
    return session.scalar(found.limit(1)) is not None
