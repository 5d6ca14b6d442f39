"""The first message of each talk and the newest that is shown: kept whatever changes a post.

Whoever shows, hides or takes back a message need not think of it: each flush of one does.
"""

from typing import Any

from sqlalchemy import Connection, case, event, func, inspect, select, update
from sqlalchemy.orm import Mapper, Session

from forums.boards.queries import KIND
from forums.models import Post, Thread
from forums.words import PostState

_TELLING = ("state", "taken_back_on")
_NEWEST = func.coalesce(
    select(func.max(Post.id))
    .where(
        Post.subject_kind == KIND,
        Post.subject_key == Thread.id,
        Post.state == PostState.SHOWN,
        Post.taken_back_on.is_(None),
    )
    .correlate(Thread)
    .scalar_subquery(),
    0,
)


@event.listens_for(Post, "after_insert")
def _said(_mapper: Mapper[Any], connection: Connection, post: Post) -> None:
    _keep(connection, post, func.coalesce(Thread.first_post_id, post.id))


@event.listens_for(Post, "after_delete")
def _gone(_mapper: Mapper[Any], connection: Connection, post: Post) -> None:
    began = case((Thread.first_post_id == post.id, 0), else_=Thread.first_post_id)
    _keep(connection, post, began)


@event.listens_for(Post, "after_update")
def _if_it_tells(_mapper: Mapper[Any], connection: Connection, post: Post) -> None:
    changed = inspect(post).attrs
    if any(changed[name].history.has_changes() for name in _TELLING):
        _keep(connection, post, Thread.first_post_id)


def _keep(connection: Connection, post: Post, first: Any) -> None:
    if post.subject_kind == KIND:
        its = update(Thread).where(Thread.id == post.subject_key)
        connection.execute(its.values(last_post_id=_NEWEST, first_post_id=first))


def recount(session: Session) -> list[str]:
    """Mend what lists go by, and say which talks had drifted."""
    drifted = select(Thread.id).where(Thread.last_post_id != _NEWEST).order_by(Thread.id)
    found = list(session.scalars(drifted))
    if found:
        session.execute(update(Thread).where(Thread.id.in_(found)).values(last_post_id=_NEWEST))
    return [f"talk {thread_id}: its newest message" for thread_id in found]
