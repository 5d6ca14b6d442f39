"""Finding tries. Every statement starts from what the viewer may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.vision.models import StatementVersion
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import (
    ImprovementProject,
    ProjectIssue,
    ProjectStatement,
    TeamMember,
)
from improvement_cycles.states import FINISHED
from improvement_cycles.words import NEVER_STARTED, CameBy, GoState, TryKind, TryStatus

PAGE = 25
NO_SUCH = "There is no such try here."
ONLY_ITS_PEOPLE = _("Only the people of this try can read this.")


@dataclass(frozen=True, slots=True)
class Line:
    """One try in a list: what it is for, and where it has got to."""

    id: int
    title: str
    kind: TryKind
    status: TryStatus
    what_will_be_different: str
    in_short: str
    started_on: date | None
    ended_on: date | None
    place: str
    symbol: str  # that of the first statement it is for
    cycle_id: int | None
    number: int | None
    state: GoState | None
    paused_from: GoState | None
    at_once: int  # goes that go on


_OfTeam = aliased(TeamMember)  # of its own, whatever else a statement reads


def readable() -> ColumnElement[bool]:
    """`policy.may_read`, said to the database, of `who(viewer)`."""
    of_team = exists().where(
        _OfTeam.project_id == ImprovementProject.id,
        _OfTeam.person_id == bindparam("person"),
    )
    open_to_all = or_(
        ImprovementProject.status.not_in(NEVER_STARTED),
        ImprovementProject.area_id.in_(bindparam("areas", expanding=True)),
    )
    return or_(
        and_(ImprovementProject.owner_id.is_(None), open_to_all),
        ImprovementProject.owner_id == bindparam("person"),
        and_(
            ImprovementProject.owner_id.is_not(None),
            ImprovementProject.hidden.is_(False),
            ImprovementProject.area_id.in_(bindparam("areas", expanding=True)),
            of_team,
        ),
    )


def follows(later: Any) -> ColumnElement[bool]:
    """Whether a go is the next of the one that it came from. A plan that was put away is not."""
    after = aliased(Cycle)
    put_away = and_(
        later.state == GoState.STOPPED_EARLY,
        later.started_on.is_(None),
        ~exists().where(after.next_of_id == later.id).correlate(later),
    )
    return and_(later.came_by == CameBy.NEXT, ~put_away)


def who(viewer: Viewer) -> dict[str, Any]:
    """What `readable` wants to know of the viewer."""
    return {"person": viewer.id, "areas": sorted(viewer.areas)}


_Other = aliased(Cycle)
_GOES_ON = _Other.state.not_in(sorted(FINISHED))


def _of_goes(what: ColumnElement[int], *which: ColumnElement[bool]) -> Any:
    return (
        select(what)
        .where(_Other.project_id == ImprovementProject.id, *which)
        .correlate(ImprovementProject)
        .scalar_subquery()
    )


_LATEST = func.coalesce(
    _of_goes(func.max(_Other.number), _GOES_ON), _of_goes(func.max(_Other.number))
)
"""The go that a list tells of: the latest that goes on, or else the latest."""
FIRST_SYMBOL = (
    select(StatementVersion.symbol)
    .join(ProjectStatement, ProjectStatement.statement_id == StatementVersion.statement_id)
    .where(
        ProjectStatement.project_id == ImprovementProject.id,
        StatementVersion.number == ProjectStatement.version,
    )
    .order_by(ProjectStatement.id)
    .limit(1)
    .correlate(ImprovementProject)
    .scalar_subquery()
)
LINES = (
    select(
        ImprovementProject.id,
        ImprovementProject.title,
        ImprovementProject.kind,
        ImprovementProject.status,
        ImprovementProject.what_will_be_different,
        ImprovementProject.in_short,
        ImprovementProject.started_on,
        ImprovementProject.ended_on,
        Place.name.label("place"),
        func.coalesce(FIRST_SYMBOL, "tries").label("symbol"),
        Cycle.id.label("cycle_id"),
        Cycle.number,
        Cycle.state,
        Cycle.paused_from,
        _of_goes(func.count(_Other.id), _GOES_ON).label("at_once"),
    )
    .join(Place, Place.id == ImprovementProject.place_id)
    .outerjoin(Cycle, and_(Cycle.project_id == ImprovementProject.id, Cycle.number == _LATEST))
    .where(readable())
)
_PAGE = (
    LINES.where(
        ImprovementProject.area_id == bindparam("area_id"),
        ImprovementProject.status.in_(bindparam("statuses", expanding=True)),
        ImprovementProject.id < bindparam("before"),
    )
    .order_by(ImprovementProject.id.desc())
    .limit(PAGE + 1)
)
_STOPPED_DOING = (
    LINES.where(
        ImprovementProject.kind == TryKind.STOP_DOING,
        ImprovementProject.status == TryStatus.KEPT,
        ImprovementProject.area_id == bindparam("area_id"),
        or_(
            bindparam("place_id", type_=ImprovementProject.id.type).is_(None),
            ImprovementProject.place_id == bindparam("place_id"),
        ),
        ImprovementProject.id < bindparam("before"),
    )
    .order_by(ImprovementProject.id.desc())
    .limit(PAGE + 1)
)
_HAPPENING = LINES.where(
    ImprovementProject.status == TryStatus.HAPPENING, ImprovementProject.owner_id.is_(None)
).order_by(ImprovementProject.started_on.desc(), ImprovementProject.id.desc())
_MINE = LINES.where(
    exists().where(
        TeamMember.project_id == ImprovementProject.id,
        TeamMember.person_id == bindparam("person"),
    )
).order_by(ImprovementProject.id.desc())
_OF_STATEMENT = (
    LINES.where(
        ImprovementProject.owner_id.is_(None),
        ImprovementProject.status.in_(bindparam("statuses", expanding=True)),
        exists().where(
            ProjectStatement.project_id == ImprovementProject.id,
            ProjectStatement.statement_id == bindparam("statement_id"),
        ),
    )
    .order_by(ImprovementProject.id.desc())
    .limit(PAGE)
)
_OF_ISSUE = (
    LINES.where(
        exists().where(
            ProjectIssue.project_id == ImprovementProject.id,
            ProjectIssue.issue_id == bindparam("issue_id"),
        )
    )
    .order_by(ImprovementProject.id.desc())
    .limit(PAGE)
)
_SUBJECT = select(
    ImprovementProject.id,
    ImprovementProject.title,
    ImprovementProject.area_id,
    ImprovementProject.place_id,
    ImprovementProject.owner_id,
    ImprovementProject.status,
).where(ImprovementProject.id == bindparam("project_id"), readable())


def page(
    session: Session,
    viewer: Viewer,
    area_id: int,
    statuses: list[TryStatus],
    before: int | None = None,
) -> tuple[list[Line], int | None]:
    """A page of an area's tries, newest first, and where the next page starts if there is one."""
    asked = {"area_id": area_id, "statuses": statuses, "before": before or 10**15}
    return _paged(_lines(session, _PAGE, viewer, asked))


