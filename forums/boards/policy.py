"""Who reads a board, who writes on it, and whose talk somebody may open to all."""

from typing import Protocol

from sqlalchemy import BigInteger, BindParameter, and_, bindparam, or_

from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule
from forums.boards.board import Board
from forums.models import Thread
from forums.words import BoardKind

_AT_A_PLACE = (HatKind.USES_SERVICES, HatKind.FAMILY, *sorted(EMPLOYED))
_READERS = {
    BoardKind.PEOPLE: (HatKind.USES_SERVICES,),
    BoardKind.FAMILIES: (HatKind.FAMILY, HatKind.USES_SERVICES),
    BoardKind.STAFF: (*sorted(EMPLOYED), HatKind.USES_SERVICES),
}
_WRITERS = {
    BoardKind.PEOPLE: (HatKind.USES_SERVICES,),
    BoardKind.FAMILIES: (HatKind.FAMILY,),
    BoardKind.STAFF: tuple(sorted(EMPLOYED)),
}


class Where(Protocol):
    """What the rules need of a board, or of a talk: where it is."""

    @property
    def area_id(self) -> int: ...
    @property
    def kind(self) -> BoardKind: ...
    @property
    def place_id(self) -> int | None: ...


@rule("This board is for other people. You can read the boards on the talk page.")
def may_read(viewer: Viewer, board: Where) -> bool:
    return _takes_part(viewer, board, _READERS)


@rule("You can read this board. Other people write on it.")
def may_write(viewer: Viewer, board: Where) -> bool:
    return _takes_part(viewer, board, _WRITERS)


@rule("Only talk on the board for everyone can be open to all.")
def may_publish(viewer: Viewer, board: Where) -> bool:
    return board.kind is BoardKind.EVERYONE and viewer.belongs_to(board.area_id)


def _takes_part(viewer: Viewer, board: Where, hats: dict[BoardKind, tuple[HatKind, ...]]) -> bool:
    if viewer.looks_after_talk(board.area_id, board.place_id):
        return board.kind is not BoardKind.PEOPLE or _keeps_apart(viewer, board.area_id)
    if board.kind is BoardKind.EVERYONE:
        return viewer.belongs_to(board.area_id)
    if board.kind is BoardKind.PLACE:
        return viewer.wears_at(board.place_id or 0, *_AT_A_PLACE)
    own = viewer.wears_in(board.area_id, *hats[board.kind])
    return own and (board.kind is not BoardKind.PEOPLE or _keeps_apart(viewer, board.area_id))


def _keeps_apart(viewer: Viewer, area_id: int) -> bool:
    """Whether nobody pays this person to run a place: else people could not speak freely."""
    return not viewer.wears_in(area_id, HatKind.MANAGER)


def _ids(name: str) -> BindParameter[int]:
    return bindparam(f"board_{name}", expanding=True, type_=BigInteger())


READABLE = or_(
    and_(Thread.published.is_(True), Thread.board == BoardKind.EVERYONE),
    *(
        and_(Thread.board == kind, Thread.area_id.in_(_ids(kind)))
        for kind in BoardKind
        if kind is not BoardKind.PLACE
    ),
    and_(
        Thread.board == BoardKind.PLACE,
        or_(Thread.place_id.in_(_ids("places")), Thread.area_id.in_(_ids("after"))),
    ),
)
"""`may_read`, said to the database of a talk, with the values of `reads`; and what is open."""


def reads(viewer: Viewer) -> dict[str, list[int]]:
    """Which boards the viewer reads: areas for each kind, places, areas where they moderate."""
    areas = sorted(viewer.areas)
    at = {hat.place_id for hat in viewer.hats if hat.place_id and hat.kind in _AT_A_PLACE}
    return {
        **{
            f"board_{kind}": [area for area in areas if may_read(viewer, Board(area, kind))]
            for kind in (BoardKind.EVERYONE, *_READERS)
        },
        "board_places": sorted(at),
        "board_after": [area for area in areas if viewer.looks_after_talk(area)],
    }
