"""Who may do what with a driver diagram. Whoever may read a try reads its diagram as it is now."""

from coprod.people.viewer import Viewer
from coprod.policy import rule
from improvement_cycles import policy
from improvement_cycles.policy import About, Team
from improvement_cycles.states import NOT_STARTED
from improvement_cycles.words import GoState


@rule("Only the team says what helps: people who use services, families and staff, or advocates.")
def may_draw(viewer: Viewer, project: About, team: Team) -> bool:
    return policy.may_write(viewer, project, team)


@rule("Only the team sees what it changed or took away, and the advocate.")
def may_see_changes(viewer: Viewer, project: About, team: Team) -> bool:
    """What was taken off a page is off it for everybody else."""
    return may_draw(viewer, project, team)


@rule("You can use what was said in the area of the try, if you can read it.")
def may_use(viewer: Viewer, project: About, said_in: int) -> bool:
    """`said_in` is the area of the issue: of another one it is not theirs to try."""
    return viewer.belongs_to(project.area_id) and said_in == project.area_id


@rule("A go that started keeps the idea that it tests.")
def may_say_which(state: GoState, has_idea: bool) -> bool:
    """A go that started before there was a diagram can still be given its idea, once."""
    return state in NOT_STARTED or not has_idea
