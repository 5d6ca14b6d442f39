"""Pages about what comes later: a pause with a day to look again, and checks on what was kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response, request, url_for

from coprod import web
from coprod.db import today
from coprod.drafts import typed
from coprod.errors import Invalid
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import checks, found, goes, policy
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle
from improvement_cycles.later_forms import NotThereForm, PauseForm, StillThereForm
from improvement_cycles.routes import bp


@bp.route("/goes/<int:cycle_id>/pause", methods=["GET", "POST"])
def pause(cycle_id: int) -> Response:
    """Have a pause: why, and when to look again."""
    form = PauseForm(data={"look_again_on": checks.months_later(today(), 1).isoformat()})
    before = pressed_before(form) if form.is_submitted() else None
    if before:
        return before
    this = found.a_go(web.session(), viewer(), cycle_id, hold=request.method == "POST")
    goes.may_pause(viewer(), this)
    typed.fill(form)

    def do() -> None:
        day = form.look_again_on.day or date.min
        goes.pause(web.session(), viewer(), this, form.why.data or "", day)

    return _kept(form, cycle_id, do) or show(
        "improvement_cycles/pause.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        cycle=this.cycle,
    )


@bp.route("/goes/<int:cycle_id>/still-there", methods=["GET", "POST"])
def still_there(cycle_id: int) -> Response:
    """Say that what was kept is still there, and when to check again."""
    form = StillThereForm()
    before = pressed_before(form) if form.is_submitted() else None
    if before:
        return before
    this = _kept_go(cycle_id)
    if not form.is_submitted():
        form.check_on.data = checks.next_day(web.session(), this.cycle).isoformat()

    def do() -> None:
        checks.still_there(web.session(), viewer(), this, form.check_on.day or date.min)

    return _kept(form, cycle_id, do) or _show_check(this, form, NotThereForm(formdata=None))


@bp.post("/goes/<int:cycle_id>/not-there")
def not_there(cycle_id: int) -> Response:
    """Say that what was kept is not there any more, and plan the next go or be asked again."""
    form = NotThereForm()
    before = pressed_before(form)
    if before:
        return before
    this = _kept_go(cycle_id)
    new: list[Cycle | None] = []

    def do() -> None:
        words, plan = form.words.data or "", "plan" in request.form
        new.append(checks.not_there(web.session(), viewer(), this, words, plan=plan))

    def to() -> int:
        return new[0].id if new[0] else cycle_id

    other = StillThereForm(formdata=None, data={"check_on": _suggested(this)})
    return _kept(form, cycle_id, do, to) or _show_check(this, other, form)


def _kept_go(cycle_id: int) -> Go:
    this = found.a_go(web.session(), viewer(), cycle_id, hold=request.method == "POST")
    checks.require_kept(web.session(), viewer(), this)
    return this


def _suggested(this: Go) -> str:
    return checks.next_day(web.session(), this.cycle).isoformat()


def _kept(
    form: Any, cycle_id: int, do: Callable[[], None], to: Callable[[], int] | None = None
) -> Response | None:
    """Do what was sent, and lead on. None where the form is to be shown."""
    if not form.validate_on_submit():
        return None
    try:
        do()
    except Invalid as refused:
        form.refuse(refused.errors)
        return None
    url = url_for(".go_page", cycle_id=to() if to else cycle_id)
    answer_is_at(form, url)
    typed.sent()
    web.session().commit()
    return go(url)


def _show_check(this: Go, form: StillThereForm, no: NotThereForm) -> Response:
    return show(
        "improvement_cycles/still_there.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        no=no,
        cycle=this.cycle,
        may_write=policy.may_write(viewer(), this.project, this.team),
    )
