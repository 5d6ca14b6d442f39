"""Who is new to the talk: until 3 messages of theirs were read, or an advocate knows them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from forums.models import Post
from forums.moderation.models import Pause, Vouch
from forums.unnamed import asks_for as asks_whose
from forums.unnamed import first_marks
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


def _fewer_of(theirs: Select[Any]) -> ColumnElement[bool]:
    known = exists().where(Vouch.person_id == _NEWCOMER, Vouch.area_id == bindparam("area"))
    return and_(_NEWCOMER != 0, _first(theirs) < FIRST, ~known)


IS_NEW = _fewer_of(_NAMED)
"""`is_new`, by name, said to the database with the values of `asks_for`."""
_IS_NEW_UNNAMED = _fewer_of(_UNNAMED)


def asks_for(viewer: Viewer, area_id: int) -> dict[str, Any]:
    """What `IS_NEW` wants to know of the viewer. Who looks after the talk is never new."""
    new = viewer.id and not viewer.looks_after_talk(area_id)
    return {"newcomer": viewer.id if new else 0, "area": area_id}


def is_new(session: Session, viewer: Viewer, area_id: int, *, unnamed: bool = False) -> bool:
    """Whether a person reads first what this viewer says in the talk of an area.

    Messages by name and unnamed ones are counted apart: else who sees the one shown at once sooner
    than it should be would know that there are others.
    """
    asked = asks_for(viewer, area_id)
    if not unnamed:
        return bool(session.scalar(select(IS_NEW), asked))
    asked["my_names"] = first_marks(session, viewer)
    return bool(session.scalar(select(_IS_NEW_UNNAMED), asked))


_PAUSED = Pause.ended_at.is_(None), Pause.until > bindparam("now", type_=Pause.until.type)


def is_paused(session: Session, viewer: Viewer, area_id: int) -> bool:
    """Whether somebody said that what this viewer writes by name is read first for a while."""
    found = select(Pause.id).where(*_PAUSED, Pause.person_id == viewer.id, Pause.area_id == area_id)
    return session.scalar(found.limit(1), {"now": now()}) is not None


def is_alias_paused(session: Session, viewer: Viewer, subject: Subject) -> bool:
    """The same of what they write unnamed in one talk, by the name that they have there."""
    mine = select(Alias.id).where(Alias.mark == bindparam("my_mark"))
    found = select(Pause.id).where(*_PAUSED, Pause.alias_id.in_(mine))
    asked = asks_whose(session, viewer, subject.kind, subject.key)
    return session.scalar(found.limit(1), asked | {"now": now()}) is not None
