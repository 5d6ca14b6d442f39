"""Reading what people said about a subject. Who may see the subject is its owner's to say."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.db import columns, today
from coprod.errors import NotFound
from coprod.people.models import Person
from coprod.people.names import areas_of, name_in
from coprod.people.viewer import Viewer
from forums.models import Post
from forums.words import PostState

PAGE = 25

_helper = aliased(Person)
_POSTS = (
    select(
        Post.id,
        Post.author_id,
        name_in(Post.area_id).label("author"),
        Post.author_hat,
        Post.html,
        Post.said_as,
        name_in(Post.area_id, _helper.name).label("helper"),
        Post.posted_on,
    )
    .outerjoin(Person, Person.id == Post.author_id)
    .outerjoin(_helper, _helper.id == Post.helper_id)
    .where(
        Post.subject_kind == bindparam("kind"),
        Post.subject_key == bindparam("key"),
        Post.taken_back_on.is_(None),
        Post.state == PostState.SHOWN,
        Post.id < bindparam("before"),
    )
    .order_by(Post.id.desc())
    .limit(PAGE + 1)
)
NEWEST = 2**62


def talk(
    session: Session, viewer: Viewer, kind: str, key: int, before: int = NEWEST
) -> dict[str, Any]:
    """The newest 25 posts before one, oldest of them first, and where older ones begin, if any."""
    asked = {"kind": kind, "key": key, "before": before, "areas": areas_of(viewer)}
    rows = columns(session, _POSTS, asked).all()
    posts = list(reversed(rows[:PAGE]))
    return {"posts": posts, "older": posts[0].id if len(rows) > PAGE else None}


def own(session: Session, viewer: Viewer, post_id: int) -> Post:
    """A post of the viewer's. Raises NotFound for anybody else's, as if it were not there."""
    post = session.get(Post, post_id)
    if post is None or post.author_id != viewer.id:
        raise NotFound("There is no such message of yours.")
    return post


_SAID_BY = (
    select(
        Post.id,
        Post.subject_kind,
        Post.subject_key,
        Post.words,
        Post.posted_on,
        Post.taken_back_on,
    )
    .where(
        Post.author_id == bindparam("author"),
        Post.id < bindparam("before"),
        or_(Post.taken_back_on.is_(None), Post.taken_back_on >= bindparam("since")),
    )
    .order_by(Post.id.desc())
    .limit(bindparam("most"))
)
TAKEN_BACK_FOR = timedelta(days=14)  # after that it is shown to its author no more


def said_by(session: Session, viewer: Viewer, most: int = PAGE, before: int = NEWEST) -> list[Any]:
    """What the viewer said, newest first, also what they took back not long ago.

    Rows of id, subject_kind, subject_key, words, posted_on and taken_back_on.
    """
    since = today() - TAKEN_BACK_FOR
    values = {"author": viewer.id, "since": since, "most": most, "before": before}
    return list(session.execute(_SAID_BY, values))
