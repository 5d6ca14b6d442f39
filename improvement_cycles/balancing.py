"""*Did it make anything worse?* What a try counts to find out, as the decide page asks for it."""

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from improvement_cycles import measure_queries
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_queries import Seen
from improvement_cycles.measure_words import Role
from improvement_cycles.standing import CURRENT

_THERE = select(
    exists().where(
        Measure.project_id == bindparam("project_id"),
        Measure.role == Role.BALANCING,
        Measure.stopped_on.is_(None),
        Point.measure_id == Measure.id,
        CURRENT,
        or_(Point.value.is_not(None), Point.happy.is_not(None)),
    )
)


def is_there(session: Session, project_id: int) -> bool:
    """Whether there is anything to look at: a balancing measure with a dot that has a number."""
    return bool(session.scalar(_THERE, {"project_id": project_id}))


def of_try(session: Session, viewer: Viewer, project_id: int) -> list[Seen]:
    """The balancing measures of a try that are still counted, with their dots."""
    return [
        one
        for one in measure_queries.of_try(session, viewer, project_id)
        if one.head.role is Role.BALANCING and not one.head.stopped_on
    ]
