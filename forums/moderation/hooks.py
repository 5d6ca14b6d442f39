"""What other packages tell looking after the talk. Filled where the site is put together."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from forums.models import Post


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What leaves the talk for the named contacts, whole."""

    area_id: int
    place_id: int | None
    kind: str
    key: int
    words: str
    author_id: int | None
    post: Post | None = None  # with its photo and recording


SOUNDS_WORRIED: list[Callable[[str], bool]] = []
"""Whether words sound like worry: a person reads them first, before all others."""
MOVED_IN: list[Callable[[Session, Viewer, PassedOn], None]] = []
"""Who takes what is passed on. Nobody here: then nothing can be."""
ALIASES_OF: list[Callable[[Session, Viewer], Collection[int]]] = []
"""The ids of the aliases that are this viewer's own, for their eyes only."""
AUTHOR_OF: list[Callable[[Session, Post], int | None]] = []
"""Who said something unnamed: asked only when two people agreed to look."""


def aliases_of(session: Session, viewer: Viewer) -> set[int]:
    """All aliases of this viewer."""
    return {alias for ask in ALIASES_OF for alias in ask(session, viewer)} if viewer else set()


def sounds_worried(words: str) -> bool:
    """Whether anybody hears worry in these words."""
    return any(hears(words) for hears in SOUNDS_WORRIED)
