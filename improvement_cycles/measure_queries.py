"""Measures with their dots and marks: each list of pictures in one statement, however long."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from coprod.people.hats import HatKind
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from improvement_cycles import measure_policy
from improvement_cycles.annotations import Annotation
from improvement_cycles.go_models import Cycle
from improvement_cycles.measure_group import shown, whom
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.models import ImprovementProject, ProjectStatement, TeamMember
from improvement_cycles.points import Counted
from improvement_cycles.queries import FIRST_SYMBOL, readable
from improvement_cycles.standing import CURRENT, IS_NEW, newest
from improvement_cycles.words import NoteKind, TryStatus

_SHOWN = 3  # tries on the front page
_OF_STATEMENT = 12  # sentences on the page of a statement
_OF_MEETING = 3  # pictures of a place for its meeting

_NONE = false()
_hat = (
    select(TeamMember.hat)
    .where(
        TeamMember.project_id == ImprovementProject.id,
        TeamMember.person_id == bindparam("person"),
    )
    .correlate(ImprovementProject)
    .scalar_subquery()
)
_HEAD: dict[str, Any] = {
    "project_id": ImprovementProject.id,
    "measure_id": Measure.id,
    "name": Measure.name,
    "unit": Measure.unit,
    "kind": Measure.kind,
    "role": Measure.role,
    "better": Measure.better,
    "multiply": Measure.multiply,
    "fewest": Measure.fewest,
    "group_only": Measure.group_only,
    "main": Measure.main,
    "how_often": Measure.how_often,
    "baseline_until": Measure.baseline_until,
    "stopped_on": Measure.stopped_on,
    "try_title": ImprovementProject.title,
    "area_id": ImprovementProject.area_id,
    "place_id": ImprovementProject.place_id,
    "owner_id": ImprovementProject.owner_id,
    "hidden": ImprovementProject.hidden,
    "status": ImprovementProject.status,
    "place": Place.name,
    "symbol": func.coalesce(FIRST_SYMBOL, "tries"),
    "hat": _hat,
}
_DOT: dict[str, Any] = {
    "on": Point.on,
    "nth": Point.nth,
    "value": Point.value,
    "out_of": Point.out_of,
    "happy": Point.happy,
    "ok": Point.ok,
    "sad": Point.sad,
    "left_out": Point.left_out,
    "words": Point.note,
}
_NOTE: dict[str, Any] = {
    "on": Annotation.on,
    "words": Annotation.words,
    "begins_part": (Annotation.kind == NoteKind.NEW_PART).label("begins_part"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A measure with its dots and marks, as one viewer may see it."""

    head: Any  # a row of what a picture needs of the measure and its try
    viewer: Viewer
    counted: list[Counted] = field(default_factory=list)
    notes: list[tuple[date, str]] = field(default_factory=list)
    parts: list[date] = field(default_factory=list)  # those of its marks that begin a new part
    has_older: bool = False  # dots that stand, and are not among `counted`

    @property
    def team(self) -> dict[int, HatKind]:
        """The team, as far as it is the viewer."""
        return {self.viewer.id: self.head.hat} if self.head.hat else {}

    @property
    def for_outsiders(self) -> bool:
        return not measure_policy.may_see_few(self.viewer, self.head, self.team)

    @property
    def may_count(self) -> bool:
        return measure_policy.may_count(self.viewer, self.head, self.team)


def _columns(what: str, ours: dict[str, Any]) -> list[Any]:
    """The columns of one part of a statement; those of the other parts are empty."""
    every = _HEAD | _DOT | _NOTE
    return [
        literal(what).label("what"),
        *(
            (ours[name] if name in ours else cast(null(), column.type)).label(name)
            for name, column in every.items()
        ),
    ]


def _pictures(
    where: ColumnElement[bool],
    *,
    tries: Select[Any] | None = None,
    also: ColumnElement[bool] = _NONE,
    most: int | None = None,
) -> Any:
    """Measures, then the newest of their standing dots and the marks, in time order.

    Args:
        where: which measures, of tries that the viewer may read, and that they may know of.
        tries: these tries are listed too if they count nothing yet.
        also: measures of these tries that are listed too, without dots or marks.
        most: of the newest tries, so many.

    """
    on_it = and_(Measure.project_id == ImprovementProject.id, shown(), where)
    ids = select(Measure.id).join(ImprovementProject, on_it).where(readable())
    if most:
        ids = select(ids.order_by(ImprovementProject.id.desc()).limit(most).subquery().c.id)
    heads = select(*_columns("measure", _HEAD)).select_from(ImprovementProject)
    heads = heads.join(Place, Place.id == ImprovementProject.place_id)
    if tries is None:
        heads = heads.join(Measure, on_it).where(Measure.id.in_(ids))
    else:
        ids = ids.where(ImprovementProject.id.in_(tries))
        listed = and_(Measure.project_id == ImprovementProject.id, shown(), or_(where, also))
        heads = heads.outerjoin(Measure, listed).where(ImprovementProject.id.in_(tries))
    of_it = {"measure_id": Measure.id}
    dots = (
        select(*_columns("dot", of_it | _DOT))
        .select_from(Measure)
        .join(Point, and_(Point.measure_id == Measure.id, IS_NEW))
        .where(Measure.id.in_(ids), CURRENT)
    )
    on_pictures = and_(
        Annotation.project_id == Measure.project_id,
        Annotation.measure_id.is_(None) | (Annotation.measure_id == Measure.id),
    )
    notes = (
        select(*_columns("note", of_it | _NOTE))
        .select_from(Measure)
        .join(Annotation, on_pictures)
        .where(Measure.id.in_(ids))
    )
    return union_all(heads, dots, notes).order_by("on", "nth", "measure_id")


