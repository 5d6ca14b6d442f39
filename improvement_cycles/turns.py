"""Whose turn it is: what each person's tries wait for, and what landed on their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, or_
from sqlalchemy.orm import Session, aliased

from coprod.db import today
from coprod.first_page import Asks
from coprod.issues.parts import part
from coprod.people.viewer import Viewer
from improvement_cycles.consent import turns as consent
from improvement_cycles.doing_models import Task
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.queries import follows, readable, who
from improvement_cycles.states import FINISHED
from improvement_cycles.words import WRITERS, GoState, Outcome, TeamJob


class Waits(StrEnum):
    """What a go waits for."""

    AGREE = "agree"
    START = "start"
    LOOK = "look"
    DECIDE = "decide"
    CHECK = "check"  # kept, and the day to check on it has come
    PAUSE = "pause"  # having a pause, and the day to look again has come


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that waits for this person's team."""

    waits: Waits
    project_id: int
    title: str
    cycle_id: int
    number: int
    since: date | None  # the day it started, or the day to check or to look again


_WAITING = {
    GoState.PLANNED: Waits.START,
    GoState.STUDYING: Waits.LOOK,
    GoState.DECIDING: Waits.DECIDE,
    GoState.CLOSED: Waits.CHECK,
    GoState.PAUSED: Waits.PAUSE,
}
_TO_AGREE = and_(
    TeamMember.job == TeamJob.HAS_TO_AGREE,
    TeamMember.agreed_on.is_(None),
    Cycle.state.in_([GoState.DRAFT, GoState.PLANNED]),
)
_Later = aliased(Cycle)
_TO_CHECK = and_(  # by those who `policy.may_check`
    Cycle.state == GoState.CLOSED,
    Cycle.decision == Outcome.KEPT,
    Cycle.check_on <= bindparam("today"),
    or_(TeamMember.hat.in_(WRITERS), Cycle.owner_of_upkeep_id == TeamMember.person_id),
    ~exists().where(_Later.next_of_id == Cycle.id, follows(_Later)),
)
_TURNS = (
    part(
        "turn",
        part_id=Cycle.id,
        parent=ImprovementProject.id,
        one=ImprovementProject.title,
        two=Cycle.state,
        day=Cycle.started_on,
        other_day=case((Cycle.state == GoState.PAUSED, Cycle.look_again_on), else_=Cycle.check_on),
        n=Cycle.number,
        m=case((_TO_AGREE, 1), else_=0),
    )
    .select_from(ImprovementProject)
    .join(Cycle, Cycle.project_id == ImprovementProject.id)
    .join(TeamMember, TeamMember.project_id == ImprovementProject.id)
    .where(
        TeamMember.person_id == bindparam("person"),
        ImprovementProject.area_id.in_(bindparam("areas", expanding=True)),  # `is_of_team`
        readable(),
        or_(
            _TO_AGREE,
            Cycle.state.in_([GoState.PLANNED, GoState.STUDYING, GoState.DECIDING]),
            _TO_CHECK,
            and_(Cycle.state == GoState.PAUSED, Cycle.look_again_on <= bindparam("today")),
        ),
    )
    .order_by(Cycle.id)
    .limit(25)
)
_LANDED = (
    part(
        "landed",
        part_id=Cycle.id,
        one=ImprovementProject.title,
        two=Cycle.knock_on,
        day=Cycle.knock_on_told_on,
    )
    .select_from(ImprovementProject)
    .join(Cycle, Cycle.project_id == ImprovementProject.id)
    .where(
        Cycle.knock_on_place_id.in_(bindparam("places", expanding=True)),
        Cycle.knock_on_told_on >= bindparam("since"),
        ImprovementProject.owner_id.is_(None),
    )
    .order_by(Cycle.knock_on_told_on.desc(), Cycle.id.desc())
    .limit(10)
)
_TASKS = (
    part(
        "task",
        part_id=Task.id,
        parent=Cycle.id,
        one=Task.what,
        two=ImprovementProject.title,
        day=Task.by_when,
    )
    .select_from(Task)
    .join(Cycle, Cycle.id == Task.cycle_id)
    .join(ImprovementProject, ImprovementProject.id == Cycle.project_id)
    .join(
        TeamMember,
        and_(
            TeamMember.project_id == Cycle.project_id,
            TeamMember.person_id == Task.person_id,
        ),
    )
    .where(
        Task.person_id == bindparam("person"),
        Task.done_on.is_(None),
        Task.by_when <= bindparam("soon"),
        Cycle.state.not_in([*FINISHED, GoState.PAUSED]),
        ImprovementProject.area_id.in_(bindparam("areas", expanding=True)),
        readable(),
    )
    .order_by(Task.by_when, Task.id)
    .limit(25)
)
_TOLD_FOR = timedelta(days=28)
_BEFORE = timedelta(days=1)  # something to do is told of from the day before its day


def _asked(_session: Session, viewer: Viewer, _area_id: int) -> dict[str, Any] | None:
    if not viewer:
        return None
    asked = {"today": today(), "places": sorted(viewer.places), "since": today() - _TOLD_FOR}
    asked |= {"soon": today() + _BEFORE}
    return who(viewer) | asked | consent.asked_of(viewer)


ASKS = Asks((_TURNS, _LANDED, _TASKS, *consent.PARTS), _asked)
"""What waits for somebody's teams, what landed on their places, and what they are asked."""


def turns(rows: Mapping[str, Sequence[Any]]) -> list[Turn]:
    """What waits for their teams; the longest first. What waits for a worry cannot start."""
    held_up = {row.part_id for what in consent.HOLDS_UP for row in rows[what]}
    found = [_turn(row) for row in rows["turn"]]
    first_to_agree: dict[int, int] = {}  # one agrees to a try, however many goes of it are planned
    for one in found:
        if one.waits is Waits.AGREE:
            first_to_agree.setdefault(one.project_id, one.cycle_id)
    return [
        one
        for one in found
        if (one.waits is not Waits.START or one.cycle_id not in held_up)
        and (one.waits is not Waits.AGREE or first_to_agree[one.project_id] == one.cycle_id)
    ]


def landed(rows: Mapping[str, Sequence[Any]]) -> list[Any]:
    """What came lately from tries elsewhere, the latest first: `two` is what each did."""
    return sorted(rows["landed"], key=lambda row: (row.day, row.part_id), reverse=True)


def tasks(rows: Mapping[str, Sequence[Any]]) -> list[Any]:
    """What somebody does themselves, due by tomorrow, the first day first.

    Of each: `one` is what, `two` the try, `parent` the go, `day` the day.
    """
    return sorted(rows["task"], key=lambda row: (row.day, row.part_id))


def _turn(row: Any) -> Turn:
    state = GoState(row.two)
    return Turn(
        Waits.AGREE if row.m else _WAITING[state],
        row.parent,
        row.one,
        row.part_id,
        row.n,
        row.other_day if state in {GoState.CLOSED, GoState.PAUSED} else row.day,
    )
