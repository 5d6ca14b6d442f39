"""What people can do with a measure: begin it, define it, mark its picture, stop counting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from improvement_cycles import measure_policy
from improvement_cycles.annotations import Annotation
from improvement_cycles.found import Try
from improvement_cycles.import_models import ImportFile
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_tally import has_sheets
from improvement_cycles.measure_words import AskedBy, HowOften, Kind, Role
from improvement_cycles.points import NOT_TO_COME, day_trouble
from improvement_cycles.standing import CURRENT
from improvement_cycles.stats.finding import SHORTEST_BASELINE
from improvement_cycles.words import WRITERS, NoteKind

DOTS_THERE = "There are dots already. Make a new picture for another kind of number."
NOT_IN_TEAM = "Choose somebody in the team."
MOST = 30  # pictures of one try, those that are stopped too
MOST_PARTS = 8  # of one picture
MOST_MARKS = 100  # made by hand, in one try
ENOUGH = f"A try can have {MOST} pictures. Go on with one that is there."
PARTS_FULL = f"A picture can have {MOST_PARTS} parts. Take one away first."
MARKS_FULL = f"There are {MOST_MARKS} marks in this try. Take one away first."
TOO_SHORT = f"Choose a day with {SHORTEST_BASELINE} dots or more up to it."


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What will be counted, what sort of number, whether for the group alone, what it is about."""

    name: str
    kind: Kind
    role: Role = Role.OUTCOME
    group_only: bool = False


class Changed(Conflict):
    """Somebody else changed the measure meanwhile."""


def begin(session: Session, viewer: Viewer, whole: Try, new: NewMeasure) -> Measure:
    """Begin to count something for a try. The first one about a life is the main picture.

    What is for the group alone is that only if somebody makes it so: others would see none.
    """
    measure_policy.may_define.require(viewer, whole.project, whole.team)
    if _many(session, Measure, whole) >= MOST:
        raise Conflict(ENOUGH)
    often = HowOften.EACH_TIME if new.kind in (Kind.DAYS, Kind.EVENTS) else HowOften.WEEKLY
    measure = Measure(
        project_id=whole.project.id,
        name=new.name,
        kind=new.kind,
        how_often=often,
        who_counts_id=viewer.id if whole.team.get(viewer.id) in WRITERS else None,
        made_on=today(),
        made_by_id=viewer.id,
        asked_by=AskedBy.US,
        role=new.role,
        group_only=new.group_only,
    )
    measure.main = _would_be_main(session, measure)
    session.add(measure)
    session.flush()
    return measure


def define(
    session: Session, viewer: Viewer, this: Measured, values: Mapping[str, Any], seen: int
) -> None:
    """Say what a measure is, in part. `seen` is the state of it that the writer had before them.

    Raises Changed if somebody else changed it meanwhile; nothing is lost.
    """
    measure_policy.may_define.require(viewer, this.project, this.team)
    measure = this.measure
    if seen != measure.edits:
        raise Changed("Somebody else changed this. Look at both, then send yours again.")
    if values.get("kind", measure.kind) is not measure.kind and _has_dots(session, measure.id):
        raise Invalid({"kind": DOTS_THERE})
    who = values.get("who_counts_id")
    if who is not None and this.team.get(who) not in WRITERS:
        raise Invalid({"who_counts": NOT_IN_TEAM})
    if not measure_policy.may_be_fewest(values.get("fewest")):
        raise Invalid({"fewest": measure_policy.may_be_fewest.says})
    often = measure.how_often
    for column, value in values.items():
        setattr(measure, column, value)
    if measure.kind is Kind.EVENTS:
        measure.how_often = HowOften.EACH_TIME
    if measure.how_often is not often:
        measure.weekdays, measure.day_of_month = 0, None
    measure.edits += 1
    ours = measure_policy.may_be_main(measure)
    measure.main = ours and (measure.main or _would_be_main(session, measure))
    session.flush()


