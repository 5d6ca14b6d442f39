"""Reading what people said about a subject. Who may see the subject is its owner's to say."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from coprod.db import columns, today
from coprod.errors import NotFound
from coprod.people.names import areas_of
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from forums import reading, unnamed
from forums.models import Post
from forums.moderation import newcomers
from forums.reading import PAGE
from forums.unnamed_models import Alias

NEWEST = 2**62
TAKEN_BACK_FOR = timedelta(days=14)  # after that it is shown to its author no more


def talk(
    session: Session,
    viewer: Viewer,
    subject: Subject,
    before: int = NEWEST,
    after: int | None = None,
) -> dict[str, Any]:
    """25 messages, oldest of them first: the newest before one, or the oldest after one.

    `older` and `newer` say where further ones are, if there are any; `follows`, `first_new` and
    `newcomer` how the viewer stands to the talk.
    """
    talk: dict[str, Any] = {"kind": subject.kind, "key": subject.key}
    talk |= unnamed.asks_for(session, viewer, subject.kind, subject.key)
    talk |= newcomers.asks_for(viewer, subject.area_id)
    at = before if after is None else after
    asked = talk | {"at": at, "areas": areas_of(viewer), "today": today()}
    rows = columns(session, reading.OLDER if after is None else reading.NEWER, asked).all()
    standing = rows[0]
    posts, more = [row for row in rows[:PAGE] if row.id], len(rows) > PAGE
    if after is None:
        posts.reverse()
        older, newer = more, before != NEWEST
    else:
        older, newer = after > 0, more
    return {
        "posts": posts,
        "older": posts[0].id if posts and older else None,
        "newer": posts[-1].id if posts and newer else None,
        "follows": bool(standing.follows),
        "first_new": standing.first_new,
        "newcomer": bool(standing.newcomer),
    }


def one(session: Session, viewer: Viewer, post_id: int) -> Post:
    """A message that stands, or the viewer's own. Raises NotFound.

    Whether they may see what it is about is to be asked besides.
    """
    post = session.get(Post, post_id)
    if post is None or post.taken_back_on is not None or not _may_see(session, viewer, post):
        raise NotFound("This message is not here. It may have been taken back.")
    return post


def _may_see(session: Session, viewer: Viewer, post: Post) -> bool:
    return post.state in reading.STANDS or unnamed.is_mine(session, viewer, post)


def own(session: Session, viewer: Viewer, post_id: int, *, hold: bool = False) -> Post:
    """A post of the viewer's. Raises NotFound for anybody else's, as if it were not there.

    `hold` it to change it: whoever changes it at the same time in another window waits.
    """
    post = session.get(Post, post_id, with_for_update=hold)
    if post is None or not unnamed.is_mine(session, viewer, post):
        raise NotFound("There is no such message of yours.")
    return post


def is_on_newest_page(session: Session, viewer: Viewer, post: Post) -> bool:
    """Whether fewer messages than a page holds come after it, own ones that wait among them."""
    talk: dict[str, Any] = {"kind": post.subject_kind, "key": post.subject_key}
    asked = talk | unnamed.asks_for(session, viewer, *talk.values()) | {"at": post.id}
    return len(columns(session, reading.AFTER_IT, asked).all()) < PAGE


_MINE = select(
    Post.id,
    Post.subject_kind,
    Post.subject_key,
    Post.words,
    Post.posted_on,
    Post.taken_back_on,
    Post.alias,
    Post.state,
)
_STILL = (
    Post.id < bindparam("before"),
    or_(Post.taken_back_on.is_(None), Post.taken_back_on >= bindparam("since")),
)
_NEWEST_OF = _MINE.where(*_STILL).order_by(Post.id.desc()).limit(bindparam("most"))
_NAMED = _NEWEST_OF.where(Post.author_id == bindparam("author"))
_UNNAMED = _NEWEST_OF.join(Alias, unnamed.HAS_ALIAS)


def said_by(
    session: Session,
    viewer: Viewer,
    most: int = PAGE,
    before: int = NEWEST,
    aliases: set[int] | None = None,
) -> list[Any]:
    """What the viewer said, by name or without, newest first, also what was taken back lately.

    Rows of id, subject_kind, subject_key, words, posted_on, taken_back_on, alias and state.
    """
    aliases = unnamed.aliases_of(session, viewer) if aliases is None else aliases
    parts = (_NAMED, _UNNAMED) if aliases else (_NAMED,)
    since = today() - TAKEN_BACK_FOR
    values = {"author": viewer.id, "since": since, "before": before, "most": most}
    if aliases:
        values["aliases"] = sorted(aliases)
    found = [row for part in parts for row in session.execute(part, values)]
    return sorted(found, key=lambda row: -row.id)[:most]
