"""Who may say something, and who may change or take back what was said."""

from datetime import date, timedelta

from coprod.issues.models import Issue
from coprod.people.hats import EMPLOYED, SAYS, HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule

UNDO_WITHIN = timedelta(days=14)


@rule("People who use services, families, staff and advocates of this area can say something here.")
def may_say(viewer: Viewer, area_id: int) -> bool:
    return viewer.wears_in(area_id, *SAYS)


def can_instead(viewer: Viewer, area_id: int) -> str:
    """What is open to somebody who may not say something there. Nothing for a stranger."""
    if viewer.belongs_to(area_id):  # every confirmed hat may join the talk
        return "You can still say something beside each thing in “What is going on”."
    waits = any(hat.area_id == area_id and hat.kind in SAYS for hat in viewer.wears)
    return "You can too, once the advocate has confirmed your hat." if waits else ""


@rule("Staff, managers, commissioners and advocates say how much say people have.")
def may_ask_people(viewer: Viewer, area_id: int, name_held: bool) -> bool:
    """Not without a name: it would tell that the author is none of those who are asked."""
    asks = viewer.wears_in(area_id, *EMPLOYED, HatKind.COMMISSIONER, HatKind.ADVOCATE)
    return asks and not name_held


@rule("Only the person who said this can change it or take it back.")
def may_change(viewer: Viewer, issue: Issue, is_mine: bool) -> bool:
    return bool(viewer) and (issue.author_id == viewer.id or is_mine)


@rule("Only the person who said this, their helper and the advocate can write it down.")
def may_write_down(viewer: Viewer, issue: Issue, is_mine: bool) -> bool:
    helped = bool(viewer) and issue.helper_id == viewer.id
    return (
        may_change(viewer, issue, is_mine)
        or helped
        or viewer.moderates(issue.area_id, issue.place_id)
    )


@rule("You can put back what you took back for 14 days.")
def may_put_back(viewer: Viewer, issue: Issue, is_mine: bool, on: date) -> bool:
    until = back_until(issue)
    return may_change(viewer, issue, is_mine) and until is not None and on <= until


def back_until(issue: Issue) -> date | None:
    """The last day on which its author can put it back, if they took it back."""
    since = issue.own_back_on if issue.hidden_on else issue.taken_back_on
    return since + UNDO_WITHIN if since else None


@rule("Only the advocates of this area can change the list of words.")
def may_keep_synonyms(viewer: Viewer, area_id: int) -> bool:
    return viewer.moderates(area_id)
