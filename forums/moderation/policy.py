"""Who may look after the talk, and who may ask that somebody does. As equals: advocate and peer."""

from coprod.people.hats import EMPLOYED, TALK, HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule
from coprod.written import Written
from forums.moderation.models import Act, Appeal, Removal, Unmasking


def looks_after_any(viewer: Viewer) -> bool:
    """Whether there is anything at all that this viewer looks after."""
    return any(hat.kind in TALK for hat in viewer.hats)


@rule("People of the area can say that something is wrong. Never with their own words.")
def may_flag(viewer: Viewer, written: Written, is_mine: bool) -> bool:
    return viewer.belongs_to(written.area_id) and not is_mine


@rule("Advocates and peer moderators look after the talk. Never at a place that pays them.")
def may_look_after(viewer: Viewer, written: Written) -> bool:
    places = written.places or [None]
    return all(viewer.looks_after_talk(written.area_id, place) for place in places)


@rule("Nobody looks after their own words. Somebody else does.")
def may_act(viewer: Viewer, written: Written, is_mine: bool) -> bool:
    return may_look_after(viewer, written) and not is_mine


@rule("Who looks after the talk can take back what was done. Never at a place that pays them.")
def may_undo(viewer: Viewer, act: Act) -> bool:
    return viewer.looks_after_talk(act.area_id, act.place_id)


@rule("Only the person whose words they are can ask again.")
def may_appeal(viewer: Viewer, is_mine: bool) -> bool:
    return bool(viewer) and is_mine


@rule("Somebody else decides than the one who did it. Never about a place that pays them.")
def may_decide(viewer: Viewer, act: Act, is_mine: bool) -> bool:
    return may_undo(viewer, act) and act.by_id != viewer.id and not is_mine


@rule("Advocates and peer moderators look after people of their area. Never their own workers.")
def may_look_after_person(viewer: Viewer, area_id: int, person: Viewer) -> bool:
    """Nobody where both are paid by one place; and nobody is judged by who works for them."""
    places = {hat.place_id for hat in person.hats if hat.area_id == area_id and hat.place_id}
    return viewer.id != person.id and all(
        viewer.looks_after_talk(area_id, place) for place in places or [None]
    )


@rule("Two different people have to agree before somebody is removed.")
def may_agree_to_remove(viewer: Viewer, removal: Removal, person: Viewer) -> bool:
    other = removal.asked_by_id != viewer.id
    return other and may_look_after_person(viewer, removal.area_id, person)


@rule("Two different people have to agree before anybody sees who said something unnamed.")
def may_agree_to_unmask(viewer: Viewer, asked: Unmasking, written: Written) -> bool:
    return may_look_after(viewer, written) and asked.asked_by_id != viewer.id


@rule("An advocate asks people who use services to look after the talk.")
def may_make_peers(viewer: Viewer, area_id: int) -> bool:
    return viewer.wears_in(area_id, HatKind.ADVOCATE) and not viewer.wears_in(area_id, *EMPLOYED)


@rule("A peer moderator uses services, and works at no place of the area.")
def may_be_peer(person: Viewer, area_id: int) -> bool:
    uses = person.wears_in(area_id, HatKind.USES_SERVICES)
    return uses and not person.wears_in(area_id, *EMPLOYED)


def is_decided(appeal: Appeal) -> bool:
    """Whether somebody decided an appeal already."""
    return appeal.decided_on is not None
