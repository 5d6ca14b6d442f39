"""A board: no row of a table, but an area's or a place's, and of a kind."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from forums.words import BoardKind, Template

AREA_WIDE = tuple(kind for kind in BoardKind if kind is not BoardKind.PLACE)
NAMES: dict[BoardKind, Any] = {
    BoardKind.EVERYONE: _("Everyone"),
    BoardKind.PEOPLE: _("People who use services"),
    BoardKind.FAMILIES: _("Families"),
    BoardKind.STAFF: _("Staff"),
}
WHO_READS: dict[BoardKind, Any] = {
    BoardKind.EVERYONE: _("All people in your area can read this."),
    BoardKind.PEOPLE: _("Only people who use services can read this."),
    BoardKind.FAMILIES: _("Families and people who use services can read this."),
    BoardKind.STAFF: _("Staff and people who use services can read this."),
    BoardKind.PLACE: _("Only people of this place can read this."),
}
"""Whoever looks after the talk reads it too, and the page says so."""
SYMBOLS = {
    BoardKind.EVERYONE: "people",
    BoardKind.PEOPLE: "person",
    BoardKind.FAMILIES: "family",
    BoardKind.STAFF: "staff",
    BoardKind.PLACE: "place",
}


@dataclass(frozen=True, slots=True)
class Board:
    """Whose talk it is. `place_id` and its name belong to a place's board alone."""

    area_id: int
    kind: BoardKind
    place_id: int | None = None
    place: str = ""
    picture: str = ""

    @property
    def name(self) -> str:
        return self.place or str(NAMES[self.kind])

    @property
    def who_reads(self) -> str:
        return str(WHO_READS[self.kind])

    @property
    def symbol(self) -> str:
        return self.picture or SYMBOLS[self.kind]

    @property
    def address(self) -> dict[str, Any]:
        """What its address says: a kind, or a place."""
        return {"place_id": self.place_id} if self.place_id else {"kind": self.kind.value}


@dataclass(frozen=True, slots=True)
class Begun:
    """A talk as somebody begins it."""

    title: str
    words: str
    published: bool = False
    statements: tuple[int, ...] = ()
    template: Template | None = None
    as_moderator: bool = False
