"""Who may do what with promises, and with *Is it really better?*."""

from collections.abc import Collection
from dataclasses import dataclass

from coprod.issues.policy import About, Standing, moderates, voice_of
from coprod.issues.words import BetterSays
from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule


@dataclass(frozen=True, slots=True)
class Made:
    """What the rule needs to know of a promise: who made it, and where it belongs."""

    who_id: int | None  # nobody: it came from outside
    has_left: bool  # whoever made it has no part in the area any more
    area_id: int
    places: Collection[int]

    @property
    def waits_for_others(self) -> bool:
        """Whether nobody who made it is here to say what became of it."""
        return self.who_id is None or self.has_left


@rule(
    "Only the person who promised it can say what became of it. If they have left, an advocate"
    " or a manager there can. If they are outside, an advocate can."
)
def may_say_what_became(viewer: Viewer, made: Made) -> bool:
    return is_theirs(viewer, made) or speaks_as(viewer, made) is not None


def is_theirs(viewer: Viewer, made: Made) -> bool:
    return bool(viewer) and made.who_id == viewer.id


def speaks_as(viewer: Viewer, made: Made) -> HatKind | None:
    """The hat with which somebody speaks for whoever is not here. None for everybody else.

    No advocate of an area speaks about a place that pays them. Where something belongs to several
    places nobody can tell whose manager left: no other manager speaks for them.
    """
    if not made.waits_for_others:
        return None
    if moderates(viewer, made.area_id, made.places):
        return HatKind.ADVOCATE
    only_place = next(iter(made.places)) if len(made.places) == 1 else 0
    if made.has_left and viewer.wears_at(only_place, HatKind.MANAGER):
        return HatKind.MANAGER
    return None


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
    return moderates(viewer, issue.area_id, standing.places)
