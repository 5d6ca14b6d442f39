"""The photo and the voice of a message, and what was written down of that."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.errors import Invalid
from coprod.issues import photos, sounds
from coprod.issues.models import Photo, Sound
from coprod.issues.shelf import FULL, MOST_BYTES, QUOTA, Kept, Shelf
from coprod.people.viewer import Viewer
from forums import unnamed
from forums.models import Post, PostSound
from forums.reading import is_of
from forums.unnamed_models import Alias
from forums.words import PostState

GONE = "That is not here any more."


def file_of(session: Session, post: Post, kind: type[Kept]) -> Kept | None:
    """The photo, or the recording, of a message."""
    return session.scalar(select(kind).join(Post, is_of(kind)).where(Post.id == post.id))


def heard_of(session: Session, post: Post) -> PostSound | None:
    """What somebody wrote down of its recording, and nobody took down."""
    stands = PostSound.state != PostState.TAKEN_DOWN
    return session.scalar(select(PostSound).where(PostSound.post_id == post.id, stands))


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
