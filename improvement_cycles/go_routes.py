"""Pages about one go: where it is, moving it along, stopping early, a note beside its plan."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, request, url_for

from coprod import web
from coprod.db import today
from coprod.decided import HowDecided
from coprod.drafts import typed
from coprod.errors import Invalid, NotFound
from coprod.sign_in.door import public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import (
    answers,
    found,
    gaps,
    go_reading,
    goes,
    labels,
    noticed,
    policy,
    ramp,
    reading,
    services,
    snapshots,
)
from improvement_cycles.consent import card, off_site, touched, turns
from improvement_cycles.forms import (
    LearnedForm,
    MoveForm,
    NoteForm,
    Press,
    PutAwayForm,
)
from improvement_cycles.found import Go
from improvement_cycles.pages import STEPS, Step
from improvement_cycles.routes import bp
from improvement_cycles.states import NOT_STARTED, steps
from improvement_cycles.words import CameBy, GoState


@bp.get("/goes/<int:cycle_id>", endpoint="go_page")
@public
def go_page(cycle_id: int) -> Response:
    """One go: the four steps, and what there is to do now."""
    return _show_go(cycle_id)


@bp.get("/goes/<int:cycle_id>/check")
def check(cycle_id: int) -> Response:
    """Check the plan before starting, or the decision before it ends the go."""
    return _show_check(cycle_id)


@bp.post("/goes/<int:cycle_id>/move")
def move(cycle_id: int) -> Response:
    """Move a go along. If something must be there first, the page says what."""
    session = web.session()
    this = found.a_go(session, viewer(), cycle_id)
    form = MoveForm()
    if not form.validate_on_submit():
        raise NotFound("There is no such step.")
    before = pressed_before(form)
    if before:
        return before
    checking = this.cycle.state in NOT_STARTED | {GoState.DECIDING}
    try:
        new = _MOVES[form.to.data or ""](this)
    except goes.NotReady as refused:
        session.rollback()
        page = _show_check if checking else _show_go
        return page(cycle_id, missing=refused.missing, status=409)
    to = new.id if new else cycle_id
    url = url_for(".check" if form.to.data == GoState.PLANNED else ".go_page", cycle_id=to)
    answer_is_at(form, url)
    session.commit()
    return go(url)


@bp.route("/goes/<int:cycle_id>/stop-early", methods=["GET", "POST"])
def stop_early(cycle_id: int) -> Response:
    """Stop a go before its time, and say what it taught, from what the team wrote already."""
    there = {}
    if request.method == "GET":  # a second press of the button gets the answer to the first
        this = found.a_go(web.session(), viewer(), cycle_id, hold=False)
        goes.may_stop_early(viewer(), this)
        there = {"learned": this.cycle.what_we_learned, "was": _learned_mark(this)}
    return _one_answer(
        cycle_id, LearnedForm(data=there), "improvement_cycles/stop_early.html", _stop_early
    )


def _stop_early(this: Go, form: LearnedForm) -> None:
    shown = form.was.data == _learned_mark(this)
    goes.stop_early(web.session(), viewer(), this, form.learned.data or "", shown=shown)


def _learned_mark(this: Go) -> str:
    return answers.mark({"learned": this.cycle.what_we_learned})


@bp.route("/goes/<int:cycle_id>/put-away", methods=["GET", "POST"])
def put_away(cycle_id: int) -> Response:
    """Put away the plan of a go that has not started, and say why."""
    if request.method == "GET":  # a second press of the button gets the answer to the first
        goes.may_put_away(viewer(), found.a_go(web.session(), viewer(), cycle_id, hold=False))
    return _one_answer(
        cycle_id,
        PutAwayForm(),
        "improvement_cycles/put_away.html",
        lambda this, form: goes.put_away(web.session(), viewer(), this, form.why.data),
    )


@bp.route("/goes/<int:cycle_id>/note", methods=["GET", "POST"])
def note(cycle_id: int) -> Response:
    """Write a dated note beside a locked plan."""
    return _one_answer(
        cycle_id,
        NoteForm(),
        "improvement_cycles/note.html",
        lambda this, form: services.note_beside(web.session(), viewer(), this, form.words.data),
    )


@bp.post("/goes/<int:cycle_id>/not-agreed")
def not_agreed(cycle_id: int) -> Response:
    """Take one's name off a decision."""
    this = found.a_go(web.session(), viewer(), cycle_id)
    if Press().validate_on_submit():
        services.did_not_agree(web.session(), viewer(), this)
        web.session().commit()
    return go(url_for(".go_page", cycle_id=cycle_id))


