"""The versions of a diagram: each change is kept with who made it, and can be looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import NotFound
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from improvement_cycles.drivers import queries
from improvement_cycles.drivers.models import DriverDiagram, DriverVersion
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.drivers.tree import Diagram, Key, from_json, to_json
from improvement_cycles.drivers.words import Step

PAGE = 25


@dataclass(frozen=True, slots=True)
class Version:
    """The diagram after one change: who made it, and what it was about."""

    number: int
    step: Step
    about: Key | None
    name: str
    by_hat: HatKind | None
    on: date
    diagram: Diagram
    before: Diagram


def keep(session: Session, viewer: Viewer, this: Drawn, step: Step, about: Key | None) -> None:
    """Keep the diagram as it is now as a new version. The try is held, so that numbers follow."""
    session.flush()
    insert_new(session, DriverDiagram, project_id=this.project.id, aim="", edits=0)
    now = queries.drawn(session, this.project, this.team)
    of_it = DriverDiagram.project_id == this.project.id
    session.execute(update(DriverDiagram).where(of_it).values(edits=now.edits + 1))
    place = this.project.area_id, this.project.place_id
    version = DriverVersion(
        project_id=this.project.id,
        number=now.edits + 1,
        step=step,
        kind=about[0] if about else None,
        part_id=about[1] if about else None,
        by_id=viewer.id,
        by_hat=this.team.get(viewer.id) or viewer.hat_in(*place),
        on=today(),
        diagram=to_json(now.diagram),
    )
    session.add(version)
    session.flush()


def versions(
    session: Session, project_id: int, before: int | None = None
) -> tuple[list[Version], int | None]:
    """A page of versions, the newest first, and where the next page starts if there is one."""
    wanted = _ROWS.where(DriverVersion.project_id == project_id).limit(PAGE + 1)
    if before is not None:
        wanted = wanted.where(DriverVersion.number < before)
    rows = session.execute(wanted).all()
    found = [_version(row, rows[at + 1 : at + 2]) for at, row in enumerate(rows[:PAGE])]
    return found, rows[PAGE - 1].number if len(rows) > PAGE else None


def version(session: Session, project_id: int, number: int) -> Version:
    """One version. Raises NotFound."""
    wanted = _ROWS.where(
        DriverVersion.project_id == project_id, DriverVersion.number.in_([number, number - 1])
    )
    rows = session.execute(wanted).all()
    if not rows or rows[0].number != number:
        raise NotFound(queries.NO_PART)
    return _version(rows[0], rows[1:])


def before_it_went(session: Session, project_id: int, about: Key) -> Diagram:
    """The diagram as it stood just before something was last taken away."""
    wanted = select(DriverVersion.number).where(
        DriverVersion.project_id == project_id,
        DriverVersion.step == Step.TAKEN_AWAY,
        DriverVersion.kind == about[0],
        DriverVersion.part_id == about[1],
    )
    number = session.scalar(wanted.order_by(DriverVersion.number.desc()).limit(1))
    return version(session, project_id, number).before if number else Diagram()


def _version(row: Any, earlier: Sequence[Any]) -> Version:
    return Version(
        number=row.number,
        step=row.step,
        about=(row.kind, row.part_id) if row.kind else None,
        name=row.name,
        by_hat=row.by_hat,
        on=row.on,
        diagram=from_json(row.diagram),
        before=from_json(earlier[0].diagram) if earlier else Diagram(),
    )


_ROWS = (
    select(
        DriverVersion.number,
        DriverVersion.step,
        DriverVersion.kind,
        DriverVersion.part_id,
        DriverVersion.by_hat,
        DriverVersion.on,
        DriverVersion.diagram,
        Person.name,
    )
    .join(Person, Person.id == DriverVersion.by_id)
    .order_by(DriverVersion.number.desc())
)
