"""Pages about things to do in a go: put one on the list, say how it went, take one."""

from collections.abc import Callable
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod import web
from coprod.drafts import typed
from coprod.errors import Invalid
from coprod.shown import shown_mark
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import found, policy, reading, states, tasks
from improvement_cycles.asks import choices
from improvement_cycles.doing_models import Task
from improvement_cycles.forms import Press
from improvement_cycles.found import Go
from improvement_cycles.routes import bp
from improvement_cycles.task_forms import ChangeTaskForm, DoneForm, TaskForm


@bp.route("/goes/<int:cycle_id>/tasks/new", methods=["GET", "POST"])
def new_task(cycle_id: int) -> Response:
    """Put something to do on the list: what, who, by when."""
    this = found.a_go(web.session(), viewer(), cycle_id, hold=request.method == "POST")
    policy.may_write.require(viewer(), this.project, this.team)
    form = TaskForm()
    form.person.choices = _team(this)
    typed.fill(form)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        answer = _keep(form, this, lambda: tasks.add(web.session(), viewer(), this, form.value()))
        if answer:
            return answer
    status = 422 if form.is_submitted() else 200
    return show("improvement_cycles/new_task.html", status=status, form=form, cycle=this.cycle)


@bp.route("/goes/<int:cycle_id>/tasks/<int:task_id>/change", methods=["GET", "POST"])
def change_task(cycle_id: int, task_id: int) -> Response:
    """Say it anew: what, who, by when. If somebody else changed it meanwhile, both are shown."""
    this, task = _found(cycle_id, task_id)
    policy.may_write.require(viewer(), this.project, this.team)
    if request.method == "GET":  # a second press of the button gets the answer to the first
        tasks.may_change(viewer(), this, task)
    now = _says(task)
    form = ChangeTaskForm(data=now | {"seen": shown_mark(now)})
    form.person.choices = _team(this)
    typed.fill(form)
    theirs = None
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        if form.seen.data != shown_mark(now):
            form.seen.data, theirs = shown_mark(now), task
        elif answer := _keep(
            form, this, lambda: tasks.change(web.session(), viewer(), this, task, form.value())
        ):
            return answer
    return show(
        "improvement_cycles/change_task.html",
        status=409 if theirs else 422 if form.is_submitted() else 200,
        form=form,
        task=task,
        theirs=theirs,
        names={one.value: one.label for one in form.person.choices},
        before=tasks.before(web.session(), task),
        cycle=this.cycle,
    )


@bp.route("/goes/<int:cycle_id>/tasks/<int:task_id>/done", methods=["GET", "POST"])
def task_done(cycle_id: int, task_id: int) -> Response:
    """Say that something is done, and how it went. What somebody else said meanwhile is shown."""
    this, task = _found(cycle_id, task_id)
    policy.may_tick.require(viewer(), this.project, this.team, task.person_id)
    now = _said(task)
    seen = shown_mark(now | _says(task))  # a tick is for what it said
    form = DoneForm(data=now | {"seen": seen})
    typed.fill(form)
    theirs = None
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        if form.seen.data != seen:
            form.seen.data, theirs = seen, now
        elif answer := _keep(
            form, this, lambda: tasks.tick(web.session(), viewer(), this, task, form.value())
        ):
            return answer
    return show(
        "improvement_cycles/task_done.html",
        status=409 if theirs else 422 if form.is_submitted() else 200,
        form=form,
        press=Press(formdata=None),
        task=task,
        theirs=theirs,
        cycle=this.cycle,
        may_change=task.done_on is None
        and this.cycle.state not in states.FINISHED
        and policy.may_write(viewer(), this.project, this.team),
    )


@bp.post("/goes/<int:cycle_id>/tasks/<int:task_id>/mine")
def take_task(cycle_id: int, task_id: int) -> Response:
    """Take something that nobody does yet."""
    return _press(cycle_id, task_id, tasks.take)


@bp.post("/goes/<int:cycle_id>/tasks/<int:task_id>/not-done")
def task_not_done(cycle_id: int, task_id: int) -> Response:
    """Say that it is not done after all."""
    return _press(cycle_id, task_id, tasks.untick)


@bp.post("/goes/<int:cycle_id>/tasks/<int:task_id>/take-off")
def take_task_off(cycle_id: int, task_id: int) -> Response:
    """Take something off the list that need not be done."""
    return _press(cycle_id, task_id, tasks.take_off)


def _press(cycle_id: int, task_id: int, do: Any) -> Response:
    form = Press()
    form.validate()
    before = pressed_before(form)
    if before:
        return before
    this, task = _found(cycle_id, task_id)
    do(web.session(), viewer(), this, task)
    return _kept(form, this)


def _found(cycle_id: int, task_id: int) -> tuple[Go, Task]:
    hold = request.method == "POST"
    this = found.a_go(web.session(), viewer(), cycle_id, hold=hold)
    return this, tasks.one(web.session(), viewer(), this, task_id)


def _team(this: Go) -> list[Any]:
    """Who of the team can do something: choices by id, and nobody yet."""
    team = ((str(one.person_id), one.name) for one in reading.team(web.session(), this.project.id))
    return choices([("", _("Nobody yet")), *team])


def _says(task: Task) -> dict[str, str]:
    """What a thing to do says, as its form shows it."""
    by_when = task.by_when.isoformat() if task.by_when else ""
    return {"what": task.what, "person": str(task.person_id or ""), "by_when": by_when}


def _said(task: Task) -> dict[str, str]:
    """What is said of something already, as its form shows it."""
    went = {None: "", True: "yes", False: "no"}[task.as_planned]
    return {"went": went, "why": task.why}


def _keep(form: Any, this: Go, do: Callable[[], object]) -> Response | None:
    """Do what a form asks; None if it is refused, and the form is shown again."""
    try:
        do()
    except Invalid as refused:
        form.refuse(refused.errors)
        return None
    return _kept(form, this)


def _kept(form: Any, this: Go) -> Response:
    url = url_for(".go_page", cycle_id=this.cycle.id, _anchor="to-do")
    answer_is_at(form, url)
    typed.sent()
    web.session().commit()
    return go(url)
