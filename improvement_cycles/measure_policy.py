"""Who may count, define what is counted, and see pictures of few people."""

from typing import Protocol

from coprod.people.viewer import Viewer
from coprod.policy import rule
from improvement_cycles import policy
from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_words import AskedBy
from improvement_cycles.policy import About, Team
from improvement_cycles.stats.finding import FEWEST_ASKED


class ForWhom(Protocol):
    """What the rules need to know of a measure: its row, or a page's view of it."""

    @property
    def group_only(self) -> bool: ...


@rule("Only the team puts in dots, or the advocate for them.")
def may_count(viewer: Viewer, project: About, team: Team) -> bool:
    return bool(policy.may_write(viewer, project, team))


@rule("Only the team says what they count, or the advocate for them.")
def may_define(viewer: Viewer, project: About, team: Team) -> bool:
    return bool(policy.may_write(viewer, project, team))


@rule("Only the group itself sees a picture of few dots or few people.")
def may_see_few(viewer: Viewer, project: About, team: Team) -> bool:
    """The group is the team, whoever is at the place, and the advocate who looks after it."""
    if not policy.may_read(viewer, project, team):
        return False
    is_own = viewer.id == project.owner_id
    if is_own or policy.is_of_team(viewer, project, team) or project.place_id in viewer.places:
        return True
    return bool(viewer.moderates(project.area_id, project.place_id))


@rule("Only the group itself knows of a picture about 1 or 2 people.")
def may_see(viewer: Viewer, project: About, team: Team, measure: ForWhom) -> bool:
    """For everybody else it is nowhere: its name alone can say who it is about."""
    if not measure.group_only:
        return bool(policy.may_read(viewer, project, team))
    return bool(may_see_few(viewer, project, team))


@rule("Only the team shows others a picture about 1 or 2 people. Those people say yes first.")
def may_open(viewer: Viewer, project: About, team: Team) -> bool:
    """The advocate can keep it in the group for the team, and never open it."""
    return may_define(viewer, project, team) and policy.is_of_team(viewer, project, team)


@rule("What somebody else asked for is never the main picture.")
def may_be_main(measure: Measure) -> bool:
    return measure.asked_by is AskedBy.US and measure.stopped_on is None


@rule(f"A picture of fewer than {FEWEST_ASKED} people stays in the group. A group can say more.")
def may_be_fewest(fewest: int | None) -> bool:
    return fewest is None or fewest >= FEWEST_ASKED


@rule("Only the group itself sees photos of its paper tallies.")
def may_see_tallies(viewer: Viewer, project: About, team: Team) -> bool:
    """A photo may show more than numbers: a name, a hand, a room."""
    return bool(may_see_few(viewer, project, team))
