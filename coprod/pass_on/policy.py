"""Who may pass something on, let words leave the area, and look after what was passed on."""

from coprod.issues import policy as issues
from coprod.issues.policy import About, Standing, may_answer, may_give_jobs
from coprod.pass_on.models import AuthorSays, PassedOn
from coprod.people.viewer import Viewer
from coprod.policy import rule


@rule("Those who can answer this or give out jobs can pass it on.")
def may_pass_on(viewer: Viewer, issue: About, standing: Standing) -> bool:
    return may_answer(viewer, issue, standing) or may_give_jobs(viewer, issue, standing)


@rule("Words that are not open to everyone leave only if the person who said them says yes.")
def may_leave(published: bool, says: AuthorSays | None) -> bool:
    """Not of a viewer: the same for everybody, an advocate too."""
    return says is AuthorSays.YES or (published and says is None)


@rule("Only the person who said this says if their words can go.")
def may_let_go(viewer: Viewer, issue: About, is_mine: bool) -> bool:
    return bool(viewer) and (issue.author_id == viewer.id or is_mine)


@rule("The person who passed it on and the advocate look after the link.")
def may_look_after(viewer: Viewer, passed: PassedOn, standing: Standing) -> bool:
    if not viewer.belongs_to(passed.area_id):
        return False
    return passed.by_id == viewer.id or moderates(viewer, passed.area_id, standing)


@rule("An advocate who does not work there can take an answer off the page.")
def may_take_off(viewer: Viewer, passed: PassedOn, standing: Standing) -> bool:
    return moderates(viewer, passed.area_id, standing)


def moderates(viewer: Viewer, area_id: int, standing: Standing) -> bool:
    """Whether this is an advocate whom none of the issue's places pays."""
    return issues.moderates(viewer, area_id, standing.places)
