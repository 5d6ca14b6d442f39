"""Who may do what with rounds. Every rule is here, and every rule says itself."""

from collections.abc import Iterable
from typing import Protocol

from coprod.people.hats import EMPLOYED, GROUPS, Group, HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule

_VOICE_FIRST = (HatKind.USES_SERVICES, HatKind.STAFF, HatKind.MANAGER, HatKind.FAMILY)


class Scope(Protocol):
    """Where a round is: an area, or one place of it."""

    @property
    def area_id(self) -> int: ...
    @property
    def place_id(self) -> int | None: ...


def hat_in(viewer: Viewer, scope: Scope) -> HatKind | None:
    """The hat that somebody chooses with. Whoever uses services always chooses as such.

    Somebody who is staff and family in one area chooses as staff: the staff's voice comes last.
    """
    return voice_among(
        hat.kind
        for hat in viewer.hats
        if hat.area_id == scope.area_id and scope.place_id in {None, hat.place_id}
    )


def voice_among(kinds: Iterable[HatKind]) -> HatKind | None:
    """Which of somebody's hats they choose with."""
    worn = set(kinds)
    return next((kind for kind in _VOICE_FIRST if kind in worn), None)


def group_in(viewer: Viewer, scope: Scope) -> Group | None:
    """Whose stars this person's are; None for those who have none."""
    hat = hat_in(viewer, scope)
    return GROUPS[hat] if hat else None


def place_of(viewer: Viewer, scope: Scope) -> int | None:
    """The place where this person wears the hat that they choose with."""
    kind = hat_in(viewer, scope)
    here = (hat for hat in viewer.hats if hat.area_id == scope.area_id and hat.kind is kind)
    return scope.place_id or next((hat.place_id for hat in here if hat.place_id), None)


@rule("You can see what is chosen in your own area.")
def may_see(viewer: Viewer, scope: Scope) -> bool:
    return viewer.belongs_to(scope.area_id)


@rule("People who use services, families and staff choose. Each has 3 stars.")
def may_choose(viewer: Viewer, scope: Scope) -> bool:
    return hat_in(viewer, scope) is not None


@rule("Only an advocate who does not work here plans, opens and closes a round.")
def may_run(viewer: Viewer, scope: Scope) -> bool:
    works_here = (
        viewer.employed_at(scope.place_id)
        if scope.place_id
        else viewer.wears_in(scope.area_id, *EMPLOYED)
    )
    return viewer.moderates(scope.area_id, scope.place_id) and not works_here


@rule("A manager does not put in paper ballots. An advocate and 1 more person do.")
def may_enter_papers(viewer: Viewer, scope: Scope) -> bool:
    """Families and staff of the round help out; one of the two is an advocate who may run it."""
    if viewer.wears_in(scope.area_id, HatKind.MANAGER, HatKind.COMMISSIONER):
        return False
    return hat_in(viewer, scope) is not None or may_run(viewer, scope)
