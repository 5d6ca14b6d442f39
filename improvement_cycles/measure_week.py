"""A week at a glance: what one person counts, and how it stands with each of the last 7 days."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.people.viewer import Viewer
from improvement_cycles.measure_days import State, state_of, week_until
from improvement_cycles.measure_due import COUNTED
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_queries import as_counted
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.points import as_dot
from improvement_cycles.queries import who
from improvement_cycles.standing import CURRENT, NEWEST_DAY

_MOST = 30  # measures that one person counts
_MEASURES = (
    select(
        Measure.id,
        Measure.name,
        Measure.kind,
        Measure.how_often,
        Measure.weekdays,
        Measure.day_of_month,
        Measure.made_on,
        ImprovementProject.title,
        NEWEST_DAY.label("last"),
    )
    .join(ImprovementProject, ImprovementProject.id == Measure.project_id)
    .join(TeamMember, TeamMember.project_id == ImprovementProject.id)
    .where(*COUNTED)
    .order_by(Measure.id.desc())
    .limit(_MOST)
)
_DOTS = (
    select(Point.__table__)
    .where(
        Point.measure_id.in_(bindparam("measures", expanding=True)),
        Point.on >= bindparam("since"),
        Point.on <= bindparam("until"),
        CURRENT,
    )
    .order_by(Point.on, Point.nth)
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one measure."""

    on: date
    state: State
    words: str = ""  # what its dots say
    dot_id: int | None = None  # its dot, if it has exactly one


@dataclass(frozen=True, slots=True)
class Row:
    """One measure's week."""

    measure: Any
    cells: Sequence[Cell]


def week_of(session: Session, viewer: Viewer) -> list[Row]:
    """The last 7 days of everything that somebody counts, the newest measure first."""
    measures = session.execute(_MEASURES, who(viewer)).all()
    days = week_until(today())
    asked = {"measures": [one.id for one in measures], "since": days[0], "until": days[-1]}
    dots: dict[int, dict[date, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for dot in session.execute(_DOTS, asked) if measures else ():
        dots[dot.measure_id][dot.on].append(dot)
    return [Row(one, [_cell(one, on, days, dots[one.id]) for on in days]) for one in measures]


def _cell(measure: Any, on: date, days: Sequence[date], dots: dict[date, list[Any]]) -> Cell:
    its = dots.get(on, [])
    words = [as_dot(measure.kind, as_counted(dot, dot.note)).words for dot in its]
    return Cell(
        on,
        state_of(measure, on, days[-1], dots, measure.last),
        ", ".join(word for word in words if word),
        its[0].id if len(its) == 1 else None,
    )
