"""What stands around a go, read in one statement: notes, boxes, things to do, what was seen."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, Select, String, bindparam, cast, func, literal, null, select
from sqlalchemy import type_coerce as typed
from sqlalchemy.orm import Session, aliased

from coprod.issues.models import Photo, Sound
from coprod.people import names
from coprod.people.hats import Group, HatKind
from coprod.people.models import Person
from improvement_cycles.doing_models import STANDS, Noticed, NoticedWords, Task, UpkeepCheck, is_of
from improvement_cycles.go_models import Cycle, PlanNote, StudyNote
from improvement_cycles.ramp import Node, chains
from improvement_cycles.words import CameBy, GoState, Outcome

_KEY = Cycle.id.type
_TYPES: dict[str, Any] = {
    "id": _KEY,
    "person_id": _KEY,
    "name": String,
    "box": StudyNote.group.type,
    "words": String,
    "more": String,
    "on": Date,
    "day": Date,
    "yes": Boolean,
    "photo_id": _KEY,
    "width": _KEY,
    "height": _KEY,
    "sound_id": _KEY,
    "number": _KEY,
    "next_of_id": _KEY,
    "came_by": Cycle.came_by.type,
    "state": Cycle.state.type,
    "decision": Cycle.decision.type,
}
_GO = bindparam("cycle_id", type_=_KEY)
_Does, _This = aliased(Person), aliased(Cycle)


def _part(what: str, **columns: Any) -> Select[Any]:
    """One kind of row. Every kind has the same columns; those it does not fill are empty."""
    filled = [
        (typed(columns[key], kind) if key in columns else cast(null(), kind)).label(key)
        for key, kind in _TYPES.items()
    ]
    return select(literal(what).label("what"), *filled)


_SAID = (
    _part(
        "said",
        id=StudyNote.id,
        person_id=StudyNote.person_id,
        name=Person.name,
        box=StudyNote.group,
        words=StudyNote.words,
        on=StudyNote.on,
    )
    .join(Person, Person.id == StudyNote.person_id)
    .where(StudyNote.cycle_id == _GO)
)
_BESIDE = (
    _part(
        "beside",
        id=PlanNote.id,
        person_id=PlanNote.by_id,
        name=Person.name,
        words=PlanNote.words,
        on=PlanNote.on,
    )
    .join(Person, Person.id == PlanNote.by_id)
    .where(PlanNote.cycle_id == _GO)
)
_TASKS = (
    _part(
        "task",
        id=Task.id,
        person_id=Task.person_id,
        name=_Does.name,
        words=Task.what,
        more=Task.why,
        on=Task.done_on,
        day=Task.by_when,
        yes=Task.as_planned,
    )
    .select_from(Task)
    .outerjoin(_Does, _Does.id == Task.person_id)
    .where(Task.cycle_id == _GO)
)
_SEEN = (
    _part(
        "seen",
        id=Noticed.id,
        person_id=Noticed.by_id,
        name=Person.name,
        words=func.coalesce(NoticedWords.words, Noticed.words),
        more=Photo.shows,
        on=Noticed.on,
        photo_id=Photo.id,
        width=Photo.width,
        height=Photo.height,
        sound_id=Sound.id,
    )
    .select_from(Noticed)
    .join(Person, Person.id == Noticed.by_id)
    .outerjoin(NoticedWords, NoticedWords.noticed_id == Noticed.id)
    .outerjoin(Photo, is_of(Photo))
    .outerjoin(Sound, is_of(Sound))
    .where(Noticed.cycle_id == _GO, STANDS)
)
_GOES = _part(
    "go",
    id=Cycle.id,
    words=Cycle.title,
    on=Cycle.started_on,
    number=Cycle.number,
    next_of_id=Cycle.next_of_id,
    came_by=Cycle.came_by,
    state=Cycle.state,
    decision=Cycle.decision,
).where(Cycle.project_id == select(_This.project_id).where(_This.id == _GO).scalar_subquery())
_CHECKS = (
    _part(
        "check",
        id=UpkeepCheck.id,
        person_id=UpkeepCheck.by_id,
        name=Person.name,
        words=UpkeepCheck.words,
        on=UpkeepCheck.on,
        yes=UpkeepCheck.still_there,
    )
    .join(Person, Person.id == UpkeepCheck.by_id)
    .where(UpkeepCheck.cycle_id == _GO)
)
_AROUND = _SAID.union_all(_BESIDE, _TASKS, _SEEN, _CHECKS, _GOES).order_by("id")


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote beside the plan, or in the box of their group."""

    box: Group | None
    words: str
    on: date
    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: who does it, or nobody yet; and how it went, once it is done."""

    id: int
    person_id: int | None
    name: str
    what: str
    by_when: date | None
    done_on: date | None
    as_planned: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that somebody saw while it was tried."""

    id: int
    by_id: int
    name: str
    on: date
    words: str
    photo: tuple[int, int] | None  # its width and height
    shows: str
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A look at what was kept."""

    on: date
    still_there: bool
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class InRamp:
    """One go of the try, as a line in its ramp."""

    id: int
    number: int
    title: str
    state: GoState
    decision: Outcome | None
    next_of_id: int | None
    came_by: CameBy | None
    started_on: date | None


@dataclass(frozen=True, slots=True)
class Around:
    """Everything around one go, each kind in the order of time."""

    notes: list[Note]
    tasks: list[ToDo]
    seen: list[Seen]
    checks: list[Checked]
    chains: list[list[Node]]  # all goes of the try, as a ramp
    numbers: dict[int, int]  # of each go of the try


def read(
    session: Session,
    cycle_id: int,
    hats: Mapping[int, HatKind],
    *,
    names_too: bool,
    tasks: bool,
    noticed: bool,
) -> Around:
    """All of it that the viewer may see: names, things to do, and what was seen, or not.

    `hats` are those of the team.
    """
    found: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(_AROUND, {"cycle_id": cycle_id}):
        found[row.what].append(row)

    def who(row: Any) -> str:
        return names.shown(names_too, row.name, hats.get(row.person_id)) if row.person_id else ""

    return Around(
        [
            Note(row.box, row.words, row.on, row.person_id, who(row))
            for row in [*found["said"], *found["beside"]]
        ],
        [
            ToDo(row.id, row.person_id, who(row), row.words, row.day, row.on, row.yes, row.more)
            for row in found["task"]
            if tasks
        ],
        [_seen(row, who(row)) for row in found["seen"] if noticed],
        [Checked(row.on, row.yes, row.words, who(row)) for row in found["check"]],
        chains(_in_ramp(row) for row in found["go"]),
        {row.id: row.number for row in found["go"]},
    )


def _seen(row: Any, name: str) -> Seen:
    photo = (row.width, row.height) if row.photo_id else None
    heard = row.sound_id is not None
    return Seen(row.id, row.person_id, name, row.on, row.words, photo, row.more or "", heard)


def _in_ramp(row: Any) -> InRamp:
    from_which = (row.next_of_id, row.came_by)
    return InRamp(row.id, row.number, row.words, row.state, row.decision, *from_which, row.on)