_happening = (
    select(ImprovementProject.id)
    .where(
        ImprovementProject.status == TryStatus.HAPPENING,
        ImprovementProject.owner_id.is_(None),
        ImprovementProject.area_id == bindparam("area_id"),
    )
    .order_by(ImprovementProject.started_on.desc(), ImprovementProject.id.desc())
    .limit(_SHOWN)
    .subquery()
)
_ONE = _pictures(Measure.id == bindparam("measure_id"))
_OF_TRY = _pictures(
    Measure.stopped_on.is_(None),
    also=Measure.stopped_on.is_not(None),
    tries=select(ImprovementProject.id).where(
        ImprovementProject.id == bindparam("project_id"), readable()
    ),
)
_OF_GO = _pictures(
    and_(
        Measure.project_id
        == select(Cycle.project_id).where(Cycle.id == bindparam("cycle_id")).scalar_subquery(),
        Measure.stopped_on.is_(None),
    )
)
_FRONT = _pictures(Measure.main.is_(True), tries=select(_happening.c.id))
_STATEMENT = _pictures(
    and_(
        Measure.main,
        ImprovementProject.owner_id.is_(None),
        exists().where(
            ProjectStatement.project_id == Measure.project_id,
            ProjectStatement.statement_id == bindparam("statement_id"),
        ),
    ),
    most=_OF_STATEMENT,
)
_AT_PLACE = _pictures(
    and_(
        Measure.main,
        Measure.stopped_on.is_(None),
        ImprovementProject.status == TryStatus.HAPPENING,
        ImprovementProject.owner_id.is_(None),
        ImprovementProject.place_id == bindparam("place_id"),
    ),
    most=_OF_MEETING,
)


def one(session: Session, viewer: Viewer, measure_id: int) -> Seen | None:
    """One measure, if the viewer may know of it."""
    return next(iter(_seen(session, viewer, _ONE, {"measure_id": measure_id})), None)


def of_try(session: Session, viewer: Viewer, project_id: int) -> list[Seen]:
    """The measures of a try: the main picture, then as they were made.

    Those that are stopped have no dots here. A try that counts nothing yet is there once, with no
    measure.
    """
    return _main_first(_seen(session, viewer, _OF_TRY, {"project_id": project_id}))


def of_go(session: Session, viewer: Viewer, cycle_id: int) -> list[Seen]:
    """The measures of the try that a go belongs to and that are still counted, as `of_try`."""
    return _main_first(_seen(session, viewer, _OF_GO, {"cycle_id": cycle_id}))


def of_statement(session: Session, viewer: Viewer, statement_id: int) -> list[Seen]:
    """The main measure of each try for a statement, of the newest tries first."""
    found = _seen(session, viewer, _STATEMENT, {"statement_id": statement_id})
    return sorted(found, key=lambda seen: -seen.head.project_id)


def on_front(session: Session, viewer: Viewer, area_id: int) -> list[Seen]:
    """What is being tried now in an area, each with its main measure if it has one."""
    found = _seen(session, viewer, _FRONT, {"area_id": area_id})
    return sorted(found, key=lambda seen: -seen.head.project_id)


def at_place(session: Session, viewer: Viewer, place_id: int) -> list[Seen]:
    """The main measures of what one place tries now, of its newest tries first."""
    found = _seen(session, viewer, _AT_PLACE, {"place_id": place_id})
    return sorted(found, key=lambda seen: -seen.head.project_id)


def _seen(session: Session, viewer: Viewer, statement: Any, asked: dict[str, Any]) -> list[Seen]:
    return _put_together(session.execute(statement, asked | whom(viewer)).all(), viewer)


def _main_first(found: list[Seen]) -> list[Seen]:
    return sorted(found, key=lambda seen: (not seen.head.main, seen.head.measure_id or 0))


def _put_together(rows: Iterable[Any], viewer: Viewer) -> list[Seen]:
    heads: list[Any] = []
    counted: dict[int, list[Counted]] = defaultdict(list)
    notes: dict[int, list[tuple[date, str]]] = defaultdict(list)
    parts: dict[int, list[date]] = defaultdict(list)
    for row in rows:
        if row.what == "measure":
            heads.append(row)
        elif row.what == "dot":
            counted[row.measure_id].append(as_counted(row, row.words))
        else:
            notes[row.measure_id].append((row.on, row.words))
            if row.begins_part:
                parts[row.measure_id].append(row.on)
    return [
        Seen(head, viewer, drawn, notes[head.measure_id], parts[head.measure_id], has_older)
        for head in heads
        for drawn, has_older in [newest(counted[head.measure_id])]
    ]


def as_counted(row: Any, note: str) -> Counted:
    """A row with the columns of a dot, as what was counted."""
    return Counted(row.on, row.value, row.out_of, row.happy, row.ok, row.sad, row.left_out, note)
