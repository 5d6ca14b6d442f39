"""Reading one go for its page: the columns it shows, in few statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.models import Person, Place
from coprod.people.viewer import Viewer
from improvement_cycles import go_around, policy
from improvement_cycles.drivers.of_go import IDEA_OF_GO
from improvement_cycles.go_around import Around, Note, ToDo
from improvement_cycles.go_models import Agreed, Cycle, CycleDoer, Question
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.queries import NO_SUCH, follows, readable, who
from improvement_cycles.reading import OF_TRY
from improvement_cycles.words import TeamJob

_Upkeep, _By, _Later = aliased(Person), aliased(Person), aliased(Cycle)
_Landed = aliased(Place)
_GO = (
    select(
        *Cycle.__table__.columns,
        *OF_TRY[1:],
        *IDEA_OF_GO,
        _Landed.name.label("landed_on"),
        names.name_in(ImprovementProject.area_id, _Upkeep.name).label("upkeep"),
        names.name_in(ImprovementProject.area_id, _By.name).label("decided_by"),
        select(_Later.id)
        .where(_Later.next_of_id == Cycle.id, follows(_Later))
        .order_by(_Later.number)
        .limit(1)
        .correlate(Cycle)
        .scalar_subquery()
        .label("next_id"),
    )
    .select_from(Cycle)
    .join(ImprovementProject, ImprovementProject.id == Cycle.project_id)
    .join(Place, Place.id == ImprovementProject.place_id)
    .outerjoin(_Landed, _Landed.id == Cycle.knock_on_place_id)
    .outerjoin(_Upkeep, _Upkeep.id == Cycle.owner_of_upkeep_id)
    .outerjoin(_By, _By.id == Cycle.decided_by_id)
    .where(Cycle.id == bindparam("cycle_id"), readable())
)
_QUESTIONS = (
    select(Question.position, Question.question, Question.guess, Question.result, Question.lesson)
    .where(Question.cycle_id == bindparam("cycle_id"))
    .order_by(Question.position)
)


def _people(what: str, kind: Any, words: Any, of: Any, job: Any) -> Any:
    return (
        select(
            literal(what).label("what"),
            kind.person_id,
            Person.name,
            Person.picture,
            words.label("words"),
            job.label("job"),
            (kind.hat if hasattr(kind, "hat") else cast(null(), TeamMember.hat.type)).label("hat"),
        )
        .join(Person, Person.id == kind.person_id)
        .where(of)
    )


_NO = cast(null(), TeamMember.job.type)
_PEOPLE = union_all(
    _people(
        "team",
        TeamMember,
        TeamMember.job_words,
        TeamMember.project_id == bindparam("project_id"),
        TeamMember.job,
    ),
    _people("does", CycleDoer, CycleDoer.does, CycleDoer.cycle_id == bindparam("cycle_id"), _NO),
    _people("agreed", Agreed, literal(""), Agreed.cycle_id == bindparam("cycle_id"), _NO),
).order_by("name", "person_id")


@dataclass(frozen=True, slots=True)
class InGo:
    """Somebody in a go: in its team, doing something, or agreeing. `name` as the viewer may see."""

    what: str
    person_id: int
    name: str
    picture: str
    words: str
    job: TeamJob | None
    hat: HatKind | None


@dataclass(frozen=True, slots=True)
class GoView:
    """One go with everything its page says but its pictures."""

    head: Any
    asked: list[Any]
    people: list[InGo]
    around: Around

    @property
    def notes(self) -> list[Note]:
        """What was written beside the plan, and in the boxes."""
        return self.around.notes

    @property
    def came_from(self) -> int | None:
        """The number of the go that this one came from."""
        return self.around.numbers.get(self.head.next_of_id)

    @property
    def tasks(self) -> list[ToDo]:
        """The list of things to do, for those who may see it."""
        return self.around.tasks

    @property
    def hats(self) -> dict[int, HatKind]:
        return {one.person_id: one.hat for one in self.of("team") if one.hat}

    def of(self, what: str) -> list[InGo]:
        """The people of the team, those who do something, or those who agreed."""
        return [one for one in self.people if one.what == what]

    @property
    def upkeep(self) -> str:
        """Who keeps it going, or nothing."""
        return self._who(self.head.owner_of_upkeep_id, self.head.upkeep)

    @property
    def decided_by(self) -> str:
        """Who wrote the decision down, or nothing."""
        return self._who(self.head.decided_by_id, self.head.decided_by)

    def _who(self, person_id: int | None, name: str | None) -> str:
        return (name or names.label(self.hats.get(person_id))) if person_id else ""


def a_go(session: Session, viewer: Viewer, cycle_id: int) -> GoView:
    """One go. Raises NotFound."""
    asked = {"cycle_id": cycle_id}
    head = session.execute(_GO, asked | who(viewer)).first()
    if head is None:
        raise NotFound(NO_SUCH)
    sees = names.sees_names(viewer, head.area_id)
    people = session.execute(_PEOPLE, asked | {"project_id": head.project_id}).all()
    team = {one.person_id: one.hat for one in people if one.what == "team"}
    may_see = {
        "names_too": sees,
        "tasks": policy.may_see_tasks(viewer, head, team),
        "noticed": policy.may_see_noticed(viewer, head, team),
    }
    return GoView(
        head,
        list(session.execute(_QUESTIONS, asked)),
        [_in_go(row, sees, team) for row in people],
        go_around.read(session, cycle_id, team, **may_see),
    )


def _in_go(row: Any, sees: bool, team: Mapping[int, HatKind]) -> InGo:
    who = names.shown(sees, row.name, team.get(row.person_id) or row.hat)
    return InGo(row.what, row.person_id, who, row.picture, row.words, row.job, row.hat)
