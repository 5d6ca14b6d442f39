"""Fetching a measure to change it or count for it, only for those who may know of its try."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.viewer import Viewer
from improvement_cycles import found, measure_policy
from improvement_cycles.found import Try
from improvement_cycles.measure_models import Measure

NO_SUCH = "There is no such picture here."


@dataclass(frozen=True, slots=True)
class Measured(Try):
    """One measure of a try."""

    measure: Measure


def a_measure(session: Session, viewer: Viewer, measure_id: int, *, hold: bool = True) -> Measured:
    """One measure, its try held for a change unless `hold` is false.

    Raises NotFound, in the same words whether there is none or the viewer may not know of it.
    """
    project_id = session.scalar(select(Measure.project_id).where(Measure.id == measure_id))
    if project_id is None:
        raise NotFound(NO_SUCH)
    try:
        whole = found.a_try(session, viewer, project_id, hold=hold)
    except NotFound:  # in the words of a picture that never was: others would say that it is there
        raise NotFound(NO_SUCH) from None
    # Read after the try is held: what somebody else changed meanwhile is there to see.
    measure = session.scalars(
        select(Measure).where(Measure.id == measure_id),
        execution_options={"populate_existing": True},
    ).one_or_none()
    if measure is None or not measure_policy.may_see(viewer, whole.project, whole.team, measure):
        raise NotFound(NO_SUCH)
    return Measured(whole.project, whole.team, measure)
