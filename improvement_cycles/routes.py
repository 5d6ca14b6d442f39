"""Pages about tries: the list, one try, a new one, a borrowed one."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from coprod import web
from coprod.errors import Invalid, NotFound
from coprod.issues import queries as issues
from coprod.people import queries as places
from coprod.people.names import sees_names
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, show
from improvement_cycles import found, labels, policy, queries, reading, services
from improvement_cycles.asks import choices
from improvement_cycles.forms import BorrowForm, NewTryForm, Press
from improvement_cycles.words import WRITERS, TeamJob, TryStatus

bp = Blueprint("improvement_cycles", __name__, url_prefix="/tries")

SHOWN = {  # what the list can be asked for
    "now": [TryStatus.HAPPENING, TryStatus.DRAFT],
    "ended": [TryStatus.KEPT, TryStatus.STOPPED, TryStatus.DROPPED],
    "all": list(TryStatus),
}


@bp.get("")
@public
def index() -> Response:
    """The tries of the area, newest first: all, happening now, or ended."""
    here = area()
    if here is None:
        raise NotFound("There is no area here yet.")
    which = request.args.get("show", "all")
    which = which if which in SHOWN else "all"
    before = whole_number(request.args.get("before"))
    lines, older = queries.page(web.reading(), viewer(), here.id, SHOWN[which], before)
    return show(
        "improvement_cycles/index.html",
        lines=lines,
        which=which,
        older=older and url_for(".index", show=which, before=older),
        labels=labels,
        may_begin=bool(_my_places()),
    )


@bp.get("/stopped-doing")
@public
def stopped_doing() -> Response:
    """What people of the area have stopped doing, all of it or at one place."""
    here = area()
    if here is None:
        raise NotFound("There is no area here yet.")
    places_here = {str(one.id): one.name for one in places.places_in(web.reading(), here.id)}
    place = request.args.get("place", "")
    place = place if place in places_here else ""
    before = whole_number(request.args.get("before"))
    place_id = whole_number(place)
    lines, older = queries.stopped_doing(web.reading(), viewer(), here.id, place_id, before)
    return show(
        "improvement_cycles/stopped_doing.html",
        lines=lines,
        chosen=place,
        names=[*places_here.items()],
        older=older and url_for(".stopped_doing", place=place or None, before=older),
    )


@bp.get("/<int:project_id>")
@public
def project(project_id: int) -> Response:
    """One try: what it is for, who is in it, its goes and its pictures."""
    whole = reading.a_try(web.reading(), viewer(), project_id)
    return show(
        "improvement_cycles/project.html",
        whole=whole,
        head=whole.head,
        labels=labels,
        sees_who=sees_names(viewer(), whole.head.area_id),
        form=Press(),
        press=lambda: Press(formdata=None),
        may_take=[
            job for job in TeamJob if policy.may_take_job(viewer(), whole.head, whole.hats, job)
        ],
        may_write=policy.may_write(viewer(), whole.head, whole.hats),
        may_hide=policy.may_hide(viewer(), whole.head),
        may_borrow=policy.may_borrow(viewer(), whole.head),
        may_see_marks=policy.may_see_marks(viewer(), whole.head, whole.hats),
        to_agree=any(
            one.id == viewer().id
            and one.agreed_on is None
            and policy.may_agree(viewer(), whole.head, one.job)
            for one in whole.team
        ),
    )


@bp.route("/new", methods=["GET", "POST"])
def new() -> Response:
    """Begin a try, from nothing or from an issue."""
    form = NewTryForm(issue=request.args.get("issue", ""))
    mine = _my_places()
    form.place.choices = _choices(mine)
    issue = issues.one(web.session(), viewer(), form.issue_id) if form.issue_id else None
    if form.is_submitted() and len(mine) == 1 and not form.place.data:
        form.place.data = form.place.raw_data = [str(mine[0].id)]
        form.place.data = str(mine[0].id)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        try:
            cycle = services.begin(web.session(), viewer(), form.value())
        except Invalid as refused:
            form.refuse(refused.errors)
            return _ask("improvement_cycles/new.html", form, mine, issue=issue)
        url = url_for(".page", cycle_id=cycle.id, step="plan", name="kind")
        answer_is_at(form, url)
        web.session().commit()
        return go(url)
    if not mine:
        policy.may_begin.require(viewer(), 0)
    return _ask("improvement_cycles/new.html", form, mine, issue=issue)


@bp.route("/<int:project_id>/borrow", methods=["GET", "POST"])
def borrow(project_id: int) -> Response:
    """Borrow a try: its plan, with the guesses blank, for a place of one's own."""
    whole = found.a_try(web.session(), viewer(), project_id, hold=False)
    policy.may_borrow.require(viewer(), whole.project)
    form, mine = BorrowForm(), _my_places()
    form.place.choices = _choices(mine)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        cycle = services.borrow(web.session(), viewer(), whole, int(form.place.data))
        url = url_for(".go_page", cycle_id=cycle.id)
        answer_is_at(form, url)
        web.session().commit()
        return go(url)
    return _ask("improvement_cycles/borrow.html", form, mine, title=whole.project.title)


@bp.post("/<int:project_id>/hide")
def hide(project_id: int) -> Response:
    """Hide one's own try from its team, or show it to them again."""
    whole = found.a_try(web.session(), viewer(), project_id)
    form = Press()
    if form.validate_on_submit():
        services.hide(viewer(), whole.project, request.form.get("hidden") == "yes")
        web.session().commit()
    return go(url_for(".project", project_id=project_id))


def _my_places() -> list[Any]:
    """The places where somebody may begin a try, in their area."""
    here = area()
    at = {hat.place_id for hat in viewer().hats if hat.kind in WRITERS}
    if here is None or not at:
        return []
    return [place for place in places.places_in(web.reading(), here.id) if place.id in at]


def _choices(mine: list[Any]) -> list[Any]:
    return choices((str(place.id), place.name) for place in mine)


def _ask(template: str, form: Any, mine: list[Any], **context: Any) -> Response:
    status = 422 if form.is_submitted() else 200
    return show(template, status=status, form=form, places=mine, **context)
