"""Who may do what about consent. Every rule is here, and every rule says itself."""

from collections.abc import Collection, Mapping

from coprod.people.hats import GROUPS, HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule
from improvement_cycles.policy import About, is_of_team, may_read

Touched = Collection[int]  # the people that a go touches
Team = Mapping[int, HatKind]


def is_touched(viewer: Viewer, project: About, touched: Touched) -> bool:
    """Whether the go touches the viewer. Who has left the area is asked no more."""
    return viewer.id in touched and viewer.belongs_to(project.area_id)


@rule("You are asked about a try that touches you. Its team and people of its place can speak too.")
def may_answer(viewer: Viewer, project: About, team: Team, touched: Touched) -> bool:
    """One person's try asks only those whom they name, and their team; hidden, only them."""
    if not viewer or (project.hidden and viewer.id != project.owner_id):
        return False
    if is_touched(viewer, project, touched) or is_of_team(viewer, project, team):
        return True
    return project.owner_id is None and viewer.wears_at(project.place_id, *GROUPS)


@rule("Those a try touches, its team and the advocate can see what people said to it.")
def may_see(viewer: Viewer, project: About, team: Team, touched: Touched) -> bool:
    if not viewer or (project.hidden and viewer.id != project.owner_id):
        return False
    if is_touched(viewer, project, touched) or is_of_team(viewer, project, team):
        return True
    return stands_with_people(viewer, project)


@rule("Only the advocate can do this, and never one who works at the place.")
def stands_with_people(viewer: Viewer, project: About) -> bool:
    """Reads what is for the advocate alone, asks in person, and writes down that a STOP is met."""
    return project.owner_id is None and viewer.moderates(project.area_id, project.place_id)


@rule("The team answers a worry, or the advocate. Nobody answers their own.")
def may_reply(viewer: Viewer, project: About, team: Team, worrier: int | None, alone: bool) -> bool:
    """A worry for the advocate alone is answered by the advocate alone."""
    if worrier == viewer.id:
        return False
    if stands_with_people(viewer, project):
        return True
    return not alone and may_read(viewer, project, team) and is_of_team(viewer, project, team)


@rule("People who use services at a place can say that a try there touches them too.")
def may_say_touched(viewer: Viewer, project: About, touched: Touched) -> bool:
    """So that nobody's STOP is made small by leaving them out of the list."""
    if viewer.id in touched or project.owner_id is not None:
        return False
    return viewer.wears_at(project.place_id, HatKind.USES_SERVICES)


def needs_the_advocate(viewer: Viewer, project: About, touched: Touched) -> bool:
    """Whether only the advocate can help somebody who finds that it touches them too."""
    if project.owner_id is not None or stands_with_people(viewer, project):
        return False
    return not is_touched(viewer, project, touched) and not may_say_touched(
        viewer, project, touched
    )


@rule("Only the person who said STOP can take it back.")
def may_open_again(viewer: Viewer, said_by: int | None) -> bool:
    return bool(viewer) and viewer.id == said_by
