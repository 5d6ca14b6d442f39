"""What people can talk about. Features say what they offer; forums talk about any of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to talk about, as far as a viewer may know it."""

    kind: str
    key: int
    title: str
    area_id: int
    place_id: int | None = None
    url: str = ""  # its own page
    places: tuple[int, ...] = ()  # all the places it belongs to, if there are several
    published: bool = False  # people who are not signed in read it too
    readers: str = ""  # who reads what is said about it, in one sentence; nothing: all of the area
    refuses: str = ""  # why this viewer cannot say anything about it, in one sentence
    private: bool = False  # somebody's own: whoever looks after the talk does not read along
    slow: bool = False  # somebody reads first what is said about it


Find = Callable[[Session, Viewer, int], Subject]


class Subjects:
    """The kinds of subject this deployment offers, each with its way of finding one."""

    def __init__(self) -> None:
        self._finds: dict[str, Find] = {}

    def add(self, kinds: Iterable[tuple[str, Find]]) -> None:
        self._finds.update(kinds)

    def find(self, session: Session, viewer: Viewer, kind: str, key: int) -> Subject:
        """One subject. Raises NotFound if there is none, or the viewer may not know of it."""
        if kind not in self._finds:
            raise NotFound("There is nothing like that here.")
        return self._finds[kind](session, viewer, key)
