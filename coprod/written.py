"""What people write, of every kind: how it is found, hidden, shown again and taken down.

Nouns say here what can be looked after. Whoever looks after the talk need then know none of them.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.viewer import Viewer


class Stands(StrEnum):
    """Who can read it. Only `SHOWN` and `TAKEN_DOWN` leave something where it was said."""

    SHOWN = "shown"
    WAITING = "waiting"
    HIDDEN = "hidden"
    SENT_BACK = "sent_back"
    TAKEN_DOWN = "taken_down"


@dataclass(frozen=True, slots=True)
class Written:
    """One thing that somebody wrote. `author_id` is empty where the name is held back."""

    kind: str
    key: int
    area_id: int
    title: str  # of what it is, or is about
    words: str
    places: tuple[int, ...] = ()
    author_id: int | None = None
    alias: str = ""  # what somebody unnamed is called there
    alias_id: int | None = None
    unnamed: bool = False
    stands: Stands = Stands.SHOWN
    taken_back: bool = False  # by its author
    url: str = ""
    thread_id: int | None = None
    beside: tuple[str, int] | None = None  # the kind and key of what it goes with, as a photo does

    @property
    def place_id(self) -> int | None:
        return self.places[0] if self.places else None


class Picture(NamedTuple):
    """A photo beside words."""

    id: int
    shows: str
    width: int  # pixels
    height: int


@dataclass(frozen=True, slots=True)
class Attached:
    """What is beside words: whoever looks after them has to see and hear it too."""

    photos: tuple[Picture, ...] = ()
    sound_id: int | None = None
    heard: str = ""  # what the recording says, as somebody wrote it down
    heard_id: int | None = None
    whole: tuple[str, int] | None = None  # the kind and key of what it is only a part of
    about: tuple[str, int] | None = None  # the kind and key of what it is said about
    quoted: str = ""  # how the words begin that it answers
    before: tuple[str, ...] = ()  # what it said before it was changed, the oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What can be done with one kind of writing."""

    find: Callable[[Session, Viewer, int], Written]
    """As this viewer may read it. Raises NotFound."""
    look: Callable[[Session, int], Written | None]
    """For whoever looks after the talk: also what nobody else sees."""
    mine: Callable[[Session, Viewer], Select[int]]
    """The keys of what this viewer wrote, also unnamed."""
    about: Callable[[Collection[int]], Select[int]]
    """The keys of what is about one of these places."""
    attached: Callable[[Session, int], Attached] | None = None
    """Its photos and its voice."""
    put: Callable[[Session, int, Stands], None] | None = None
    """Make it stand otherwise. Nothing for what cannot be hidden, such as agreed words."""
    edit: Callable[[Session, Viewer, int, str], str] | None = None
    """Change its words, with history. Returns the words that it had."""
    erase: Callable[[Session, int], None] | None = None
    """Take it out without a trace: it was passed on."""
    passes: bool = True
    """Whether it can be passed on by itself."""


KINDS: dict[str, Kind] = {}
"""Filled from what the features of this deployment offer."""
NO_SUCH = "There is nothing here. It may have been taken back."


def offer(kinds: Iterable[tuple[str, Kind]]) -> None:
    """Let these kinds be looked after. Again changes nothing."""
    KINDS.update(kinds)


def kind_of(name: str) -> Kind:
    """Raises NotFound."""
    if name not in KINDS:
        raise NotFound(NO_SUCH)
    return KINDS[name]


def find(session: Session, viewer: Viewer, kind: str, key: int) -> Written:
    """One thing as this viewer may read it. Raises NotFound."""
    return kind_of(kind).find(session, viewer, key)


def look(session: Session, kind: str, key: int) -> Written | None:
    """One thing for whoever looks after it. Its caller asks who may."""
    return KINDS[kind].look(session, key) if kind in KINDS else None


def attached(session: Session, about: Written) -> Attached:
    """What is beside it. Its caller asks who may look."""
    find_beside = KINDS[about.kind].attached
    return find_beside(session, about.key) if find_beside else Attached()


def is_mine(session: Session, viewer: Viewer, written: Written) -> bool:
    """Whether this viewer wrote it, also without a name."""
    if not viewer:
        return False
    if written.author_id == viewer.id:
        return True
    own = KINDS[written.kind].mine(session, viewer).subquery()
    return session.scalar(select(own.c[0]).where(own.c[0] == written.key).limit(1)) is not None
