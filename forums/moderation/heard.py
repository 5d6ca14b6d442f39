"""What somebody wrote down of a recording, as something that is looked after."""

from collections.abc import Callable, Collection
from dataclasses import replace

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.viewer import Viewer
from coprod.written import NO_SUCH, Attached, Kind, Stands, Written
from forums.heard import KIND
from forums.models import PostSound
from forums.moderation import posts
from forums.words import PostState


def kind_of_heard(find_post: Callable[[Session, Viewer, int], Written]) -> Kind:
    """It is read by whoever reads the message."""

    def find(session: Session, viewer: Viewer, key: int) -> Written:
        row = session.get(PostSound, key)
        if row is None or row.state is not PostState.SHOWN:
            raise NotFound(NO_SUCH)
        return _of(row, find_post(session, viewer, row.post_id))

    return Kind(
        find=find,
        look=_look,
        mine=_mine,
        about=_about,
        attached=_attached,
        put=_put,
        edit=_edit,
        passes=False,  # the message is passed on, with its voice
    )


def _look(session: Session, key: int) -> Written | None:
    row = session.get(PostSound, key)
    post = posts.look(session, row.post_id) if row else None
    return _of(row, post) if row and post else None


def _of(row: PostSound, post: Written) -> Written:
    own = row.by_id is None  # an unnamed author wrote it down
    return replace(
        post,
        kind=KIND,
        key=row.id,
        words=row.words,
        author_id=row.by_id,
        alias=post.alias if own else "",
        alias_id=post.alias_id if own else None,
        unnamed=own,
        stands=Stands(row.state.value),
        beside=("post", post.key),
    )


def _mine(session: Session, viewer: Viewer) -> Select[int]:
    unnamed = and_(PostSound.by_id.is_(None), PostSound.post_id.in_(posts.mine(session, viewer)))
    return select(PostSound.id).where(or_(PostSound.by_id == viewer.id, unnamed))


def _about(places: Collection[int]) -> Select[int]:
    return select(PostSound.id).where(PostSound.post_id.in_(posts.about(places)))


def _attached(session: Session, key: int) -> Attached:
    """The voice, to hold the words against it, its message, and where it was said."""
    post_id = session.get_one(PostSound, key).post_id
    its = posts.attached(session, post_id)
    return Attached(sound_id=its.sound_id, whole=("post", post_id), about=its.about)


def _put(session: Session, key: int, stands: Stands) -> None:
    row = session.get_one(PostSound, key, with_for_update=True)
    row.state = PostState(stands.value)
    session.flush()


def _edit(session: Session, _viewer: Viewer, key: int, words: str) -> str:
    row = session.get_one(PostSound, key, with_for_update=True)
    was, row.words = row.words, words
    session.flush()
    return was
