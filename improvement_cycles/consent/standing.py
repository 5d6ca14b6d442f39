"""How consent for a go stands: who was asked, who answered, and what still holds it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.db import today
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.shown import shown_mark
from improvement_cycles.consent.enough import needed
from improvement_cycles.consent.models import Affected, Answer, Asking, Met, Reply
from improvement_cycles.consent.words import AGREES, How, Says
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
class Said:
    """The last thing that one person said to a go, and what was said back."""

    id: int
    person_id: int | None
    hat: HatKind | None
    says: Says
    words: str
    alone: bool
    mark: str
    on: date
    asked_by_id: int | None
    how: How | None
    touched: bool  # now: it touches nobody who has left the area
    chosen: bool  # in the list of whom it touches. Who has answered is never taken off it
    replies: Sequence[Reply]
    met: Met | None
    later: bool = False  # said in person, and they said something else since

    @property
    def stops(self) -> bool:
        """An open STOP. It holds for every plan of the try, until they take it back.

        It stays one when they leave the area: then an advocate writes down that it is met.
        """
        open_now = self.met is None and not self.later
        return self.says is Says.STOP and self.chosen and open_now

    @property
    def worries(self) -> bool:
        """A worry. A STOP by somebody whom the try never touched is one."""
        return self.says is Says.WORRY or (self.says is Says.STOP and not self.chosen)

    @property
    def waits(self) -> bool:
        return self.worries and not self.replies


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that people said to one go as it stands now."""

    asking: Asking | None
    mark: str  # of the plan as it is
    touched: Mapping[int, HatKind]  # who is of the area still
    said: Sequence[Said]
    stops_before: Sequence[Said]  # said in person, before what the same people say now
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


def hat_of(session: Session, project: ImprovementProject, person_id: int) -> HatKind | None:
    """The hat somebody wears at the place of a try, or else in its area."""
    return session.scalar(select(names.hat_of(person_id, project.area_id, project.place_id)))


_later = aliased(Answer)
LAST = ~exists().where(
    _later.cycle_id == Answer.cycle_id,
    _later.id > Answer.id,
    (_later.person_id == Answer.person_id) | (_later.replaces_id == Answer.id),
)


def read(session: Session, project: ImprovementProject, cycle: Cycle) -> Standing:
    """How it stands. Its caller holds the try, where a change hangs on it."""
    chosen = _chosen(session, project, cycle.id)
    touched = {row.person_id: row.hat for row in chosen if row.is_there}
    asking = session.scalar(
        select(Asking).where(Asking.cycle_id == cycle.id),
        execution_options={"populate_existing": True},
    )
    stop_before = and_(Answer.person_id.is_(None), Answer.says == Says.STOP)
    rows = session.execute(
        select(Answer, LAST.label("is_last"))
        .where(Answer.cycle_id == cycle.id, or_(LAST, stop_before))
        .order_by(Answer.id)
    ).all()
    replies, met = _said_back(session, [one.id for one, _is_last in rows])
    ever = {row.person_id for row in chosen}
    every = [
        _said(one, touched, ever, replies.get(one.id, ()), met.get(one.id), later=not is_last)
        for one, is_last in rows
    ]
    said = [one for one in every if not one.later]
    before = [one for one in every if one.later]
    return Standing(asking, plan_mark(project, cycle), touched, said, before, project.owner_id)


def touches_anybody(session: Session, cycle_id: int) -> bool:
    """Whether anybody was chosen whom the go touches, on the site or not."""
    chosen = exists().where(Affected.cycle_id == cycle_id)
    off_site = exists().where(Asking.cycle_id == cycle_id, Asking.off_site > 0)
    return bool(session.scalar(select(chosen | off_site)))


def _said(
    one: Answer,
    touched: Collection[int],
    ever: Collection[int],
    replies: Any,
    met: Met | None,
    *,
    later: bool,
) -> Said:
    return Said(
        one.id,
        one.person_id,
        one.hat,
        one.says,
        one.words,
        one.alone,
        one.mark,
        one.on,
        one.asked_by_id,
        one.how,
        one.person_id is None or one.person_id in touched,
        one.person_id is None or one.person_id in ever,
        replies,
        met,
        later,
    )


def _chosen(session: Session, project: ImprovementProject, cycle_id: int) -> Sequence[Any]:
    """Whom a go touches, the hats they wear, and who is there still: the others left the area."""
    belongs = exists().where(
        Hat.person_id == Affected.person_id,
        Hat.area_id == project.area_id,
        Hat.confirmed_at.is_not(None),
    )
    wanted = select(Affected.person_id, Affected.hat, belongs.label("is_there"))
    return session.execute(wanted.where(Affected.cycle_id == cycle_id).order_by(Affected.id)).all()


def _said_back(
    session: Session, ids: Sequence[int]
) -> tuple[dict[int, list[Reply]], dict[int, Met]]:
    if not ids:
        return {}, {}
    replies: dict[int, list[Reply]] = {}
    for reply in session.scalars(select(Reply).where(Reply.answer_id.in_(ids)).order_by(Reply.id)):
        replies.setdefault(reply.answer_id, []).append(reply)
    met = session.scalars(select(Met).where(Met.answer_id.in_(ids), Met.undone_on.is_(None)))
    return replies, {one.answer_id: one for one in met}
