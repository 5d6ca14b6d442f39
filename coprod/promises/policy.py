"""Who may do what with promises, and with *Is it really better?*."""

from coprod.issues.policy import About, Standing, voice_of
from coprod.issues.words import BetterSays
from coprod.people.hats import EMPLOYED
from coprod.people.viewer import Viewer
from coprod.policy import rule
from coprod.promises.models import Promise


@rule("Only the person who promised it can say what became of it.")
def may_say_what_became(viewer: Viewer, promise: Promise) -> bool:
    return bool(viewer) and promise.who_id == viewer.id


@rule("Only the people it was about can say it is better.")
def may_say_better(viewer: Viewer, issue: About, is_mine: bool, says: BetterSays) -> bool:
    """The raiser's word. Staff may say what they like but "better": refusal R9."""
    if not is_mine:
        return False
    return says is not BetterSays.BETTER or voice_of(viewer, issue) not in EMPLOYED


@rule("Only the people it was about can say it is better.")
def may_use_link(viewer: Viewer, issue: About, is_theirs: bool) -> bool:
    """A link needs no sign-in; yet staff who are signed in do not answer for somebody else."""
    if not viewer or is_theirs:
        return True
    return voice_of(viewer, issue) not in EMPLOYED


@rule("An advocate who does not work there hands out sheets that ask if it is better.")
def may_hand_out(viewer: Viewer, issue: About, standing: Standing) -> bool:
    """Whoever works there could answer them all. Where no place shows, it could be about any."""
    if not standing.places and viewer.wears_in(issue.area_id, *EMPLOYED):
        return False
    return all(viewer.moderates(issue.area_id, place_id) for place_id in (None, *standing.places))
