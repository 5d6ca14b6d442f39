"""What a go still needs, read from its rows for `needs`."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from improvement_cycles import balancing, needs
from improvement_cycles.consent import standing
from improvement_cycles.found import Go
from improvement_cycles.go_models import Agreed, CycleDoer
from improvement_cycles.models import ProjectStatement, TeamMember
from improvement_cycles.needs import Missing
from improvement_cycles.rows import questions
from improvement_cycles.words import Outcome


def to_start(session: Session, go: Go) -> list[Missing]:
    """What the go still needs before it may start: a whole plan, and that people said so."""
    return to_ask(session, go) or standing.read(session, go.project, go.cycle).missing


def to_ask(session: Session, go: Go) -> list[Missing]:
    """What the plan still needs before those whom it touches are asked."""
    project, cycle = go.project, go.cycle
    team = session.scalars(select(TeamMember).where(TeamMember.project_id == project.id))
    statements = select(func.count()).where(ProjectStatement.project_id == project.id)
    doers = select(func.count()).where(CycleDoer.cycle_id == cycle.id)
    plan = needs.Plan(
        question=project.question,
        different=project.what_will_be_different,
        notice=project.who_would_notice,
        statements=session.scalar(statements) or 0,
        team=[(one.hat, one.does_more_than_attend) for one in team],
        will_try=cycle.what_we_will_try,
        asked=_asked(session, cycle.id),
        doers=session.scalar(doers) or 0,
    )
    touches = project.private or standing.touches_anybody(session, project, cycle.id)
    return needs.to_start(plan) + ([] if touches else [Missing("touches", standing.TOUCHES)])


def to_decide(session: Session, go: Go) -> list[Missing]:
    """What the looking still needs before the team may decide."""
    return needs.to_decide(_asked(session, go.cycle.id), go.cycle.knock_on_answered)


def to_close(session: Session, go: Go) -> list[Missing]:
    """What the decision still needs before the go may end."""
    project, cycle = go.project, go.cycle
    agreed = session.scalars(select(Agreed.hat).where(Agreed.cycle_id == cycle.id)).all()
    there = cycle.decision is Outcome.KEPT and balancing.is_there(session, project.id)
    end = needs.End(
        outcome=cycle.decision,
        why=cycle.why,
        agreed=agreed,
        upkeep=cycle.owner_of_upkeep_id is not None,
        check=cycle.check_on is not None,
        has_balance=there,
        balance_looked=cycle.balance_looked_on is not None,
        own=project.private,
    )
    return needs.to_close(end)


def _asked(session: Session, cycle_id: int) -> list[needs.Asked]:
    return [
        needs.Asked(one.question, one.guess, one.result, one.lesson)
        for one in questions(session, cycle_id)
    ]
