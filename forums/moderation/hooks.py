"""What other packages tell looking after the talk. Filled where the site is put together."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from forums.models import Post


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What leaves the talk for the named contacts, whole."""

    area_id: int
    places: tuple[int, ...]
    kind: str
    key: int
    words: str
    author_id: int | None
    post: Post | None = None  # with its photo and recording
    flagged: tuple[str, ...] = ()  # what people wrote who said that something is wrong with it


SOUNDS_WORRIED: list[Callable[[str], bool]] = []
"""Whether words sound like worry: a person reads them first, before all others."""
MOVED_IN: list[Callable[[Session, Viewer, PassedOn], None]] = []
"""Who takes what is passed on. Nobody here: then nothing can be."""


def sounds_worried(words: str) -> bool:
    """Whether anybody hears worry in these words."""
    return any(hears(words) for hears in SOUNDS_WORRIED)
