"""Who may do what with issues. Every rule is here, and every rule says itself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from coprod.issues.better import Said, Verdict, verdict
from coprod.issues.words import Job, Lane, Status
from coprod.people.hats import GROUPS, HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule

VOICES = tuple(GROUPS)  # hats with a voice of their own
NO_VOTES = {
    Lane.RIGHTS: "This is a right. It does not need votes.",
    Lane.FEW: "This makes a big difference to a few people. It does not need votes.",
    Lane.FIX: "This just needs fixing. It does not need votes.",
}


class About(Protocol):
    """What the rules need to know of an issue: its row, or a page's view of it."""

    @property
    def area_id(self) -> int: ...
    @property
    def place_id(self) -> int | None: ...
    @property
    def author_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an issue belongs, and who has a job in it: (job, person)."""

    places: Collection[int] = ()
    doers: Collection[tuple[Job, int]] = ()

    def has_job(self, person_id: int, *jobs: Job) -> bool:
        return any(who == person_id and (not jobs or job in jobs) for job, who in self.doers)


def voice_of(viewer: Viewer, issue: About) -> HatKind | None:
    """The hat this person speaks with here: the one at the issue's place, else in its area."""
    voices = [hat for hat in viewer.hats if hat.area_id == issue.area_id and hat.kind in VOICES]
    here = [hat for hat in voices if issue.place_id and hat.place_id == issue.place_id]
    return next((hat.kind for hat in here or voices), None)


def moderates(viewer: Viewer, area_id: int, places: Collection[int]) -> bool:
    """Whether this is an advocate whom none of these places pays."""
    return all(viewer.moderates(area_id, place_id) for place_id in (None, *places))


@rule("You can see what goes on in your own area, and what is open to everyone.")
def may_read(viewer: Viewer, issue: About, published: bool) -> bool:
    return published or viewer.belongs_to(issue.area_id)


@rule("People who use services, families and staff can say “me too”, once each.")
def may_me_too(viewer: Viewer, issue: About) -> bool:
    return voice_of(viewer, issue) is not None and issue.author_id != viewer.id


@rule("You can follow things in your own area.")
def may_follow(viewer: Viewer, issue: About) -> bool:
    return viewer.belongs_to(issue.area_id)


def _from_here(viewer: Viewer, issue: About, standing: Standing) -> bool:
    """Whether the viewer has a voice at a place of the issue; in its area if it has no place."""
    if not standing.places:
        return viewer.wears_in(issue.area_id, *VOICES)
    return any(viewer.wears_at(place_id, *VOICES) for place_id in standing.places)


@rule("People of the place can answer. Others can when they were asked to agree.")
def may_answer(viewer: Viewer, issue: About, standing: Standing) -> bool:
    """Where no place shows, nobody else knows whom to ask: the advocate answers."""
    if not viewer.belongs_to(issue.area_id):
        return False
    if not standing.places and viewer.moderates(issue.area_id):
        return True
    if standing.has_job(viewer.id, Job.HAS_TO_AGREE):
        return True  # how a commissioner is addressed: this job is given and never taken
    if viewer.wears_in(issue.area_id, HatKind.ADVOCATE) and standing.has_job(viewer.id):
        return True
    return _from_here(viewer, issue, standing)


@rule("You can take a job in your own area.")
def may_take_job(viewer: Viewer, issue: About) -> bool:
    return viewer.wears_in(issue.area_id, *VOICES, HatKind.COMMISSIONER, HatKind.ADVOCATE)


@rule("Somebody else asks you to agree. You can take the other jobs.")
def may_take(viewer: Viewer, issue: About, job: Job) -> bool:
    """Who has to agree can say no for everybody: nobody gives themselves that."""
    return job is not Job.HAS_TO_AGREE and may_take_job(viewer, issue)


@rule("Only the advocate, a leader from here, and who has to agree give out jobs.")
def may_give_jobs(viewer: Viewer, issue: About, standing: Standing) -> bool:
    """Anybody can take the lead, so leading gives this right to people of the place only."""
    if viewer.wears_in(issue.area_id, HatKind.ADVOCATE):
        return True
    if standing.has_job(viewer.id, Job.HAS_TO_AGREE):
        return may_take_job(viewer, issue)
    return standing.has_job(viewer.id, Job.LEADS) and _from_here(viewer, issue, standing)


@rule("People step back from a job themselves. Only the advocate can take it from them.")
def may_take_away_jobs(viewer: Viewer, issue: About) -> bool:
    return viewer.wears_in(issue.area_id, HatKind.ADVOCATE)


@rule("You can only move things along in your own area.")
def may_move(viewer: Viewer | None, issue: About) -> bool:
    return viewer is None or viewer.belongs_to(issue.area_id)


@rule("Only the people it was about can say it is better.")
def may_be_called_better(viewer: Viewer | None, issue: About, answers: Sequence[Said]) -> bool:
    if viewer and voice_of(viewer, issue) in {HatKind.STAFF, HatKind.MANAGER}:
        return False
    return verdict(answers) is Verdict.BETTER


CLOSED_TO_ME_TOO = {
    Status.MERGED: "This was joined with another. You can say “me too” there.",
    Status.RESOLVED: "People say this is better now. It does not need more votes.",
}
