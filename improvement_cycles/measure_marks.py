"""Marks on a picture by hand: which there are, and taking one away."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.viewer import Viewer
from improvement_cycles import measure_policy
from improvement_cycles.annotations import Annotation
from improvement_cycles.measure_found import Measured
from improvement_cycles.words import NoteKind

NO_SUCH = "There is no such mark here. Somebody may have taken it away."


def by_hand(session: Session, this: Measured) -> list[Any]:
    """The marks on a picture that somebody made, the newest day first: rows of id, on, words."""
    wanted = select(Annotation.id, Annotation.on, Annotation.words).where(_by_hand(this))
    return list(session.execute(wanted.order_by(Annotation.on.desc(), Annotation.id.desc())))


def take_away(session: Session, viewer: Viewer, this: Measured, mark_id: int) -> None:
    """Take a mark off this picture, and off every other that it is on. Raises NotFound."""
    measure_policy.may_define.require(viewer, this.project, this.team)
    mark = session.scalar(select(Annotation).where(Annotation.id == mark_id, _by_hand(this)))
    if mark is None:
        raise NotFound(NO_SUCH)
    session.delete(mark)
    session.flush()


def _by_hand(this: Measured) -> ColumnElement[bool]:
    return (
        (Annotation.project_id == this.project.id)
        & or_(Annotation.measure_id.is_(None), Annotation.measure_id == this.measure.id)
        & (Annotation.kind != NoteKind.AUTOMATIC)
    )
