"""What the page of a go knows of its idea, as columns of the statement that reads the go."""

from sqlalchemy import ColumnElement, bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from improvement_cycles.drivers.models import ChangeIdea
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import TeamMember


def _of_idea(column: InstrumentedAttribute[object]) -> ColumnElement[object]:
    wanted = select(column).where(ChangeIdea.id == Cycle.idea_id)
    return wanted.correlate(Cycle).scalar_subquery().label(f"idea_{column.key}")


IDEA_OF_GO = (
    _of_idea(ChangeIdea.words),  # all of them None without an idea
    _of_idea(ChangeIdea.issue_id),
    _of_idea(ChangeIdea.gone_on),
    exists()
    .where(ChangeIdea.project_id == Cycle.project_id, ChangeIdea.gone_on.is_(None))
    .correlate(Cycle)
    .label("has_ideas"),
    select(TeamMember.hat)
    .where(TeamMember.project_id == Cycle.project_id, TeamMember.person_id == bindparam("person"))
    .correlate(Cycle)
    .scalar_subquery()
    .label("my_hat"),
)
"""Asked of `who(viewer)`."""
