"""A go as something to talk about, under the rule of its try."""

from flask_babel import gettext as _
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.queries import NO_SUCH, readable, who

_GO_SUBJECT = (
    select(
        Cycle.id,
        Cycle.number,
        ImprovementProject.title,
        ImprovementProject.area_id,
        ImprovementProject.place_id,
        ImprovementProject.owner_id,
    )
    .join(ImprovementProject, ImprovementProject.id == Cycle.project_id)
    .where(Cycle.id == bindparam("cycle_id"), readable())
)


def go_subject(session: Session, viewer: Viewer, cycle_id: int) -> Subject:
    """A go as something to talk about. Raises NotFound."""
    row = session.execute(_GO_SUBJECT, {"cycle_id": cycle_id} | who(viewer)).first()
    if row is None:
        raise NotFound(NO_SUCH)
    title = _("Go %(number)s: %(title)s", number=row.number, title=row.title)
    private = row.owner_id is not None
    return Subject("go", row.id, title, row.area_id, row.place_id, private=private)
