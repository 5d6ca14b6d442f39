"""Everything that a try tells, in few statements: its goes, what each hat says, its pictures."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.people.hats import Group
from coprod.people.viewer import Viewer
from improvement_cycles import measure_queries, reading
from improvement_cycles.go_models import Cycle, Question, StudyNote
from improvement_cycles.measure_queries import Seen
from improvement_cycles.words import GoState

_OF_TRY = Cycle.project_id == bindparam("project_id")
_GOES = select(*Cycle.__table__.columns).where(_OF_TRY).order_by(Cycle.number, Cycle.id)
_QUESTIONS = (
    select(*Question.__table__.columns)
    .join(Cycle, Cycle.id == Question.cycle_id)
    .where(_OF_TRY)
    .order_by(Question.cycle_id, Question.position)
)
_BOXES = (
    select(StudyNote.cycle_id, StudyNote.group, StudyNote.words)
    .join(Cycle, Cycle.id == StudyNote.cycle_id)
    .where(_OF_TRY)
    .order_by(StudyNote.id)
)


@dataclass(frozen=True, slots=True)
class GoTold:
    """One go: the columns of its row, its questions, and what each group said it learned."""

    row: Any
    asked: list[Any]
    boxes: list[tuple[Group, list[str]]]

    @property
    def is_over(self) -> bool:
        return self.row.state in {GoState.CLOSED, GoState.STOPPED_EARLY}


@dataclass(frozen=True, slots=True)
class Told:
    """A try with all that it tells. No names: a group speaks."""

    whole: reading.TryView
    goes: list[GoTold]
    counted: list[Seen]  # the main measure first; those with no dot are not there

    @property
    def head(self) -> Any:
        return self.whole.head

    @property
    def seen(self) -> list[Seen]:
        """What is counted and can go on a wall: not what is for the group alone."""
        return [one for one in self.counted if not one.head.group_only]

    @property
    def stays_in_group(self) -> int:
        """How many pictures the viewer sees elsewhere and not here: they are of the group."""
        return len(self.counted) - len(self.seen)

    @property
    def started(self) -> list[GoTold]:
        """The goes that were tried, or are being tried."""
        return [go for go in self.goes if go.row.started_on]


def tell(session: Session, viewer: Viewer, project_id: int) -> Told:
    """A try that the viewer may read. Raises NotFound."""
    whole = reading.a_try(session, viewer, project_id)
    asked = {"project_id": project_id}
    questions: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(_QUESTIONS, asked):
        questions[row.cycle_id].append(row)
    boxes: dict[int, dict[Group, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in session.execute(_BOXES, asked):
        boxes[row.cycle_id][row.group].append(row.words)
    seen = measure_queries.of_try(session, viewer, project_id)
    return Told(
        whole,
        [
            GoTold(row, questions[row.id], list(boxes[row.id].items()))
            for row in session.execute(_GOES, asked)
        ],
        [one for one in seen if one.counted],
    )