def stopped_doing(
    session: Session,
    viewer: Viewer,
    area_id: int,
    place_id: int | None = None,
    before: int | None = None,
) -> tuple[list[Line], int | None]:
    """What people of an area, or of one place, tried not to do any more, and kept so: as `page`."""
    asked = {"area_id": area_id, "place_id": place_id, "before": before or 10**15}
    return _paged(_lines(session, _STOPPED_DOING, viewer, asked))


def _paged(found: list[Line]) -> tuple[list[Line], int | None]:
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None


def happening(
    session: Session, viewer: Viewer, n: int = 5, area_id: int | None = None
) -> list[Line]:
    """What is being tried now, the latest first, for the front page."""
    wanted = _HAPPENING.limit(n)
    if area_id is not None:
        wanted = wanted.where(ImprovementProject.area_id == area_id)
    return _lines(session, wanted, viewer, {})


def mine(session: Session, viewer: Viewer, n: int = 100) -> list[Line]:
    """The tries this person is in the team of, newest first."""
    return _lines(session, _MINE.limit(n), viewer, {})


def of_statement(
    session: Session, viewer: Viewer, statement_id: int, statuses: list[TryStatus]
) -> list[Line]:
    """The tries for one statement; nobody's private one."""
    asked = {"statement_id": statement_id, "statuses": statuses}
    return _lines(session, _OF_STATEMENT, viewer, asked)


def of_issue(session: Session, viewer: Viewer, issue_id: int) -> list[Line]:
    """The tries that came from one issue."""
    return _lines(session, _OF_ISSUE, viewer, {"issue_id": issue_id})


def subject(session: Session, viewer: Viewer, project_id: int) -> Subject:
    """A try as something to talk about. Raises NotFound."""
    row = session.execute(_SUBJECT, {"project_id": project_id} | who(viewer)).first()
    if row is None:
        raise NotFound(NO_SUCH)
    return Subject("try", row.id, row.title, row.area_id, row.place_id, **as_talked_of(row))


def as_talked_of(row: Any) -> dict[str, Any]:
    """Who reads what is said about a try, by its row of owner and status."""
    private = row.owner_id is not None
    return {
        "private": private,
        "published": not private and row.status not in NEVER_STARTED,
        "readers": str(ONLY_ITS_PEOPLE) if private else "",
    }


def _lines(session: Session, wanted: Any, viewer: Viewer, asked: dict[str, Any]) -> list[Line]:
    return [Line(*row) for row in session.execute(wanted, asked | who(viewer))]


def latest_go(session: Session, project_id: int) -> int:
    """The id of the last go of a try. Its caller knows that the viewer may see the try."""
    wanted = select(Cycle.id).where(Cycle.project_id == project_id)
    return session.scalars(wanted.order_by(Cycle.number.desc()).limit(1)).one()
