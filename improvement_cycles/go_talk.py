"""Tries and goes as something to talk about: a go is under the rule of its try."""

from flask_babel import gettext as _
from sqlalchemy import String, bindparam, cast, literal, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.told import TALKED_OF, TalkedOf
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.queries import NO_SUCH, as_talked_of, readable, who

_GO_SUBJECT = (
    select(
        Cycle.id,
        Cycle.number,
        ImprovementProject.title,
        ImprovementProject.area_id,
        ImprovementProject.place_id,
        ImprovementProject.owner_id,
        ImprovementProject.status,
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
    return Subject("go", row.id, title, row.area_id, row.place_id, **as_talked_of(row))


TALKED_OF += (
    TalkedOf(
        "try",
        select(
            ImprovementProject.id.label("key"), ImprovementProject.title, literal("").label("what")
        ).where(readable()),
        who,
    ),
    TalkedOf(
        "go",
        select(
            Cycle.id.label("key"),
            ImprovementProject.title,
            cast(Cycle.number, String).label("what"),
        )
        .join(ImprovementProject, ImprovementProject.id == Cycle.project_id)
        .where(readable()),
        who,
    ),
)
