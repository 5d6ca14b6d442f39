"""The family of a try: what it was borrowed from, who borrowed it, and what each learned.

No numbers: places are not held side by side.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from improvement_cycles.go_models import Cycle, Question
from improvement_cycles.models import ImprovementProject
from improvement_cycles.queries import NO_SUCH, readable, who

_MOST = 200  # of a family that is shown

_up = (
    select(ImprovementProject.id, ImprovementProject.borrowed_from_id)
    .where(ImprovementProject.id == bindparam("project_id"))
    .cte("up", recursive=True)
)
_Lender = aliased(ImprovementProject)
_up = _up.union(
    select(_Lender.id, _Lender.borrowed_from_id).join(_up, _Lender.id == _up.c.borrowed_from_id)
)
_down = select(_up.c.id).where(_up.c.borrowed_from_id.is_(None)).cte("down", recursive=True)
_Borrower = aliased(ImprovementProject)
_down = _down.union(select(_Borrower.id).join(_down, _Borrower.borrowed_from_id == _down.c.id))
_LINKS = select(ImprovementProject.id, ImprovementProject.borrowed_from_id).where(
    ImprovementProject.id.in_(select(_down.c.id))
)
_SEEN = (
    select(
        ImprovementProject.id,
        ImprovementProject.title,
        ImprovementProject.status,
        ImprovementProject.in_short,
        Place.name.label("place"),
    )
    .join(Place, Place.id == ImprovementProject.place_id)
    .where(
        ImprovementProject.id.in_(bindparam("ids", expanding=True)),
        ImprovementProject.owner_id.is_(None),
        readable(),
    )
    .order_by(ImprovementProject.id != bindparam("project_id"), ImprovementProject.id)
    .limit(_MOST)
)
_LEARNED = (
    select(Cycle.project_id, Cycle.what_we_learned, Question.lesson)
    .outerjoin(Question, and_(Question.cycle_id == Cycle.id, Question.position == 1))
    .where(
        Cycle.project_id.in_(bindparam("ids", expanding=True)),
        or_(Cycle.what_we_learned != "", Question.lesson != ""),
    )
    .order_by(Cycle.number, Cycle.id)
)


@dataclass(frozen=True, slots=True)
class Relative:
    """One try of a family, at its depth in the tree."""

    id: int
    title: str
    status: Any
    in_short: str
    place: str
    learned: str  # what the last go that taught something taught
    borrowed: list["Relative"]  # those that borrowed from it, oldest first

    def all(self) -> Iterator["Relative"]:
        yield self
        for one in self.borrowed:
            yield from one.all()


def family(session: Session, viewer: Viewer, project_id: int) -> list[Relative]:
    """The family of a try as a tree, as far as the viewer may read it.

    Where one between is not for the viewer to see, those after it hang on the one before; if the
    first of all is not, there are several trees. Raises NotFound.
    """
    asked: dict[str, Any] = {"project_id": project_id}
    links = {row.id: row.borrowed_from_id for row in session.execute(_LINKS, asked)}
    ids = {"ids": sorted(links)}
    seen = {row.id: row for row in session.execute(_SEEN, asked | ids | who(viewer))}
    if project_id not in seen:
        raise NotFound(NO_SUCH)
    learned: dict[int, str] = {}
    for row in session.execute(_LEARNED, {"ids": sorted(seen)}):
        learned[row.project_id] = row.what_we_learned or row.lesson  # the last go's
    children: dict[int | None, list[int]] = defaultdict(list)
    for one in sorted(seen):
        children[_nearest(links, seen, one)].append(one)
    return [_relative(seen, learned, children, one) for one in children[None]]


def _nearest(links: dict[int, int | None], seen: dict[int, Any], one: int) -> int | None:
    """The nearest one before it that the viewer sees."""
    at = links[one]
    while at is not None and at not in seen:
        at = links.get(at)
    return at


def _relative(
    seen: dict[int, Any], learned: dict[int, str], children: dict[int | None, list[int]], one: int
) -> Relative:
    row = seen[one]
    borrowed = [_relative(seen, learned, children, child) for child in children[one]]
    return Relative(
        row.id, row.title, row.status, row.in_short, row.place, learned.get(row.id, ""), borrowed
    )
