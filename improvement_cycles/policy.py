"""Who may do what with tries. Every rule is here, and every rule says itself."""

from collections.abc import Mapping
from typing import Protocol

from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule
from improvement_cycles.words import (
    MAY_BE_TAKEN,
    NEVER_STARTED,
    WRITERS,
    TeamJob,
    TryStatus,
    group_of,
)

Team = Mapping[int, HatKind]  # the hat each person of the team wears in it


class About(Protocol):
    """What the rules need to know of a try: its row, or a page's view of it."""

    @property
    def area_id(self) -> int: ...
    @property
    def place_id(self) -> int: ...
    @property
    def owner_id(self) -> int | None: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def status(self) -> TryStatus: ...


@rule("You can see the tries of your area, and those that started. One person's try is private.")
def may_read(viewer: Viewer, project: About, team: Team) -> bool:
    if project.owner_id is not None:
        in_team = is_of_team(viewer, project, team) and not project.hidden
        return bool(viewer) and (viewer.id == project.owner_id or in_team)
    return project.status not in NEVER_STARTED or viewer.belongs_to(project.area_id)


def is_of_team(viewer: Viewer, project: About, team: Team) -> bool:
    """Whether the viewer is of the team. Who has left the area is not, whatever they did in it."""
    return viewer.id in team and viewer.belongs_to(project.area_id)


@rule("People who use services, families and staff of a place can start a try there.")
def may_begin(viewer: Viewer, place_id: int) -> bool:
    return viewer.wears_at(place_id, *WRITERS)


@rule("Only a person who uses services can have a try of their own.")
def may_own(viewer: Viewer, place_id: int) -> bool:
    return viewer.wears_at(place_id, HatKind.USES_SERVICES)


@rule("Only the team writes here: people who use services, families and staff, or the advocate.")
def may_write(viewer: Viewer, project: About, team: Team) -> bool:
    """A manager agrees to a try and never edits it; a private try has no advocate but its team."""
    if not may_read(viewer, project, team):
        return False
    if is_of_team(viewer, project, team) and team[viewer.id] in WRITERS:
        return True
    return project.owner_id is None and viewer.moderates(project.area_id, project.place_id)


@rule("The team chooses who is in it. For one person's own try, only that person does.")
def may_choose_team(viewer: Viewer, project: About, team: Team) -> bool:
    own = project.owner_id is None or viewer.id == project.owner_id
    return own and bool(may_write(viewer, project, team))


@rule("Only the team can say what it learned, or the advocate for somebody.")
def may_say(viewer: Viewer, project: About, team: Team) -> bool:
    """Each in the box of their own group. A manager's voice counts as staff."""
    if may_write(viewer, project, team):
        return True
    if not may_read(viewer, project, team) or not is_of_team(viewer, project, team):
        return False
    return group_of(team[viewer.id]) is not None


@rule("Only the team sees its list of things to do, and the advocate.")
def may_see_tasks(viewer: Viewer, project: About, team: Team) -> bool:
    """Nobody outside is told who has not done what."""
    return may_write(viewer, project, team) or may_do_tasks(viewer, project, team)


@rule("Only the team writes down what it sees, or the advocate.")
def may_notice(viewer: Viewer, project: About, team: Team) -> bool:
    return may_write(viewer, project, team) or may_do_tasks(viewer, project, team)


@rule("People of the area see what a team saw. It may be in photos. One person's try is private.")
def may_see_noticed(viewer: Viewer, project: About, team: Team) -> bool:
    here = viewer.belongs_to(project.area_id) or viewer.id == project.owner_id
    return here and may_read(viewer, project, team)


@rule("You can take away what you wrote down. So can the advocate, or the person whose try it is.")
def may_take_away(viewer: Viewer, project: About, team: Team, by_id: int) -> bool:
    if not may_see_noticed(viewer, project, team):
        return False
    if viewer.id in {by_id, project.owner_id}:
        return True
    return project.owner_id is None and viewer.moderates(project.area_id, project.place_id)


@rule("Only somebody in the team does things in a try.")
def may_do_tasks(viewer: Viewer, project: About, team: Team) -> bool:
    return may_read(viewer, project, team) and is_of_team(viewer, project, team)


@rule("You can tick what you do yourself. Those who write the plan can tick for others.")
def may_tick(viewer: Viewer, project: About, team: Team, person_id: int | None) -> bool:
    if may_write(viewer, project, team):
        return True
    return person_id == viewer.id and may_do_tasks(viewer, project, team)


@rule("Only somebody in the team who has to agree can say yes here.")
def may_agree(viewer: Viewer, project: About, job: TeamJob | None) -> bool:
    return viewer.belongs_to(project.area_id) and job is TeamJob.HAS_TO_AGREE


@rule("Somebody in the team can take a job. Whoever has to agree is asked to join for that.")
def may_take_job(viewer: Viewer, project: About, team: Team, job: TeamJob) -> bool:
    if not may_read(viewer, project, team) or job not in MAY_BE_TAKEN:
        return False
    return is_of_team(viewer, project, team)


@rule("Only the team says what became of it, or the one who keeps it going.")
def may_check(viewer: Viewer, project: About, team: Team, keeper: int | None) -> bool:
    """On what was kept. A manager in the team does so if it is theirs to keep going."""
    if may_write(viewer, project, team):
        return True
    return viewer.id == keeper and is_of_team(viewer, project, team)


@rule("Only the team sees how well its try was done. Nobody is compared.")
def may_see_marks(viewer: Viewer, project: About, team: Team) -> bool:
    """Also not the advocate, nor a manager of the place: it is for learning, not for looking on."""
    return may_read(viewer, project, team) and is_of_team(viewer, project, team)


@rule("Only the person whose try it is can hide it or show it.")
def may_hide(viewer: Viewer, project: About) -> bool:
    return bool(viewer) and viewer.id == project.owner_id


@rule("You can borrow a try for a place where you use services, are family or staff.")
def may_borrow(viewer: Viewer, project: About) -> bool:
    return project.owner_id is None and any(hat.kind in WRITERS for hat in viewer.hats)


@rule("You can leave a team you are in. The person whose try it is stays.")
def may_leave(viewer: Viewer, project: About, team: Team) -> bool:
    return viewer.id in team and viewer.id != project.owner_id
