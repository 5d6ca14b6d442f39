"""Whose turn it is with consent: parts of what tries ask for the first page."""

from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.issues.parts import part
from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from improvement_cycles import states
from improvement_cycles.consent.models import Affected, Answer, Asking, Met, Reply
from improvement_cycles.consent.said import LAST
from improvement_cycles.consent.words import Says
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.words import WRITERS, GoState


class ConsentWaits(StrEnum):
    """What waits for somebody."""

    ASKED = "asked"  # they are asked, or asked again
    ANSWERED = "answered"  # their worry has an answer
    MET = "met"  # their STOP is written down as put right; they can undo it
    WORRY = "worry"  # their team has a worry to answer
    TOO_LONG = "too_long"  # 21 days are over
    ADVOCATE = "advocate"  # a STOP, or a worry for the advocate alone


HOLDS_UP = (ConsentWaits.WORRY, ConsentWaits.TOO_LONG)  # a team cannot start meanwhile
_ME: Any = bindparam("person")
_NOT_STARTED = Cycle.state.in_(sorted(states.NOT_STARTED))
_SHOWN = or_(ImprovementProject.hidden.is_(False), ImprovementProject.owner_id == _ME)
_IN_AREA = ImprovementProject.area_id.in_(bindparam("areas", expanding=True))
_TOUCHED = exists().where(Affected.cycle_id == Cycle.id, Affected.person_id == _ME)
_IN_TEAM = TeamMember.project_id == ImprovementProject.id, TeamMember.person_id == _ME
_REPLIED = exists().where(Reply.answer_id == Answer.id)
_SAID = exists().where(
    Answer.cycle_id == Cycle.id, Answer.person_id == _ME, Answer.mark == Asking.mark
)
_SAID_BY_TOUCHED = or_(
    Answer.person_id.is_(None),
    exists().where(Affected.cycle_id == Cycle.id, Affected.person_id == Answer.person_id),
)
_OPEN_STOP = and_(
    Answer.says == Says.STOP,
    _SAID_BY_TOUCHED,
    ~exists().where(Met.answer_id == Answer.id, Met.undone_on.is_(None)),
)
_WORRY = or_(Answer.says == Says.WORRY, and_(Answer.says == Says.STOP, ~_SAID_BY_TOUCHED))


def _part(what: ConsentWaits, *where: Any, **more: Any) -> Any:
    return (
        part(what, part_id=Cycle.id, one=ImprovementProject.title, **more)
        .select_from(ImprovementProject)
        .join(Cycle, Cycle.project_id == ImprovementProject.id)
        .join(Asking, Asking.cycle_id == Cycle.id)
        .where(*where)
        .order_by(Cycle.id)
        .limit(25)
    )


def _said(*which: Any) -> Any:
    """Whether the last thing that somebody said to the go is like this."""
    return exists().where(Answer.cycle_id == Cycle.id, LAST, *which).correlate(Cycle)


_WORRY_WAITS = _said(
    _WORRY,
    Answer.alone.is_(False),
    or_(Answer.person_id.is_(None), Answer.person_id != _ME),
    ~_REPLIED,
)
_HELD_UP = (
    select(_WORRY_WAITS.label("worry"), _said(_OPEN_STOP).label("stop"))
    .select_from(Cycle)
    .where(Cycle.id == bindparam("cycle_id"))
)
PARTS = (
    _part(
        ConsentWaits.ASKED,
        _TOUCHED,
        _IN_AREA,
        _SHOWN,
        Cycle.state == GoState.PLANNED,
        ~_SAID,
    ),
    _part(
        ConsentWaits.ANSWERED,
        _NOT_STARTED,
        _IN_AREA,
        _SHOWN,
        _said(
            Answer.person_id == _ME,
            exists().where(Reply.answer_id == Answer.id, Reply.on >= bindparam("since")),
        ),
    ),
    _part(
        ConsentWaits.MET,
        Cycle.state.not_in(sorted(states.FINISHED)),
        _IN_AREA,
        _SHOWN,
        Answer.person_id == _ME,
        Answer.says == Says.STOP,
        LAST,
        Met.undone_on.is_(None),
        Met.on >= bindparam("undo_since"),
        two=Person.name,
    )
    .join(Answer, Answer.cycle_id == Cycle.id)
    .join(Met, Met.answer_id == Answer.id)
    .join(Person, Person.id == Met.by_id),
    _part(
        ConsentWaits.WORRY,
        _NOT_STARTED,
        _IN_AREA,
        _SHOWN,
        exists().where(*_IN_TEAM),
        _WORRY_WAITS,
    ),
    _part(
        ConsentWaits.TOO_LONG,
        _NOT_STARTED,
        _IN_AREA,
        _SHOWN,
        Asking.told_on.is_not(None),
        exists().where(*_IN_TEAM, TeamMember.hat.in_(sorted(WRITERS))),
    ),
    _part(
        ConsentWaits.ADVOCATE,
        Cycle.state.not_in(sorted(states.FINISHED)),
        ImprovementProject.owner_id.is_(None),
        ImprovementProject.area_id.in_(bindparam("moderated", expanding=True)),
        ImprovementProject.place_id.not_in(bindparam("employed", expanding=True)),
        _said(or_(_OPEN_STOP, and_(_WORRY, Answer.alone, ~_REPLIED))),
    ),
)


def asked_of(viewer: Viewer) -> dict[str, Any]:
    """What these parts want to know. The last one: `policy.stands_with_people`."""
    hats = viewer.hats
    return {
        "undo_since": today() - Met.UNDO_WITHIN,
        "moderated": sorted({hat.area_id for hat in hats if hat.kind is HatKind.ADVOCATE}),
        "employed": sorted({hat.place_id or 0 for hat in hats if hat.kind in EMPLOYED}),
    }


def held_up(session: Session, viewer: Viewer, cycle_id: int) -> Any:
    """Of a planned go: whether a "worry" waits for its team to answer, and a "stop"."""
    return session.execute(_HELD_UP, {"person": viewer.id, "cycle_id": cycle_id}).one()
