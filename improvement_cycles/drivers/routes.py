"""Reading a driver diagram: its page, its drawing as a file, and how it stood before."""

from typing import Any

from flask import Blueprint, Response, get_template_attribute, request, url_for

from coprod import web
from coprod.errors import NotFound
from coprod.people.names import sees_names, shown
from coprod.sign_in.door import public, viewer
from coprod.text import whole_number
from coprod.web import show
from improvement_cycles.drivers import history, labels, policy, queries, reading, trying
from improvement_cycles.drivers.history import Version
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.forms import Press

bp = Blueprint("drivers", __name__, url_prefix="/tries")


@bp.get("/<int:project_id>/drivers")
@public
def page(project_id: int) -> Response:
    """What we want, what helps, and ideas to try: as a list, and as a drawing."""
    this = to_read(project_id)
    may_draw = policy.may_draw(viewer(), this.project, this.team)
    session = web.reading()
    return show(
        "improvement_cycles/drivers/page.html",
        project=this.project,
        shown=reading.shown(session, viewer(), this),
        labels=labels,
        may_draw=may_draw,
        may_see_changes=this.edits and policy.may_see_changes(viewer(), this.project, this.team),
        may_try=may_draw and trying.what_next(session, this.project.id),
        gone=queries.gone(session, viewer(), this.project.id, str(labels.NOT_HERE))
        if may_draw
        else [],
        press=lambda: Press(formdata=None),
    )


@bp.get("/<int:project_id>/drivers/drawing.svg")
@public
def drawing(project_id: int) -> Response:
    """The drawing as a file, to keep or to put into something else."""
    whole = reading.shown(web.reading(), viewer(), to_read(project_id))
    if whole.drawing is None:
        raise NotFound(queries.NO_PART)
    svg = get_template_attribute("improvement_cycles/drivers/_drawing.html", "svg")
    drawn = svg(whole.drawing, "drivers", whole.title, whole.desc)
    answer = Response(f"{drawn.strip()}\n", mimetype="image/svg+xml")
    name = f"how-it-works-{project_id}.svg"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/<int:project_id>/drivers/versions")
def versions(project_id: int) -> Response:
    """Who changed what, the newest first."""
    this = to_see_changes(project_id)
    session, before = web.reading(), whole_number(request.args.get("before"))
    found, older = history.versions(session, project_id, before)
    every = [diagram for one in found for diagram in (one.diagram, one.before)]
    titles = queries.titles(session, viewer(), every)
    return show(
        "improvement_cycles/drivers/versions.html",
        project=this.project,
        lines=[_line(this, one, titles) for one in found],
        older=older and url_for(".versions", project_id=project_id, before=older),
    )


@bp.get("/<int:project_id>/drivers/versions/<int:number>")
def version(project_id: int, number: int) -> Response:
    """How it stood after one change."""
    this = to_see_changes(project_id)
    session = web.reading()
    one = history.version(session, project_id, number)
    titles = queries.titles(session, viewer(), [one.diagram, one.before])
    return show(
        "improvement_cycles/drivers/version.html",
        project=this.project,
        line=_line(this, one, titles),
        shown=reading.shown(session, viewer(), this, one.diagram),
        labels=labels,
        latest=this.edits,
    )


def to_read(project_id: int) -> Drawn:
    """The diagram of this page, for whoever may read its try."""
    return queries.a_diagram(web.reading(), viewer(), project_id, hold=False)


def to_see_changes(project_id: int) -> Drawn:
    """The diagram of this page, for whoever may see how it stood before."""
    this = to_read(project_id)
    policy.may_see_changes.require(viewer(), this.project, this.team)
    return this


def _line(this: Drawn, one: Version, titles: dict[int, str]) -> dict[str, Any]:
    """One version as a list tells it: who, when and what, in words."""
    words = [diagram.said(titles, str(labels.NOT_HERE)) for diagram in (one.diagram, one.before)]
    sees = sees_names(viewer(), this.project.area_id)
    return {
        "number": one.number,
        "on": one.on,
        "who": shown(sees, one.name, one.by_hat),
        "what": labels.what_changed(one.step, one.about, *words),
    }
