"""Whose turn it is: what each person's tries wait for, and what landed on their place."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Date,
    and_,
    bindparam,
    cast,
    exists,
    false,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from coprod.db import today
from coprod.people.viewer import Viewer
from improvement_cycles.consent import turns as consent
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.queries import readable, who
from improvement_cycles.words import WRITERS, GoState, Outcome, TeamJob


class Waits(StrEnum):
    """What a go waits for."""

    AGREE = "agree"
    START = "start"
    LOOK = "look"
    DECIDE = "decide"
    CHECK = "check"  # kept, and the day to check on it has come


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that waits for this person's team."""

    waits: Waits
    project_id: int
    title: str
    cycle_id: int
    number: int
    since: date | None  # the day it started, or the day to check


_WAITING = {
    GoState.PLANNED: Waits.START,
    GoState.STUDYING: Waits.LOOK,
    GoState.DECIDING: Waits.DECIDE,
    GoState.CLOSED: Waits.CHECK,
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
    ~exists().where(_Later.project_id == Cycle.project_id, _Later.number > Cycle.number),
)
_TURNS = (
    select(
        literal("turn").label("what"),
        ImprovementProject.id.label("project_id"),
        ImprovementProject.title,
        Cycle.id.label("cycle_id"),
        Cycle.number,
        Cycle.state,
        Cycle.started_on,
        Cycle.check_on,
        _TO_AGREE.label("to_agree"),
        literal("").label("knock_on"),
        cast(null(), Date).label("knock_on_told_on"),
        cast(null(), ImprovementProject.id.type).label("knock_on_place_id"),
    )
    .join(Cycle, Cycle.project_id == ImprovementProject.id)
    .join(TeamMember, TeamMember.project_id == ImprovementProject.id)
    .where(
        TeamMember.person_id == bindparam("person"),
        readable(),
        or_(
            _TO_AGREE,
            Cycle.state.in_([GoState.PLANNED, GoState.STUDYING, GoState.DECIDING]),
            _TO_CHECK,
        ),
    )
    .order_by(Cycle.id)
    .limit(25)
    .subquery()
)
_LANDED = (
    select(
        literal("landed"),
        ImprovementProject.id,
        ImprovementProject.title,
        Cycle.id,
        Cycle.number,
        Cycle.state,
        Cycle.started_on,
        Cycle.check_on,
        false(),
        Cycle.knock_on,
        Cycle.knock_on_told_on,
        Cycle.knock_on_place_id,
    )
    .join(Cycle, Cycle.project_id == ImprovementProject.id)
    .where(
        Cycle.knock_on_place_id.in_(bindparam("places", expanding=True)),
        Cycle.knock_on_told_on >= bindparam("since"),
        ImprovementProject.owner_id.is_(None),
    )
    .order_by(Cycle.knock_on_told_on.desc(), Cycle.id.desc())
    .limit(10)
    .subquery()
)
_ALL = union_all(select(_TURNS), select(_LANDED), *consent.PARTS)


def all_here(
    session: Session, viewer: Viewer, since: date
) -> tuple[list[Turn], list[Any], list[Any]]:
    """What waits for this person's teams, what landed on their places, and what they are asked.

    What waits longest comes first. What they are asked, or may answer, before a go starts is rows
    whose `what` says which. What landed since came from tries elsewhere: rows of project_id, title,
    cycle_id, number, knock_on, knock_on_told_on, knock_on_place_id, the latest first.
    """
    asked = {"today": today(), "places": sorted(viewer.places), "since": since}
    asked |= consent.who_stands(viewer)
    rows = session.execute(_ALL, who(viewer) | asked).all()
    landed = [row for row in rows if row.what == "landed"]
    landed.sort(key=lambda row: (row.knock_on_told_on, row.cycle_id), reverse=True)
    turns = sorted((row for row in rows if row.what == "turn"), key=lambda row: row.cycle_id)
    waiting = [row for row in rows if row.what in set(consent.ConsentWaits)]
    return [_turn(row) for row in turns], landed, waiting


def _turn(row: Any) -> Turn:
    return Turn(
        Waits.AGREE if row.to_agree else _WAITING[row.state],
        row.project_id,
        row.title,
        row.cycle_id,
        row.number,
        row.check_on if row.state is GoState.CLOSED else row.started_on,
    )
