"""Reading a diagram and what stands around it. Its caller has found that the viewer may read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.issues.models import Issue
from coprod.issues.queries import seen_by
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.rounds.models import Round, RoundPick
from improvement_cycles import found
from improvement_cycles.drivers.models import (
    ChangeIdea,
    Driver,
    DriverDiagram,
    DriverLink,
    IdeaLink,
)
from improvement_cycles.drivers.tree import Diagram, Key, Part
from improvement_cycles.drivers.words import Kind, Level
from improvement_cycles.found import Try
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject

NO_PART = "There is no such thing on this page."
_MOST_GONE = 20  # of what was taken away


@dataclass(frozen=True, slots=True)
class Drawn(Try):
    """A try with its diagram, as it is now. `own_aim` is empty where the try's own words hold."""

    diagram: Diagram
    own_aim: str
    edits: int

    def part(self, key: Key) -> Part:
        """A part of the diagram as it is now. Raises NotFound."""
        part = self.diagram.find(key)
        if part is None:
            raise NotFound(NO_PART)
        return part


def a_diagram(session: Session, viewer: Viewer, project_id: int, *, hold: bool = True) -> Drawn:
    """The diagram of one try; the try is held for a change unless `hold` is false.

    A try that has none yet gives an empty one. Raises NotFound, never NotAllowed.
    """
    whole = found.a_try(session, viewer, project_id, hold=hold)
    return drawn(session, whole.project, whole.team)


def drawn(session: Session, project: ImprovementProject, team: Mapping[int, HatKind]) -> Drawn:
    """The diagram of a try that is here already. Read after the try is held."""
    of_it = DriverDiagram.project_id == project.id
    row = session.execute(select(DriverDiagram.aim, DriverDiagram.edits).where(of_it)).first()
    own_aim = row.aim if row else ""
    diagram = Diagram(
        own_aim or project.what_will_be_different,
        tuple(_parts(session, project.id)),
        frozenset(_links(session, project.id)),
    )
    return Drawn(project, dict(team), diagram, own_aim, row.edits if row else 0)


def _parts(session: Session, project_id: int) -> Iterable[Part]:
    drivers = select(Driver.id, Driver.level, Driver.words).where(
        Driver.project_id == project_id, Driver.gone_on.is_(None)
    )
    for row in session.execute(drivers.order_by(Driver.id)):
        yield Part(Kind.DRIVER, row.id, row.level, row.words)
    ideas = select(ChangeIdea.id, ChangeIdea.words, ChangeIdea.issue_id, ChangeIdea.pick_id).where(
        ChangeIdea.project_id == project_id, ChangeIdea.gone_on.is_(None)
    )
    for one in session.execute(ideas.order_by(ChangeIdea.id)):
        yield Part(Kind.IDEA, one.id, Level.IDEA, one.words, one.issue_id, one.pick_id)


def _links(session: Session, project_id: int) -> Iterable[tuple[Key, Key]]:
    rows = union_all(
        select(literal(Kind.DRIVER.value), DriverLink.lower_id, DriverLink.upper_id).where(
            DriverLink.project_id == project_id
        ),
        select(literal(Kind.IDEA.value), IdeaLink.idea_id, IdeaLink.driver_id).where(
            IdeaLink.project_id == project_id
        ),
    )
    for kind, lower, upper in session.execute(rows):
        yield (Kind(kind), lower), (Kind.DRIVER, upper)


def titles(session: Session, viewer: Viewer, diagrams: Iterable[Diagram]) -> dict[int, str]:
    """What the issues say from which ideas came, as far as the viewer may read them."""
    ids = {part.issue_id for one in diagrams for part in one.parts if part.issue_id}
    wanted = select(Issue.id, Issue.title).where(Issue.id.in_(ids), seen_by(viewer))
    return {row.id: row.title for row in session.execute(wanted)} if ids else {}


def picked(session: Session, viewer: Viewer, diagram: Diagram) -> dict[int, int]:
    """In which round each pick was made, for the people of its area."""
    ids = {part.pick_id for part in diagram.parts if part.pick_id}
    wanted = (
        select(RoundPick.id, RoundPick.round_id)
        .join(Round, Round.id == RoundPick.round_id)
        .where(RoundPick.id.in_(ids), Round.area_id.in_(sorted(viewer.areas)))
    )
    return {row.id: row.round_id for row in session.execute(wanted)} if ids else {}


def goes_of(session: Session, project_id: int) -> dict[int, list[Any]]:
    """The goes that tested each idea, the first one first: id, number, title, state, decision."""
    wanted = select(
        Cycle.idea_id, Cycle.id, Cycle.number, Cycle.title, Cycle.state, Cycle.decision
    ).where(Cycle.project_id == project_id, Cycle.idea_id.is_not(None))
    tested: dict[int, list[Any]] = {}
    for row in session.execute(wanted.order_by(Cycle.number)):
        tested.setdefault(row.idea_id, []).append(row)
    return tested


def gone(session: Session, viewer: Viewer, project_id: int, otherwise: str) -> list[Part]:
    """What was taken away last and can be put back, the latest first, with words."""
    drivers = select(Driver).where(Driver.project_id == project_id, Driver.gone_on.is_not(None))
    ideas = select(ChangeIdea).where(
        ChangeIdea.project_id == project_id, ChangeIdea.gone_on.is_not(None)
    )
    days = [
        *((one.gone_on, as_part(one)) for one in session.scalars(_latest(drivers, Driver))),
        *((one.gone_on, as_part(one)) for one in session.scalars(_latest(ideas, ChangeIdea))),
    ]
    days.sort(key=lambda pair: (str(pair[0]), pair[1].id), reverse=True)
    away = Diagram(parts=tuple(part for _day, part in days[:_MOST_GONE]))
    return list(away.said(titles(session, viewer, [away]), otherwise).parts)


def _latest(rows: Any, kind: Any) -> Any:
    return rows.order_by(kind.gone_on.desc(), kind.id.desc()).limit(_MOST_GONE)


def as_part(row: Driver | ChangeIdea) -> Part:
    if isinstance(row, Driver):
        return Part(Kind.DRIVER, row.id, row.level, row.words)
    return Part(Kind.IDEA, row.id, Level.IDEA, row.words, row.issue_id, row.pick_id)
