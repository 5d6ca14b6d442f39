"""Who says which lane an issue is in."""

from collections.abc import Collection

from coprod.issues.policy import About
from coprod.people.hats import EMPLOYED
from coprod.people.viewer import Viewer
from coprod.policy import rule


@rule("The person who said it says how it gets settled. Nobody says it for them.")
def may_say_lane(viewer: Viewer, issue: About, is_mine: bool) -> bool:
    return bool(viewer) and (issue.author_id == viewer.id or is_mine)


@rule("Who looks after the talk moves things between lanes. Not where they work, nor their own.")
def may_move_lane(viewer: Viewer, issue: About, places: Collection[int], is_mine: bool) -> bool:
    """`places` are all of the issue's. Where none shows, it could be about any place here."""
    if is_mine or issue.author_id == viewer.id or not viewer.looks_after_talk(issue.area_id):
        return False
    if not places:
        return not viewer.wears_in(issue.area_id, *EMPLOYED)
    return not any(viewer.employed_at(place_id) for place_id in places)


@rule("The advocate looks after what is in no vote.")
def may_look_after_lanes(viewer: Viewer, area_id: int) -> bool:
    return viewer.moderates(area_id)
