"""What people said that can become a change idea: where the try came from, picks, what is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from coprod.errors import Invalid
from coprod.issues import queries as issues
from coprod.issues.models import Issue, IssuePlace
from coprod.issues.words import IssueKind, Status
from coprod.people.viewer import Viewer
from coprod.rounds.models import Round, RoundPick
from improvement_cycles import queries as tries
from improvement_cycles.drivers import history, policy, rules
from improvement_cycles.drivers.models import ChangeIdea
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.drivers.tree import Key
from improvement_cycles.drivers.words import Kind, Step
from improvement_cycles.models import ImprovementProject, ProjectIssue, TeamMember
from improvement_cycles.words import NOT_OVER, WRITERS

PAGE = 25
NO_IDEA = "This is no idea to try. Choose something else."


@dataclass(frozen=True, slots=True)
class CanBeUsed:
    """Rows of id (of the issue), title, symbol, kind, and pick_id where it was picked."""

    of_try: list[Any]
    picked: list[Any]
    said: list[Any]
    older: int | None  # where the next page of what was said starts


_CAN_BE = (
    Issue.kind != IssueKind.THANKS,
    Issue.status != Status.MERGED,
)
_ROW = (Issue.id, Issue.title, Issue.symbol, Issue.kind)


def can_be_used(
    session: Session, viewer: Viewer, this: Drawn, before: int | None = None
) -> CanBeUsed:
    """What the viewer may read and use here. What is an idea here already is left out."""
    project = this.project
    used = {part.issue_id for part in this.diagram.parts if part.issue_id}
    may = (issues.seen_by(viewer), Issue.area_id == project.area_id, *_CAN_BE)
    free = select(*_ROW).where(*may, Issue.id.not_in(used))
    from_it = exists().where(
        ProjectIssue.issue_id == Issue.id, ProjectIssue.project_id == project.id
    )
    of_try = session.execute(free.where(from_it).order_by(Issue.id)).all()
    picks = session.execute(
        _picks(viewer, this)
        .where(*may, Issue.id.not_in(used | {row.id for row in of_try}))
        .order_by(Issue.raised_on.desc(), Issue.id.desc())  # not by turns: few could be read off
        .limit(PAGE)
    ).all()
    elsewhere = used | {row.id for row in [*of_try, *picks]}
    here = exists().where(IssuePlace.issue_id == Issue.id, IssuePlace.place_id == project.place_id)
    said = select(*_ROW).where(*may, here, Issue.id.not_in(elsewhere))
    if before is not None:
        said = said.where(Issue.id < before)
    rows = session.execute(said.order_by(Issue.id.desc()).limit(PAGE + 1)).all()
    older = rows[PAGE - 1].id if len(rows) > PAGE else None
    return CanBeUsed(list(of_try), _once(picks), list(rows[:PAGE]), older)


def use(session: Session, viewer: Viewer, this: Drawn, issue_id: int) -> Key:
    """Make a change idea of what somebody said, in its own words. It stands by itself at first.

    It keeps its issue, and its pick where it was picked. Twice is once; one that was taken away
    comes back. Raises NotFound if the viewer may not read the issue, and Invalid if it is a thank
    you, or was joined with another that can be used.
    """
    policy.may_draw.require(viewer, this.project, this.team)
    issue = issues.one(session, viewer, issue_id)
    policy.may_use.require(viewer, this.project, issue.area_id)
    if issue.kind is IssueKind.THANKS or issue.status is Status.MERGED:
        raise Invalid({"issue": NO_IDEA})
    wanted = select(ChangeIdea).where(
        ChangeIdea.project_id == this.project.id, ChangeIdea.issue_id == issue.id
    )
    row = session.scalar(wanted)
    if row and row.gone_on is None:
        return Kind.IDEA, row.id
    if len(this.diagram.parts) >= rules.MOST:
        raise Invalid({"issue": rules.TOO_MANY})
    step = Step.PUT_BACK if row else Step.ADDED
    if row is None:
        row = ChangeIdea(project_id=this.project.id, issue_id=issue.id)
        row.pick_id = session.scalar(
            _picks(viewer, this)
            .with_only_columns(RoundPick.id)
            .where(RoundPick.issue_id == issue.id)
            .order_by(RoundPick.id.desc())
            .limit(1)
        )
        session.add(row)
    row.gone_on = None
    session.flush()
    key = Kind.IDEA, row.id
    history.keep(session, viewer, this, step, key)
    return key


def my_tries(session: Session, viewer: Viewer, issue: Issue) -> list[Any]:
    """The tries that the viewer writes in, where this issue can be used: rows of id, title, place.

    `policy.may_draw` for somebody of the team, said to the database.
    """
    wanted = (
        select(ImprovementProject.id, ImprovementProject.title)
        .join(TeamMember, TeamMember.project_id == ImprovementProject.id)
        .where(
            tries.readable(),
            TeamMember.person_id == viewer.id,
            TeamMember.hat.in_(WRITERS),
            ImprovementProject.status.in_(NOT_OVER),
            ImprovementProject.area_id == issue.area_id,
            ImprovementProject.area_id.in_(sorted(viewer.areas)),
        )
        .order_by(ImprovementProject.id.desc())
        .limit(PAGE)
    )
    return list(session.execute(wanted, tries.who(viewer)))


def _picks(viewer: Viewer, this: Drawn) -> Any:
    """What was picked in rounds of the try's place or area, for people of that area."""
    place = or_(Round.place_id.is_(None), Round.place_id == this.project.place_id)
    return (
        select(*_ROW, RoundPick.id.label("pick_id"))
        .join(RoundPick, RoundPick.issue_id == Issue.id)
        .join(Round, Round.id == RoundPick.round_id)
        .where(
            Round.area_id == this.project.area_id, Round.area_id.in_(sorted(viewer.areas)), place
        )
    )


def _once(rows: Iterable[Any]) -> list[Any]:
    """Each issue once, though it was picked in several rounds."""
    return list({row.id: row for row in rows}.values())
