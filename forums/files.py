"""The photo and the voice of a message, and what the voice says, written down once."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict, Invalid
from coprod.issues import photos, sounds
from coprod.issues.models import Photo, Sound
from coprod.issues.shelf import FULL, MOST_BYTES, QUOTA, Kept, Shelf
from coprod.people.viewer import Viewer
from forums import policy, unnamed
from forums.models import Post, PostSound
from forums.reading import is_of
from forums.unnamed_models import Alias
from forums.words import PostState

GONE = "That is not here any more."
NOTHING = "There is nothing to write down here."
WRITTEN = "Somebody has written this down already. Please read it first."


def file_of(session: Session, post: Post, kind: type[Kept]) -> Kept | None:
    """The photo, or the recording, of a message."""
    return session.scalar(select(kind).join(Post, is_of(kind)).where(Post.id == post.id))


def unsent(session: Session, viewer: Viewer, kind: type[Kept], thing_id: int | None) -> Kept | None:
    """A photo or a recording that the viewer sent with words which are not said yet."""
    shelf: Shelf[Kept] = photos.SHELF if kind is Photo else sounds.SHELF  # type: ignore[assignment]
    thing = shelf.unsent(session, viewer, thing_id)
    on_one = select(Post.id).where(is_of(kind), kind.id == thing_id).limit(1)
    return thing if thing and session.scalar(on_one) is None else None


def require_room(session: Session, viewer: Viewer, field: str) -> None:
    """Raise Invalid where what the viewer added unnamed fills all the room they have.

    Nobody owns those, so that the room of what is theirs by name does not count them.
    """
    aliases = sorted(unnamed.aliases_of(session, viewer))
    taken = 0
    for kind in (Photo, Sound) if aliases else ():
        sizes = select(func.sum(kind.size)).join(Post, is_of(kind)).join(Alias, unnamed.HAS_ALIAS)
        taken += session.scalar(sizes, {"aliases": aliases}) or 0
    if taken + MOST_BYTES > QUOTA:
        raise Invalid({field: FULL})


def may_write_down(session: Session, viewer: Viewer, post: Post) -> bool:
    """Whether there is a voice that nobody has written down, and the viewer may."""
    may = policy.may_write_down(viewer, post) and post.state is not PostState.TAKEN_DOWN
    if not (may and post.sound_id and file_of(session, post, Sound)):
        return False
    return session.scalar(select(PostSound.id).where(PostSound.post_id == post.id)) is None


def write_down(session: Session, viewer: Viewer, post: Post, words: str) -> None:
    """Write down what the recording says, once, for those who cannot hear it.

    Raises NotAllowed, and Conflict where there is no recording or somebody was there first. An
    unnamed author who does it is named nowhere.
    """
    policy.may_write_down.require(viewer, post)
    if post.state is PostState.TAKEN_DOWN or file_of(session, post, Sound) is None:
        raise Conflict(NOTHING)
    own = post.author_id is None and unnamed.is_mine(session, viewer, post)
    by = None if own else viewer.id
    if not insert_new(session, PostSound, post_id=post.id, words=words, by_id=by, on=today()):
        raise Conflict(WRITTEN)