def make_main(session: Session, viewer: Viewer, this: Measured) -> None:
    """Make this the main picture of its try, in place of the one before."""
    measure_policy.may_define.require(viewer, this.project, this.team)
    if not measure_policy.may_be_main(this.measure):
        raise Conflict(measure_policy.may_be_main.says)
    of_it = update(Measure).where(Measure.project_id == this.project.id, Measure.main)
    session.execute(of_it.values(main=False))
    this.measure.main = True
    session.flush()


def stop(session: Session, viewer: Viewer, this: Measured) -> bool:
    """Stop counting. Without a single dot it is taken away as if it never was: then, True."""
    measure_policy.may_define.require(viewer, this.project, this.team)
    measure = this.measure
    if _has_dots(session, measure.id) or has_sheets(session, measure.id):
        measure.stopped_on, measure.main = measure.stopped_on or today(), False
        return False
    for left in (Annotation, ImportFile):
        session.execute(delete(left).where(left.measure_id == measure.id))
    session.delete(measure)
    session.flush()
    return True


def count_again(viewer: Viewer, this: Measured) -> None:
    """Go on counting something that was stopped."""
    measure_policy.may_define.require(viewer, this.project, this.team)
    this.measure.stopped_on = None


def freeze_baseline(session: Session, viewer: Viewer, this: Measured, until: date | None) -> None:
    """Say up to which day the dots show how it was before; None takes that back."""
    measure_policy.may_define.require(viewer, this.project, this.team)
    if until is not None:
        held = select(func.count()).where(
            Point.measure_id == this.measure.id,
            Point.on <= until,
            CURRENT,
            or_(Point.value.is_not(None), Point.happy.is_not(None)),  # a gap tells nothing,
            Point.left_out.is_(False),  # and an odd day is not how it was
        )
        if until > today():
            raise Invalid({"until": NOT_TO_COME})
        if (session.scalar(held) or 0) < SHORTEST_BASELINE:
            raise Invalid({"until": TOO_SHORT})
    this.measure.baseline_until = until
    this.measure.edits += 1


@dataclass(frozen=True, slots=True)
class NewNote:
    """A mark by hand: what happened on a day, and whether it is for every picture of the try."""

    on: date
    words: str
    kind: NoteKind
    everywhere: bool = False


def mark(session: Session, viewer: Viewer, this: Measured, new: NewNote) -> None:
    """Mark a day on a picture: something else happened, counting changed, a new part begins."""
    measure_policy.may_define.require(viewer, this.project, this.team)
    if new.kind is NoteKind.AUTOMATIC:
        raise Invalid({"kind": "Choose from the list."})
    if no_day := day_trouble(new.on, today()):
        raise Invalid({"on": no_day})
    if _many(session, Annotation, this, Annotation.kind != NoteKind.AUTOMATIC) >= MOST_MARKS:
        raise Conflict(MARKS_FULL)
    if new.kind is NoteKind.NEW_PART:
        here = Annotation.measure_id.is_(None) | (Annotation.measure_id == this.measure.id)
        parts = _many(session, Annotation, this, Annotation.kind == NoteKind.NEW_PART, here)
        if parts + 1 >= MOST_PARTS:
            raise Conflict(PARTS_FULL)
    session.add(
        Annotation(
            project_id=this.project.id,
            measure_id=None if new.everywhere else this.measure.id,
            on=new.on,
            words=new.words,
            kind=new.kind,
            by_id=viewer.id,
        )
    )


def _many(session: Session, kind: Any, whole: Try, *which: Any) -> int:
    """How many of a kind a try has."""
    of_it = select(func.count(kind.id)).where(kind.project_id == whole.project.id, *which)
    return session.scalar(of_it) or 0


def _has_dots(session: Session, measure_id: int) -> bool:
    return bool(session.scalar(select(exists().where(Point.measure_id == measure_id))))


def _would_be_main(session: Session, measure: Measure) -> bool:
    """Whether a measure becomes the main picture by itself: the first about a life, for all."""
    if measure.role is not Role.OUTCOME or measure.group_only:
        return False
    of_it = exists().where(Measure.project_id == measure.project_id, Measure.main)
    return not session.scalar(select(of_it))
