"""Moving a go along: check, start, look, decide; pause; stop early; and the next go.

Each asks its rule, then whether the go may move so (`states`), then what must be there (`needs`).
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import now, today
from coprod.errors import Conflict, Invalid
from coprod.issues import services as issue_services
from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.people.viewer import Viewer
from coprod.promises.days import LOOK_AGAIN
from coprod.text import BODY, shorten
from improvement_cycles import annotations, gaps, policy, ramp, snapshots, states, tasks
from improvement_cycles.consent import asking, card, standing
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle, PlanNote
from improvement_cycles.lock import fingerprint
from improvement_cycles.models import ImprovementProject, ProjectIssue
from improvement_cycles.needs import Missing
from improvement_cycles.services import NOT_STARTED
from improvement_cycles.single import clear_upkeep
from improvement_cycles.words import NEXT_GO, GoState, Outcome, TryStatus

TO_COME = "Choose a day that is still to come."
STARTED = "This go has started already."
PUT_AWAY = "This plan was put away. Plan the next go from the one before it."
FIRST = "This is the plan of the whole try. It stays."
_TO_TRY = (Status.TRIAGE, Status.DISCUSSION, Status.ACCEPTED, Status.DEFERRED)


class NotReady(Conflict):
    """Something must be there first: `missing` says what, and which page asks for it."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(" ".join(one.says for one in missing))
        self.missing = missing


def check(session: Session, viewer: Viewer, go: Go) -> None:
    """Say that the plan is whole, and ask those whom it touches. It can still be changed."""
    _may_move(viewer, go, GoState.PLANNED)
    _need(gaps.to_ask(session, go))
    go.cycle.state = GoState.PLANNED
    asking.ask(session, go)


def start(session: Session, viewer: Viewer, go: Go) -> None:
    """Start a go: its plan and guesses are locked, and the pictures get a mark."""
    _may_move(viewer, go, GoState.DOING)
    if go.cycle.locked:
        raise Conflict(STARTED)
    _need(gaps.to_start(session, go))
    card.keep(session, go)
    project, cycle = go.project, go.cycle
    cycle.state, cycle.started_on = GoState.DOING, today()
    cycle.guess_hash = fingerprint(session, project, cycle)
    cycle.guess_locked_at = now()
    tasks.of_plan(session, go)
    if project.status is not TryStatus.HAPPENING:
        _try_its_issues(session, viewer, go)
    project.status, project.ended_on = TryStatus.HAPPENING, None
    project.started_on = project.started_on or today()
    session.flush()
    annotations.note(session, project.id, today(), f"Go {cycle.number} started: {_named(cycle)}")


def look(viewer: Viewer, go: Go) -> None:
    """End the trying and look together; or look again, and decide afresh after it."""
    _may_move(viewer, go, GoState.STUDYING)
    if go.cycle.state is GoState.DOING:
        go.cycle.ended_on = today()
    if go.cycle.state is GoState.DECIDING:
        go.cycle.decision = go.cycle.balance_looked_on = None
        clear_upkeep(go.cycle)
    go.cycle.state = GoState.STUDYING


def try_longer(viewer: Viewer, go: Go) -> None:
    """Go on trying for a while, by the same locked plan."""
    _may_move(viewer, go, GoState.DOING)
    if not go.cycle.locked:
        raise Conflict(NOT_STARTED)
    go.cycle.state, go.cycle.ended_on = GoState.DOING, None


def to_decide(session: Session, viewer: Viewer, go: Go) -> None:
    """End the looking, and keep the pictures as they were looked at.

    The place that something landed on is told, unless the try is private.
    """
    _may_move(viewer, go, GoState.DECIDING)
    _need(gaps.to_decide(session, go))
    go.cycle.state = GoState.DECIDING
    snapshots.keep(session, viewer, go)
    if go.cycle.knock_on_place_id and not go.project.private:
        go.cycle.knock_on_told_on = today()


