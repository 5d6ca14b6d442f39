"""Whose dot is due: what a person counts, and has not put in yet this time."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.first_page import Asks
from coprod.issues.parts import part
from coprod.people.viewer import Viewer
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_queries import CURRENT
from improvement_cycles.measure_words import HowOften
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.queries import readable, who
from improvement_cycles.words import WRITERS, TryStatus

_MOST = 25
_AFTER = {  # days after a dot until the next one is due
    HowOften.DAILY: timedelta(days=1),
    HowOften.WEEKLY: timedelta(days=7),
    HowOften.MONTHLY: timedelta(days=28),
}
_last = (
    select(func.max(Point.on))
    .where(Point.measure_id == Measure.id, CURRENT)
    .correlate(Measure)
    .scalar_subquery()
)
_DUE = (
    part(
        "dot",
        part_id=Measure.id,
        one=Measure.name,
        two=Measure.how_often,
        day=_last,
    )
    .select_from(Measure)
    .join(ImprovementProject, ImprovementProject.id == Measure.project_id)
    .join(TeamMember, TeamMember.project_id == ImprovementProject.id)
    .where(
        Measure.who_counts_id == bindparam("person"),
        TeamMember.person_id == bindparam("person"),  # `policy.may_write`: others cannot count
        TeamMember.hat.in_(WRITERS),
        ImprovementProject.area_id.in_(bindparam("areas", expanding=True)),
        Measure.stopped_on.is_(None),
        ImprovementProject.status == TryStatus.HAPPENING,
        readable(),
        or_(
            *(
                (Measure.how_often == often)
                & or_(_last.is_(None), _last <= bindparam(f"{often.value}_by"))
                for often in _AFTER
            )
        ),
    )
    .order_by(Measure.id.desc())
    .limit(_MOST)
)


def _asked(_session: Session, viewer: Viewer, _area_id: int) -> dict[str, Any] | None:
    if not any(hat.kind in WRITERS for hat in viewer.hats):
        return None  # nobody else counts
    return who(viewer) | {f"{often.value}_by": today() - after for often, after in _AFTER.items()}


ASKS = Asks((_DUE,), _asked)
"""What somebody counts and has not counted lately: name, how often, and the day of the last dot."""
