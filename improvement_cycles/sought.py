"""Finding tries by their words, their place, their kind, and what they are for."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.people.viewer import Viewer
from coprod.vision.models import StatementVersion
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject, ProjectStatement
from improvement_cycles.queries import LINES, PAGE, Line, readable, who
from improvement_cycles.words import TryKind

_MOST_WORDS = 8  # of what somebody looks for; the rest hardly narrows it
_MOST_STATEMENTS = 50
_SAYS = (
    ImprovementProject.title,
    ImprovementProject.what_will_be_different,
    ImprovementProject.question,
    ImprovementProject.in_short,
)
_Go, _For = aliased(Cycle), aliased(ProjectStatement)  # LINES has a go of its own
_GO_SAYS = (_Go.title, _Go.what_we_will_try, _Go.what_we_learned)
_STATEMENTS = (
    select(ProjectStatement.statement_id.label("id"), StatementVersion.short)
    .join(ImprovementProject, ImprovementProject.id == ProjectStatement.project_id)
    .join(
        StatementVersion,
        and_(
            StatementVersion.statement_id == ProjectStatement.statement_id,
            StatementVersion.number == ProjectStatement.version,
        ),
    )
    .where(ImprovementProject.area_id == bindparam("area_id"), readable())
    .distinct()
    .order_by(StatementVersion.short, ProjectStatement.statement_id)
    .limit(_MOST_STATEMENTS)
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for; what is empty narrows nothing."""

    words: str = ""
    place_id: int | None = None
    kind: TryKind | None = None
    statement_id: int | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.place_id or self.kind or self.statement_id)


def conditions(sought: Sought) -> list[ColumnElement[bool]]:
    """What a try has to be: every word somewhere in it, and all the rest."""
    found = [_says(word) for word in sought.words.split()[:_MOST_WORDS]]
    if sought.place_id:
        found.append(ImprovementProject.place_id == sought.place_id)
    if sought.kind:
        found.append(ImprovementProject.kind == sought.kind)
    if sought.statement_id:
        found.append(
            exists().where(
                _For.project_id == ImprovementProject.id,
                _For.statement_id == sought.statement_id,
            )
        )
    return found


def find(
    session: Session, viewer: Viewer, area_id: int, sought: Sought, before: int | None = None
) -> tuple[list[Line], int | None]:
    """A page of the tries of an area that fit, newest first, and where the next page starts."""
    wanted = LINES.where(
        ImprovementProject.area_id == area_id,
        ImprovementProject.id < (before or 10**15),
        *conditions(sought),
    )
    rows = session.execute(
        wanted.order_by(ImprovementProject.id.desc()).limit(PAGE + 1), who(viewer)
    )
    found = [Line(*row) for row in rows]
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None


def statements(session: Session, viewer: Viewer, area_id: int) -> list[tuple[int, str]]:
    """The statements that tries of an area are for: id and short words, each once."""
    rows = session.execute(_STATEMENTS, {"area_id": area_id} | who(viewer))
    return list({row.id: (row.id, row.short) for row in rows}.values())


def _says(word: str) -> ColumnElement[bool]:
    """Whether a try or one of its goes has the word, in whatever case."""
    in_go = or_(*(_holds(column, word) for column in _GO_SAYS))
    return or_(
        *(_holds(column, word) for column in _SAYS),
        exists().where(_Go.project_id == ImprovementProject.id, in_go),
    )


def _holds(column: Any, word: str) -> ColumnElement[bool]:
    ways = [column.icontains(word, autoescape=True)]
    if not word.isascii():  # SQLite knows the capitals of ASCII only
        others = {word.lower(), word.upper(), word.capitalize()} - {word}
        ways += [column.contains(way, autoescape=True) for way in sorted(others)]
    return or_(*ways)