def decide(session: Session, viewer: Viewer, go: Go) -> Cycle | None:
    """End a go with its decision. Change or grow gives the next go, its guesses empty."""
    _may_move(viewer, go, GoState.CLOSED)
    _need(gaps.to_close(session, go))
    snapshots.keep(session, viewer, go)
    project, cycle = go.project, go.cycle
    cycle.state, cycle.decided_by_id = GoState.CLOSED, viewer.id
    cycle.ended_on = cycle.ended_on or today()
    project.in_short = shorten(cycle.why, 200)
    if cycle.decision in _ENDS:
        end(session, viewer, go, _ENDS[cycle.decision])
    words = f"Go {cycle.number} ended: {_DECIDED[cycle.decision or Outcome.STOPPED]}"
    annotations.note(session, project.id, today(), words)
    return ramp.next_go(session, go) if cycle.decision in NEXT_GO else None


def pause(session: Session, viewer: Viewer, go: Go, why: str, look_again_on: date) -> None:
    """Have a pause, and say why, and on which day the team looks again. A dated note keeps it."""
    may_pause(viewer, go)
    if look_again_on <= today():
        raise Invalid({"look_again_on": TO_COME})
    if look_again_on - today() > LOOK_AGAIN.most:
        raise Invalid({"look_again_on": LOOK_AGAIN.says})
    cycle = go.cycle
    cycle.paused_from, cycle.state = cycle.state, GoState.PAUSED
    cycle.paused_why, cycle.look_again_on = why, look_again_on
    words = f"We have a pause. {why}"
    session.add(PlanNote(cycle_id=cycle.id, by_id=viewer.id, on=today(), words=words))
    session.flush()


def go_on(session: Session, viewer: Viewer, go: Go) -> None:
    """End a pause, where it began, unless somebody whom it touches has said STOP meanwhile."""
    policy.may_write.require(viewer, go.project, go.team)
    if go.cycle.state is not GoState.PAUSED or go.cycle.paused_from is None:
        raise Conflict("This go is not having a pause.")
    if standing.read(session, go.project, go.cycle).stop:
        raise Conflict(standing.STOP)
    go.cycle.state, go.cycle.paused_from = go.cycle.paused_from, None
    go.cycle.paused_why = go.cycle.look_again_on = None


def stop_early(
    session: Session, viewer: Viewer, go: Go, learned: str, *, shown: bool = False
) -> None:
    """End a go before its time. What it taught is kept: that is a success too.

    `shown` says whether the writer saw what the team had written there: only then it is theirs to
    change. Else it stays, above their words. Raises Invalid if it cannot hold both.
    """
    may_stop_early(viewer, go)
    project, cycle = go.project, go.cycle
    if cycle.what_we_learned and not shown:
        learned = f"{cycle.what_we_learned}\n\n{learned}"
    if len(learned) > BODY:
        raise Invalid({"learned": "Somebody wrote here too. Both together are too long."})
    cycle.state, cycle.paused_from = GoState.STOPPED_EARLY, None
    cycle.paused_why = cycle.look_again_on = None
    cycle.ended_on, cycle.what_we_learned = today(), learned
    cycle.decided_by_id = viewer.id
    project.in_short = shorten(learned, 200)
    end(session, viewer, go, TryStatus.STOPPED)
    annotations.note(session, project.id, today(), f"Go {cycle.number} stopped early")


def plan_next(session: Session, viewer: Viewer, go: Go) -> Cycle:
    """Plan the next go of a try that ended: it can always have another."""
    policy.may_write.require(viewer, go.project, go.team)
    if go.cycle.state not in states.FINISHED:
        raise Conflict("This go is still going on.")
    if go.cycle.next_of_id and not go.cycle.locked:
        raise Conflict(PUT_AWAY)
    if ramp.has_next(session, go.cycle):
        raise Conflict(ramp.HAS_NEXT)
    return ramp.next_go(session, go)


def put_away(session: Session, viewer: Viewer, go: Go, why: str) -> None:
    """End a go that never began, and say why. The first go of a try is not put away: it is the try.

    The try ends with it if nothing else of it goes on.
    """
    may_put_away(viewer, go)
    project, cycle = go.project, go.cycle
    cycle.state, cycle.decision = GoState.STOPPED_EARLY, Outcome.STOPPED
    cycle.ended_on, cycle.what_we_learned, cycle.decided_by_id = today(), why, viewer.id
    if project.status is TryStatus.HAPPENING:
        end(session, viewer, go, TryStatus.STOPPED)


