"""Following a talk, and how far somebody has read in it. Nothing is noted behind their back.

A talk is followed, and read, by a press alone. So posting leaves no trace here that would tell
who said something unnamed.
"""

from typing import Any

from sqlalchemy import bindparam, delete, exists, select
from sqlalchemy.orm import Session

from coprod.db import columns, insert_new, insert_or_change
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from forums import policy, reading, unnamed
from forums.models import Post, TalkFollow, TalkRead
from forums.unnamed import IS_OWN_UNNAMED, ME

PAGE = 10  # each asks for its title, in a statement of its own

_new = (
    select(Post.id)
    .where(
        Post.subject_kind == TalkFollow.subject_kind,
        Post.subject_key == TalkFollow.subject_key,
        Post.id > TalkRead.post_id,
        Post.taken_back_on.is_(None),
        Post.state.in_(reading.STANDS),
        Post.author_id.is_distinct_from(ME),
        ~IS_OWN_UNNAMED,
        ~reading.IS_MUTED,
    )
    .correlate(TalkFollow, TalkRead)
)
_SAME = (
    (TalkRead.person_id == TalkFollow.person_id)
    & (TalkRead.subject_kind == TalkFollow.subject_kind)
    & (TalkRead.subject_key == TalkFollow.subject_key)
)
_FOLLOWED = (
    select(
        TalkFollow.id,
        TalkFollow.subject_kind,
        TalkFollow.subject_key,
        exists(_new).label("is_new"),
    )
    .join(TalkRead, _SAME)
    .where(TalkFollow.person_id == ME, TalkFollow.id < bindparam("before"))
    .order_by(TalkFollow.id.desc())
    .limit(PAGE + 1)
)
ANY_NEW = (
    select(TalkFollow.id)
    .join(TalkRead, _SAME)
    .where(TalkFollow.person_id == ME, exists(_new))
    .limit(1)
)
"""One of the talks that the viewer follows where somebody else said something new."""


def follow(session: Session, viewer: Viewer, subject: Subject) -> None:
    """Hear of what is said from now on. Again changes nothing."""
    policy.may_post.require(viewer, subject)
    if insert_new(session, TalkFollow, **_whose(viewer, subject)):
        has_read(session, viewer, subject)


def stop_following(session: Session, viewer: Viewer, kind: str, key: int) -> None:
    """Hear of a talk no more; how far they had read is forgotten too.

    Also of one that they may not know of any more.
    """
    for rows in (TalkFollow, TalkRead):
        talk = rows.subject_kind == kind, rows.subject_key == key
        session.execute(delete(rows).where(rows.person_id == viewer.id, *talk))


def has_read(session: Session, viewer: Viewer, subject: Subject) -> None:
    """Everything that stands there now is not new any more. Only for those who follow it."""
    policy.may_post.require(viewer, subject)
    whose = _whose(viewer, subject)
    asked = {"kind": subject.kind, "key": subject.key}
    newest = columns(session, reading.NEWEST_ID, asked).scalar_one()
    insert_or_change(session, TalkRead, tuple(whose), **whose, post_id=newest)


def followed(session: Session, viewer: Viewer, before: int) -> list[Any]:
    """The talks that the viewer follows, and one more: id, subject_kind, subject_key, is_new."""
    aliases = sorted(unnamed.aliases_of(session, viewer))
    asked = {"me": viewer.id, "before": before, "aliases": aliases}
    return list(columns(session, _FOLLOWED, asked).all())


def _whose(viewer: Viewer, subject: Subject) -> dict[str, Any]:
    return {"person_id": viewer.id, "subject_kind": subject.kind, "subject_key": subject.key}
