"""Who may do what with our good life. Every rule is here, and every rule says itself."""

from collections.abc import Collection

from coprod.people.hats import GROUPS, Group, HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule
from coprod.vision.models import Statement, StatementVersion

WRITE = (HatKind.USES_SERVICES, HatKind.FAMILY, HatKind.STAFF)
SIGN_UP = (*WRITE, HatKind.MANAGER, HatKind.COMMISSIONER, HatKind.ADVOCATE)


@rule("People who use services, families and staff write our good life. Managers do not.")
def may_write(viewer: Viewer, area_id: int, place_id: int | None = None) -> bool:
    """An advocate may too, as the one who writes down what the others say."""
    if viewer.wears_in(area_id, HatKind.MANAGER):
        return False
    if viewer.moderates(area_id, place_id):
        return True
    return viewer.wears_at(place_id, *WRITE) if place_id else viewer.wears_in(area_id, *WRITE)


@rule("Only the people who write these words can change them. Agreed words stay as they are.")
def may_edit(
    viewer: Viewer, statement: Statement, version: StatementVersion, writers: Collection[int]
) -> bool:
    """`writers` are ids of persons. Nobody edits a version once it is agreed."""
    if version.agreed_on or not may_write(viewer, statement.area_id, statement.place_id):
        return False
    return viewer.id in {*writers, version.made_by_id} or viewer.moderates(
        statement.area_id, statement.place_id
    )


@rule("You can sign up once you take part in this area. A place's own words are for its people.")
def may_sign_up(viewer: Viewer, area_id: int, place_id: int | None = None) -> bool:
    """The hats of the whole area belong to every place in it."""
    here = {place_id, None}
    return any(
        hat.area_id == area_id and hat.kind in SIGN_UP and (not place_id or hat.place_id in here)
        for hat in viewer.hats
    )


@rule("People, families and staff each answer for themselves. Managers do not.")
def may_look_again(viewer: Viewer, area_id: int, group: Group, place_id: int | None = None) -> bool:
    """Staff answer for staff, and a place's people for its own words.

    A manager could otherwise write over theirs.
    """
    if viewer.wears_in(area_id, HatKind.MANAGER):
        return False
    if viewer.moderates(area_id, place_id):
        return True
    kinds = [kind for kind in WRITE if GROUPS[kind] is group]
    return viewer.wears_at(place_id, *kinds) if place_id else viewer.wears_in(area_id, *kinds)


@rule("Only the advocacy organisation can put a statement away, or bring it back.")
def may_retire(viewer: Viewer, statement: Statement) -> bool:
    return viewer.moderates(statement.area_id, statement.place_id)


@rule("The advocates of an area keep its principles. Managers do not.")
def may_keep_principles(viewer: Viewer, area_id: int) -> bool:
    return viewer.moderates(area_id) and not viewer.wears_in(area_id, HatKind.MANAGER)


def hat_for(viewer: Viewer, area_id: int, place_id: int | None) -> HatKind:
    """The hat somebody signs with: at the place, or else in the area.

    Using services comes first, then being paid: a worker who is also family signs as staff.
    """
    here = [hat for hat in viewer.hats if hat.area_id == area_id and hat.kind in SIGN_UP]
    here.sort(key=lambda hat: (hat.place_id != place_id if place_id else False, _rank(hat.kind)))
    return here[0].kind


def _rank(kind: HatKind) -> int:
    order = (
        HatKind.USES_SERVICES,
        HatKind.MANAGER,
        HatKind.STAFF,
        HatKind.FAMILY,
        HatKind.ADVOCATE,
    )
    return order.index(kind) if kind in order else len(order)
