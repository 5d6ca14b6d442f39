"""Reading one try for its page: the columns it shows, in few statements."""

from dataclasses import dataclass
from datetime import date
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

from coprod.db import today
from coprod.errors import NotFound
from coprod.issues import nobody
from coprod.issues import queries as issues
from coprod.issues.models import Issue
from coprod.issues.nobody import NobodysJob
from coprod.people.few import TOLD_FROM
from coprod.people.hats import HatKind
from coprod.people.models import Person, Place
from coprod.people.names import name_in
from coprod.people.viewer import Viewer
from coprod.vision.models import StatementVersion
from improvement_cycles.drivers.models import ChangeIdea, Driver
from improvement_cycles.drivers.words import Level
from improvement_cycles.go_models import Cycle, Question
from improvement_cycles.jobs import blank
from improvement_cycles.models import (
    AlsoDoes,
    ImprovementProject,
    ProjectIssue,
    ProjectStatement,
    TeamMember,
)
from improvement_cycles.queries import FIRST_SYMBOL, NO_SUCH, readable, who
from improvement_cycles.ramp import Node, chains
from improvement_cycles.words import NEVER_STARTED, TeamJob

_Lender = aliased(ImprovementProject)
_LenderPlace = aliased(Place)
OF_TRY = (
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
    _Lender.status.not_in(NEVER_STARTED),
)
_TRY = (
    select(
        *OF_TRY,
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
        Cycle.next_of_id,
        Cycle.came_by,
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
_NO_JOB = tuple(
    cast(null(), column.type)
    for column in (TeamMember.hat, TeamMember.job, TeamMember.job_words, TeamMember.agreed_on)
)


@dataclass(frozen=True, slots=True)
class TryView:
    """One try with everything its page says but its pictures."""

    head: Any
    goes: list[Any]
    team: list[Any]  # rows of id, words (the name, if seen), symbol, hat, job, job_words, agreed_on
    also: list[Any]  # rows of id (the person) and job
    statements: list[Any]
    issues: list[Any]
    blank: list[Any]  # rows of words (a job that nobody has) and agreed_on (since when)
    helps: list[Any]  # rows of words: what helps, as its diagram says
    ideas: list[Any]  # a row for each idea to try

    @property
    def hats(self) -> dict[int, HatKind]:
        return {one.id: one.hat for one in self.team}

    @property
    def chains(self) -> list[list[Node]]:
        """The goes as a ramp."""
        return chains(self.goes)

    @property
    def nobodys(self) -> list[TeamJob]:
        """The jobs that nobody has yet."""
        held = {one.job for one in [*self.team, *self.also]}
        return blank(self.head.status, self.head.owner_id is not None, held)

    @property
    def waits_since(self) -> dict[str, date]:
        """Since when jobs have nobody, once that is 7 days or more."""
        by = today() - nobody.AFTER
        return {one.words: one.agreed_on for one in self.blank if one.agreed_on <= by}

    @property
    def all_agreed(self) -> bool | None:
        """Whether everyone of the team agreed who has to. None of so few that it tells who did."""
        have_to = [one.agreed_on for one in self.team if one.job == TeamJob.HAS_TO_AGREE]
        return all(have_to) if len(have_to) >= TOLD_FROM else None

    def also_does(self, person_id: int) -> list[TeamJob]:
        """What somebody of the team does besides their first job."""
        return [one.job for one in self.also if one.id == person_id]


def a_try(session: Session, viewer: Viewer, project_id: int) -> TryView:
    """One try. Raises NotFound."""
    asked = {"project_id": project_id} | who(viewer)
    head = session.execute(_TRY, asked).first()
    if head is None:
        raise NotFound(NO_SUCH)
    around = session.execute(_around(viewer), asked).all()
    return TryView(
        head,
        list(session.execute(_GOES, asked)),
        [one for one in around if one.what == "team"],
        [one for one in around if one.what == "also"],
        [one for one in around if one.what == "statement"],
        [one for one in around if one.what == "issue"],
        [one for one in around if one.what == "blank"],
        [one for one in around if one.what == "helps"],
        [one for one in around if one.what == "idea"],
    )


def also(session: Session, project_id: int) -> dict[int, list[TeamJob]]:
    """What each person of a team does besides their first job."""
    wanted = select(TeamMember.person_id, AlsoDoes.job).join(
        AlsoDoes, AlsoDoes.member_id == TeamMember.id
    )
    found: dict[int, list[TeamJob]] = {}
    of_it = wanted.where(TeamMember.project_id == project_id).order_by(AlsoDoes.id)
    for person_id, job in session.execute(of_it):
        found.setdefault(person_id, []).append(job)
    return found


def links(session: Session, viewer: Viewer, project_id: int, what: str) -> list[Any]:
    """What a try is for ("statement") or came from ("issue"): rows of id, words, symbol."""
    rows = session.execute(_around(viewer), {"project_id": project_id} | who(viewer))
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
            name_in(ImprovementProject.area_id).label("words"),
            Person.picture.label("symbol"),
            TeamMember.hat,
            TeamMember.job,
            TeamMember.job_words,
            TeamMember.agreed_on,
            case((TeamMember.job == TeamJob.LEADS, 0), else_=TeamMember.id).label("position"),
        )
        .join(Person, Person.id == TeamMember.person_id)
        .join(ImprovementProject, ImprovementProject.id == TeamMember.project_id)
        .where(TeamMember.project_id == bindparam("project_id"))
    )
    also = (
        select(
            literal("also"),
            TeamMember.person_id,
            literal(""),
            literal(""),
            TeamMember.hat,
            AlsoDoes.job,
            literal(""),
            TeamMember.agreed_on,
            AlsoDoes.id,
        )
        .join(TeamMember, TeamMember.id == AlsoDoes.member_id)
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
    blank = select(
        literal("blank"),
        NobodysJob.id,
        NobodysJob.job,
        literal(""),
        *_NO_JOB[:-1],
        NobodysJob.since,
        NobodysJob.id,
    ).where(
        NobodysJob.about == nobody.TRY,
        NobodysJob.about_id == bindparam("project_id"),
        NobodysJob.since.is_not(None),
    )
    helps = select(
        literal("helps"), Driver.id, Driver.words, literal(""), *_NO_JOB, Driver.id
    ).where(
        Driver.project_id == bindparam("project_id"),
        Driver.level == Level.PRIMARY,
        Driver.gone_on.is_(None),
    )
    ideas = select(
        literal("idea"), ChangeIdea.id, literal(""), literal(""), *_NO_JOB, ChangeIdea.id
    ).where(ChangeIdea.project_id == bindparam("project_id"), ChangeIdea.gone_on.is_(None))
    parts = (of_team, also, statements, of_issues, blank, helps, ideas)
    return union_all(*parts).order_by("position")
