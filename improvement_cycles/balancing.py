"""*Did it make anything worse?* What a try counts to find out, as the decide page asks for it."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_words import Role

_NAMES = (
    select(Measure.name)
    .where(
        Measure.project_id == bindparam("project_id"),
        Measure.role == Role.BALANCING,
        Measure.stopped_on.is_(None),
    )
    .order_by(Measure.id)
)


def names(session: Session, project_id: int) -> list[str]:
    """The balancing measures of a try by name. If it has none, the question is asked in words."""
    return list(session.scalars(_NAMES, {"project_id": project_id}))
