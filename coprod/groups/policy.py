"""Who may let people in, and who says which hat is whose. A manager never does."""

from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.policy import rule

AT_A_PLACE = (HatKind.USES_SERVICES, HatKind.FAMILY, HatKind.STAFF, HatKind.MANAGER)
OF_AN_AREA = (HatKind.COMMISSIONER, HatKind.ADVOCATE)
"""Named contacts and whoever looks after the computer are let in by a command only."""


@rule("You can invite people to places where you have a hat.")
def may_invite(viewer: Viewer, area_id: int, place_id: int | None, kind: HatKind) -> bool:
    if place_id is None:
        return kind in OF_AN_AREA and viewer.moderates(area_id)
    at_home = place_id in viewer.places
    return kind in AT_A_PLACE and (at_home or viewer.moderates(area_id, place_id))


@rule("An advocate who does not work at the place says which hat is whose. Never their own.")
def may_confirm(viewer: Viewer, area_id: int, place_id: int | None, person_id: int) -> bool:
    return viewer.moderates(area_id, place_id) and viewer.id != person_id


@rule("An advocate who does not work at the place says who has left. Never their own.")
def may_end(viewer: Viewer, area_id: int, place_id: int, person_id: int) -> bool:
    return viewer.moderates(area_id, place_id) and viewer.id != person_id


@rule("You can ask for another hat at a place where you have one.")
def may_ask_for_hat(viewer: Viewer, place_id: int, kind: HatKind) -> bool:
    return kind in AT_A_PLACE and any(hat.place_id == place_id for hat in viewer.wears)


@rule("An advocate who works at no place here says who people can ring.")
def may_say_who_to_ring(viewer: Viewer, area_id: int) -> bool:
    return viewer.moderates(area_id) and not viewer.wears_in(area_id, *EMPLOYED)


@rule("This place is not open yet. People can join when it is.")
def can_be_joined(place: Place) -> bool:
    """A place opens once named contacts read what people there are worried about."""
    return place.is_open
