"""Reading one try, or one go of it, for its page: the columns it shows, in few statements."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.issues import queries as issues
from coprod.issues.models import Issue
from coprod.people.hats import HatKind
from coprod.people.models import Person, Place
from coprod.people.viewer import Viewer
from coprod.vision.models import StatementVersion
from improvement_cycles.go_models import Agreed, Cycle, CycleDoer, PlanNote, Question, StudyNote
from improvement_cycles.models import (
    ImprovementProject,
    ProjectIssue,
    ProjectStatement,
    TeamMember,
)
from improvement_cycles.queries import FIRST_SYMBOL, NO_SUCH, readable, who
from improvement_cycles.words import TeamJob, TryStatus

_Lender = aliased(ImprovementProject)
_LenderPlace = aliased(Place)
_OF_TRY = (
    ImprovementProject.id.label("project_id"),
    ImprovementProject.title.label("try_title"),
    ImprovementProject.area_id,
    ImprovementProject.place_id,
    ImprovementProject.owner_id,
    ImprovementProject.hidden,
    ImprovementProject.status,
    ImprovementProject.kind,
    ImprovementProject.question,
    ImprovementProject.what_will_be_different,
    ImprovementProject.who_would_notice,
    ImprovementProject.started_on.label("try_started_on"),
    Place.name.label("place"),
    Place.picture,
)
_lent_openly = and_(
    _Lender.id == ImprovementProject.borrowed_from_id,
    _Lender.owner_id.is_(None),
    _Lender.status != TryStatus.DRAFT,
)
_TRY = (
    select(
        *_OF_TRY,
        func.coalesce(FIRST_SYMBOL, "tries").label("symbol"),
        ImprovementProject.in_short,
        ImprovementProject.made_on,
        ImprovementProject.ended_on,
        _Lender.id.label("lender_id"),
        _Lender.title.label("lender"),
        _LenderPlace.name.label("lender_place"),
    )
    .join(Place, Place.id == ImprovementProject.place_id)
    .outerjoin(_Lender, _lent_openly)
    .outerjoin(_LenderPlace, _LenderPlace.id == _Lender.place_id)
    .where(ImprovementProject.id == bindparam("project_id"), readable())
)
_TEAM = (
    select(
        TeamMember.person_id,
        TeamMember.hat,
        TeamMember.job,
        TeamMember.job_words,
        TeamMember.agreed_on,
        Person.name,
        Person.picture,
    )
    .join(Person, Person.id == TeamMember.person_id)
    .where(TeamMember.project_id == bindparam("project_id"))
    .order_by(case((TeamMember.job == TeamJob.LEADS, 0), else_=1), TeamMember.id)
)
_GOES = (
    select(
        Cycle.id,
        Cycle.number,
        Cycle.title,
        Cycle.state,
        Cycle.paused_from,
        Cycle.started_on,
        Cycle.ended_on,
        Cycle.decision,
        Cycle.why,
        Cycle.what_we_learned,
        Cycle.what_happened,
        Question.question,
        Question.guess,
    )
    .outerjoin(Question, and_(Question.cycle_id == Cycle.id, Question.position == 1))
    .where(Cycle.project_id == bindparam("project_id"))
    .order_by(Cycle.number)
)
_Upkeep, _By, _Later = aliased(Person), aliased(Person), aliased(Cycle)
_Landed = aliased(Place)
_GO = (
    select(
        *Cycle.__table__.columns,
        *_OF_TRY[1:],
        _Landed.name.label("landed_on"),
        _Upkeep.name.label("upkeep"),
        _By.name.label("decided_by"),
        select(_Later.id)
        .where(_Later.project_id == Cycle.project_id, _Later.number == Cycle.number + 1)
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
_NO_JOB = tuple(
    cast(null(), column.type)
    for column in (TeamMember.hat, TeamMember.job, TeamMember.job_words, TeamMember.agreed_on)
)
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
_NOTES = union_all(
    select(
        StudyNote.group.label("box"),
        StudyNote.words,
        StudyNote.on,
        StudyNote.person_id,
        Person.name,
        StudyNote.id.label("id"),
    )
    .join(Person, Person.id == StudyNote.person_id)
    .where(StudyNote.cycle_id == bindparam("cycle_id")),
    select(
        cast(null(), StudyNote.group.type),
        PlanNote.words,
        PlanNote.on,
        PlanNote.by_id,
        Person.name,
        PlanNote.id,
    )
    .join(Person, Person.id == PlanNote.by_id)
    .where(PlanNote.cycle_id == bindparam("cycle_id")),
).order_by("id")


@dataclass(frozen=True, slots=True)
class TryView:
    """One try with everything its page says but its pictures."""

    head: Any
    goes: list[Any]
    team: list[Any]  # rows of id, words (the name), symbol, hat, job, job_words, agreed_on
    statements: list[Any]
    issues: list[Any]

    @property
    def hats(self) -> dict[int, HatKind]:
        return {one.id: one.hat for one in self.team}


@dataclass(frozen=True, slots=True)
class GoView:
    """One go with everything its page says but its pictures."""

    head: Any
    asked: list[Any]
    people: list[Any]
    notes: list[Any]

    @property
    def hats(self) -> dict[int, HatKind]:
        return {one.person_id: one.hat for one in self.people if one.what == "team"}

    def of(self, what: str) -> list[Any]:
        """The people of the team, those who do something, or those who agreed."""
        return [one for one in self.people if one.what == what]


def a_try(session: Session, viewer: Viewer, project_id: int) -> TryView:
    """One try. Raises NotFound."""
    asked = {"project_id": project_id} | who(viewer)
    head = session.execute(_TRY, asked).first()
    if head is None:
        raise NotFound(NO_SUCH)
    around = session.execute(_around(viewer), {"project_id": project_id}).all()
    return TryView(
        head,
        list(session.execute(_GOES, asked)),
        [one for one in around if one.what == "team"],
        [one for one in around if one.what == "statement"],
        [one for one in around if one.what == "issue"],
    )


def a_go(session: Session, viewer: Viewer, cycle_id: int) -> GoView:
    """One go. Raises NotFound."""
    asked = {"cycle_id": cycle_id}
    head = session.execute(_GO, asked | who(viewer)).first()
    if head is None:
        raise NotFound(NO_SUCH)
    people = session.execute(_PEOPLE, asked | {"project_id": head.project_id})
    return GoView(
        head,
        list(session.execute(_QUESTIONS, asked)),
        list(people),
        list(session.execute(_NOTES, asked)),
    )


def links(session: Session, viewer: Viewer, project_id: int, what: str) -> list[Any]:
    """What a try is for ("statement") or came from ("issue"): rows of id, words, symbol."""
    rows = session.execute(_around(viewer), {"project_id": project_id})
    return [row for row in rows if row.what == what]


def team(session: Session, project_id: int) -> list[Any]:
    """The team of a try, who leads first.

    Rows of person_id, hat, job, job_words, agreed_on, name, picture.
    """
    return list(session.execute(_TEAM, {"project_id": project_id}))


def _around(viewer: Viewer) -> Any:
    """Who is in a try, what it is for, and where it came from, as far as the viewer may read."""
    of_team = (
        select(
            literal("team").label("what"),
            TeamMember.person_id.label("id"),
            Person.name.label("words"),
            Person.picture.label("symbol"),
            TeamMember.hat,
            TeamMember.job,
            TeamMember.job_words,
            TeamMember.agreed_on,
            case((TeamMember.job == TeamJob.LEADS, 0), else_=TeamMember.id).label("position"),
        )
        .join(Person, Person.id == TeamMember.person_id)
        .where(TeamMember.project_id == bindparam("project_id"))
    )
    statements = (
        select(
            literal("statement"),
            ProjectStatement.statement_id,
            StatementVersion.short,
            StatementVersion.symbol,
            *_NO_JOB,
            ProjectStatement.id,
        )
        .join(
            StatementVersion,
            and_(
                StatementVersion.statement_id == ProjectStatement.statement_id,
                StatementVersion.number == ProjectStatement.version,
            ),
        )
        .where(ProjectStatement.project_id == bindparam("project_id"))
    )
    of_issues = (
        select(literal("issue"), Issue.id, Issue.title, Issue.symbol, *_NO_JOB, ProjectIssue.id)
        .join(ProjectIssue, ProjectIssue.issue_id == Issue.id)
        .where(ProjectIssue.project_id == bindparam("project_id"), issues.seen_by(viewer))
    )
    return union_all(of_team, statements, of_issues).order_by("position")
