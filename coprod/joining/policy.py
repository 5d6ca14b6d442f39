"""Who may say that two issues are the same, ask their authors, and undo a joining."""

from collections.abc import Collection, Sequence

from coprod.issues.policy import VOICES, About, moderates
from coprod.joining.models import Side
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule


@rule("People of the area can say that two things are the same.")
def may_suggest(viewer: Viewer, issue: About) -> bool:
    return viewer.wears_in(issue.area_id, *VOICES, HatKind.COMMISSIONER, HatKind.ADVOCATE)


@rule("The people who said these, and an advocate who does not work there, can ask to join them.")
def may_ask(viewer: Viewer, area_id: int, places: Collection[int], mine: Sequence[Side]) -> bool:
    return bool(viewer) and (bool(mine) or moderates(viewer, area_id, places))


@rule("Only the people who said these say if they are joined.")
def may_say(viewer: Viewer, mine: Sequence[Side]) -> bool:
    """An author without a name is one too: `mine` is what only their own page knows."""
    return bool(viewer) and bool(mine)


@rule("An advocate who does not work there decides for somebody who has left, and says why.")
def may_decide_for(viewer: Viewer, area_id: int, places: Collection[int], has_left: bool) -> bool:
    return has_left and moderates(viewer, area_id, places)


@rule("The people who said these, and an advocate who does not work there, can undo it.")
def may_undo(viewer: Viewer, area_id: int, places: Collection[int], mine: Sequence[Side]) -> bool:
    return bool(viewer) and (bool(mine) or moderates(viewer, area_id, places))


@rule("Only people who said me too say if it follows.")
def may_say_if_it_follows(viewer: Viewer, person_id: int) -> bool:
    return bool(viewer) and person_id == viewer.id
