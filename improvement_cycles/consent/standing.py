"""How consent for a go stands: who was asked, who answered, and what still holds it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.shown import shown_mark
from improvement_cycles.consent import said
from improvement_cycles.consent.enough import needed
from improvement_cycles.consent.models import Affected, Asking
from improvement_cycles.consent.said import Said
from improvement_cycles.consent.words import AGREES, Says
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.needs import Missing

STOP = "Somebody has said STOP. It cannot start now."
WORRY = "A worry has no answer yet."
NOT_ENOUGH = "Not enough people have answered yet."
NOT_READY = "It is not ready yet. The advocate is looking at it."
OWNER = "The person whose try it is has to say yes first."
TOUCHES = "Say who this touches."
_OF_PLAN = ("what_we_will_try", "when", "where", "for_whom", "for_whom_not_yet", "how_small")


def plan_mark(project: ImprovementProject, cycle: Cycle) -> str:
    """A mark of what people say yes to: what, for whom, where, for how long, and what changes.

    Another mark is another plan. Its name, the guess and who counts can change without asking
    everybody again.
    """
    plan = [getattr(cycle, name) for name in _OF_PLAN]
    return shown_mark([*plan, project.kind.value, project.what_will_be_different])


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that people said to one go as it stands now."""

    asking: Asking | None
    mark: str  # of the plan as it is
    touched: Mapping[int, HatKind]  # who is of the area still
    by_team: Sequence[HatKind]  # the hats of those of them whom the team chose: all may know these
    said: Sequence[Said]
    before: Sequence[Said]  # said in person, before what the same people say now
    owner_id: int | None

    def of(self, person_id: int) -> Said | None:
        """The last thing that somebody said, whatever the plan was then."""
        return next((one for one in self.said if one.person_id == person_id), None)

    def counts(self, one: Said) -> bool:
        """Whether it was said to the plan as it is, by somebody whom it touches."""
        return one.touched and one.mark == self.mark

    @property
    def asked(self) -> bool:
        """Whether people were asked at all."""
        return self.asking is not None and self.asking.asked_on is not None

    @property
    def still_to_ask(self) -> list[int]:
        """The people who have not answered about this plan."""
        answered = {one.person_id for one in self.said if self.counts(one)}
        return [person_id for person_id in self.touched if person_id not in answered]

    @property
    def in_person(self) -> list[Said]:
        return [one for one in self.said if one.person_id is None]

    @property
    def stops_before(self) -> list[Said]:
        return [one for one in self.before if one.says is Says.STOP]

    @property
    def off_site(self) -> int:
        """How many are not on the site. One person's try asks only whom they name."""
        return self.asking.off_site if self.asking and self.owner_id is None else 0

    @property
    def enough(self) -> bool:
        """Whether enough answered: of those who use services, and of all whom it touches.

        Both, or the only person of a house would start it with one yes while 20 night workers have
        not heard of it; and 20 workers would start it with no word of theirs.
        """
        hats = list(self.touched.values())
        people = hats.count(HatKind.USES_SERVICES) + self.off_site
        answers = [one.hat for one in self.said if self.counts(one)]
        of_people = answers.count(HatKind.USES_SERVICES) >= needed(people)
        return of_people and len(answers) >= needed(len(hats) + self.off_site)

    @property
    def stop(self) -> bool:
        return any(one.stops for one in self.said)

    @property
    def worry(self) -> bool:
        """A worry stays until it is answered or taken back, also when the plan changes."""
        return any(one.waits for one in self.said)

    @property
    def worry_of_all(self) -> bool:
        """A worry without an answer that everybody may read who sees what people say."""
        return any(one.waits and not one.alone for one in self.said)

    @property
    def ready(self) -> bool:
        """Whether enough people answered, and no worry waits that is for the advocate alone.

        The two are told as one: in a team of three, "a worry that you may not read" is a name.
        """
        hidden = any(one.waits and one.alone for one in self.said)
        return self.asked and self.enough and not hidden

    @property
    def not_ready(self) -> str:
        """What all are told of both. With one person's own try no advocate stands."""
        return NOT_READY if self.owner_id is None else NOT_ENOUGH

    @property
    def owner_agrees(self) -> bool:
        if self.owner_id is None:
            return True
        own = self.of(self.owner_id)
        return own is not None and own.says in AGREES and own.mark == self.mark

    @property
    def missing(self) -> list[Missing]:
        """What holds the start back, as all may know it. No sentence says who, or what they wrote.

        A worry for the advocate alone reads as a plan that too few have answered.
        """
        rows = [
            (not self.stop, STOP),
            (not self.worry_of_all, WORRY),
            (self.owner_agrees, OWNER),
            (self.ready, self.not_ready),
        ]
        return [Missing("consent", says) for holds, says in rows if not holds]

    @property
    def too_long(self) -> bool:
        """Whether people were asked 21 days ago, and it still cannot start."""
        return self.asking is not None and self.asking.is_too_long(today()) and bool(self.missing)


def read(session: Session, project: ImprovementProject, cycle: Cycle) -> Standing:
    """How it stands. Its caller holds the try, where a change hangs on it."""
    chosen = _chosen(session, project, cycle.id)
    touched = {row.person_id: row.hat for row in chosen if row.is_there}
    asking = session.scalar(
        select(Asking).where(Asking.cycle_id == cycle.id),
        execution_options={"populate_existing": True},
    )
    every = said.read(session, cycle.id, touched, {row.person_id for row in chosen})
    now = [one for one in every if not one.later]
    before = [one for one in every if one.later]
    by_team = [row.hat for row in chosen if row.is_there and row.by_team]
    mark = plan_mark(project, cycle)
    return Standing(asking, mark, touched, by_team, now, before, project.owner_id)


def touches_anybody(session: Session, project: ImprovementProject, cycle_id: int) -> bool:
    """Whether the team chose anybody whom the go touches: not on the site, or there still."""
    of_it = (Affected.cycle_id == cycle_id, Affected.by_team)
    chosen = exists().where(*of_it, _is_there(project))
    off_site = exists().where(Asking.cycle_id == cycle_id, Asking.off_site > 0)
    return bool(session.scalar(select(chosen | off_site)))


def _chosen(session: Session, project: ImprovementProject, cycle_id: int) -> Sequence[Any]:
    """Whom a go touches, the hats they wear, and who is there still: the others left the area."""
    there = _is_there(project).label("is_there")
    wanted = select(Affected.person_id, Affected.hat, Affected.by_team, there)
    return session.execute(wanted.where(Affected.cycle_id == cycle_id).order_by(Affected.id)).all()


def _is_there(project: ImprovementProject) -> Exists:
    """Whether somebody whom a go touches is of its area still."""
    return exists().where(
        Hat.person_id == Affected.person_id,
        Hat.area_id == project.area_id,
        Hat.confirmed_at.is_not(None),
    )