def may_put_away(viewer: Viewer, go: Go) -> None:
    """Raise NotAllowed or Conflict, with its sentence, unless the plan of a go can be put away."""
    policy.may_write.require(viewer, go.project, go.team)
    if go.cycle.state not in states.NOT_STARTED:
        raise Conflict(STARTED)
    if go.cycle.next_of_id is None:
        raise Conflict(FIRST)


def may_pause(viewer: Viewer, go: Go) -> None:
    """Raise NotAllowed or Conflict, with its sentence, unless the go can have a pause now."""
    _may_move(viewer, go, GoState.PAUSED)


def may_stop_early(viewer: Viewer, go: Go) -> None:
    """Raise NotAllowed or Conflict, with its sentence, unless the go can stop before its time."""
    _may_move(viewer, go, GoState.STOPPED_EARLY, go.cycle.paused_from)


def _may_move(viewer: Viewer, go: Go, to: GoState, paused_from: GoState | None = None) -> None:
    policy.may_write.require(viewer, go.project, go.team)
    # Only `go_on` and stopping early end a pause: no other move is told where it began.
    refused = states.refusal(go.cycle.state, to, paused_from)
    if refused:
        raise Conflict(refused)


def _need(missing: Sequence[Missing]) -> None:
    if missing:
        raise NotReady(missing)


def _try_its_issues(session: Session, viewer: Viewer, go: Go) -> None:
    """Say on each issue that something is being tried. One person's private try says nothing."""
    if go.project.private:
        return
    why = f"We are trying something: {go.project.title}."
    for issue in _its_issues(session, go, _TO_TRY):
        issue_services.move(session, viewer, issue, Status.IN_CYCLE, why)


def end(session: Session, viewer: Viewer, go: Go, status: TryStatus) -> None:
    """End a try with this go, unless another go of it goes on: then it is still happening.

    What it was about is looked at again, unless another try about it goes on.
    """
    project = go.project
    session.flush()
    if ramp.going_on(session, project.id):
        return
    status = ramp.status_when_over(session, project.id, status)
    project.status, project.ended_on = status, today()
    if project.private:
        return
    session.flush()
    others = (
        select(ProjectIssue.issue_id)
        .join(ImprovementProject, ImprovementProject.id == ProjectIssue.project_id)
        .where(
            ImprovementProject.status == TryStatus.HAPPENING, ImprovementProject.owner_id.is_(None)
        )
    )
    going_on = set(session.scalars(others.where(ProjectIssue.project_id != project.id)))
    why = _WHAT_BECAME[status].format(project.title)
    for issue in _its_issues(session, go, (Status.IN_CYCLE,)):
        if issue.id not in going_on:
            issue_services.move(session, viewer, issue, Status.ACCEPTED, why)


def _its_issues(session: Session, go: Go, statuses: Sequence[Status]) -> Sequence[Issue]:
    """What a try is about in its own area. What is said elsewhere is not its to move."""
    of_it = select(ProjectIssue.issue_id).where(ProjectIssue.project_id == go.project.id)
    found = select(Issue).where(
        Issue.id.in_(of_it),
        Issue.area_id == go.project.area_id,
        Issue.status.in_(statuses),
        Issue.taken_back_on.is_(None),
    )
    return session.scalars(found.order_by(Issue.id)).all()


def _named(cycle: Cycle) -> str:
    return cycle.title or shorten(cycle.what_we_will_try, 80)


_ENDS: dict[Outcome | None, TryStatus] = {
    Outcome.KEPT: TryStatus.KEPT,
    Outcome.STOPPED: TryStatus.STOPPED,
}
_WHAT_BECAME = {
    TryStatus.KEPT: "We keep what we tried: {}.",
    TryStatus.STOPPED: "We stopped trying: {}.",
}
_DECIDED = {
    Outcome.KEPT: "keep it",
    Outcome.CHANGED: "change it",
    Outcome.GROWN: "grow it",
    Outcome.STOPPED: "stop",
}