def _one_answer(cycle_id: int, form: Any, template: str, do: Callable[[Go, Any], None]) -> Response:
    hold = request.method == "POST"
    this = found.a_go(web.session(), viewer(), cycle_id, hold=hold)
    policy.may_write.require(viewer(), this.project, this.team)
    typed.fill(form)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        try:
            do(this, form)
        except Invalid as refused:
            form.refuse(refused.errors)
        else:
            url = url_for(".go_page", cycle_id=cycle_id)
            answer_is_at(form, url)
            typed.sent()
            web.session().commit()
            return go(url)
    status = 422 if form.is_submitted() else 200
    about: dict[str, Any] = {"cycle": this.cycle, "project": this.project, "late": False}
    return show(template, status=status, form=form, **about)


def _show_go(cycle_id: int, missing: Any = (), status: int = 200) -> Response:
    view = go_reading.a_go(web.reading(), viewer(), cycle_id)
    of_team = policy.is_of_team(viewer(), view.head, view.hats)
    waits = of_team and view.head.state is GoState.PLANNED
    at = steps(view.head.state, view.head.paused_from)
    return show(
        "improvement_cycles/go.html",
        status=status,
        **_about(view, missing),
        step=STEPS[at] if at < len(STEPS) else None,
        held_up=turns.held_up(web.reading(), viewer(), cycle_id) if waits else None,
        may_say=policy.may_say(viewer(), view.head, view.hats),
        may_do=policy.may_do_tasks(viewer(), view.head, view.hats),
        may_notice=policy.may_notice(viewer(), view.head, view.hats)
        and view.head.state in noticed.WHEN,
        may_take_away=partial(policy.may_take_away, viewer(), view.head, view.hats),
        press=lambda: Press(formdata=None),
        may_check=policy.may_check(viewer(), view.head, view.hats, view.head.owner_of_upkeep_id),
        then=_as_seen_then(view),
        today=today(),
        ended=_how_it_ended(view),
    )


def _as_seen_then(view: go_reading.GoView) -> list[snapshots.Then]:
    """The pictures as they were looked at; there are none before somebody looked."""
    if view.head.state in NOT_STARTED | {GoState.DOING}:
        return []
    return snapshots.of_go(web.reading(), viewer(), view.head, view.head.id, view.hats)


def _how_it_ended(view: go_reading.GoView) -> HowDecided:
    if view.head.state is GoState.STOPPED_EARLY:
        return card.how_stopped(view.head, view.decided_by)
    return card.how_ended(view.head, view.of("agreed"), view.decided_by)


def _show_check(cycle_id: int, missing: Any = None, status: int = 200) -> Response:
    this = found.a_go(web.reading(), viewer(), cycle_id, hold=False)
    policy.may_write.require(viewer(), this.project, this.team)
    deciding = this.cycle.state is GoState.DECIDING
    if not deciding and this.cycle.state not in NOT_STARTED:
        return go(url_for(".go_page", cycle_id=cycle_id))
    if missing is None:
        planned = this.cycle.state is GoState.PLANNED
        needs = gaps.to_close if deciding else gaps.to_start if planned else gaps.to_ask
        missing = needs(web.reading(), this)
    view = go_reading.a_go(web.reading(), viewer(), cycle_id)
    step = Step.DECIDE if deciding else Step.PLAN
    return show(
        f"improvement_cycles/check_{step}.html",
        status=status,
        **_about(view, missing),
        pages=answers.pages_of(web.reading(), this, step),
        statements=reading.links(web.reading(), viewer(), this.project.id, "statement"),
        touches=touched.by_name(web.reading(), this),
        off_site=off_site.read(web.reading(), viewer(), this)["off_site"],
    )


def _about(view: go_reading.GoView, missing: Any) -> dict[str, Any]:
    return {
        "view": view,
        "head": view.head,
        "labels": labels,
        "missing": missing,
        "form": Press(formdata=None),
        "may_write": policy.may_write(viewer(), view.head, view.hats),
    }


_MOVES: dict[str, Callable[[Go], Any]] = {
    GoState.PLANNED: lambda this: goes.check(web.session(), viewer(), this),
    GoState.DOING: lambda this: (
        goes.try_longer(viewer(), this)
        if this.cycle.locked
        else goes.start(web.session(), viewer(), this)
    ),
    GoState.STUDYING: lambda this: goes.look(viewer(), this),
    GoState.DECIDING: lambda this: goes.to_decide(web.session(), viewer(), this),
    GoState.CLOSED: lambda this: goes.decide(web.session(), viewer(), this),
    "go_on": lambda this: goes.go_on(web.session(), viewer(), this),
    "next": lambda this: goes.plan_next(web.session(), viewer(), this),
    CameBy.ELSE_TOO: lambda this: ramp.branch(web.session(), viewer(), this, CameBy.ELSE_TOO),
    CameBy.ELSEWHERE: lambda this: ramp.branch(web.session(), viewer(), this, CameBy.ELSEWHERE),
}
