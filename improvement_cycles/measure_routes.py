"""Pages of what a try counts: its picture, its definition, its marks and how it was before."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from coprod import web
from coprod.errors import Invalid, NotFound
from coprod.sign_in.door import public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import found, measure_labels, measure_policy, measure_services
from improvement_cycles.forms import Press
from improvement_cycles.measure_forms import cards, choices
from improvement_cycles.measure_found import Measured, a_measure
from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_page import counters, measure_page
from improvement_cycles.measure_part_forms import PARTS, PartForm, WhatForm, of_part, parts_of
from improvement_cycles.measure_pictures import picture_of
from improvement_cycles.measure_words import Role
from improvement_cycles.stats.finding import STEADY_BASELINE

bp = Blueprint("measures", __name__)


@bp.get("/measures/<int:measure_id>")
@public
def page(measure_id: int) -> Response:
    """One measure: the sentence, the picture, the numbers, and what it is."""
    this = measure_page(web.reading(), viewer(), measure_id)
    head = this.seen.head
    return show(
        "improvement_cycles/measures/page.html",
        measure=this,
        head=head,
        says=this.says,
        parts=parts_of(this.says),
        picture=picture_of(this.seen),
        labels=measure_labels,
        form=Press(),
        may_count=this.seen.may_count,
        may_be_main=measure_policy.may_be_main(this.says) and not head.main,
        before=this.before,
        steady=STEADY_BASELINE,
    )


@bp.route("/tries/<int:project_id>/measures/new", methods=["GET", "POST"])
def new(project_id: int) -> Response:
    """Begin to count something for a try: what, and what sort of number."""
    whole = found.a_try(web.session(), viewer(), project_id, hold=_posted())
    measure_policy.may_define.require(viewer(), whole.project, whole.team)
    worse = request.args.get("role") == Role.BALANCING  # to see whether anything got worse
    form = WhatForm()
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        new_one = replace(form.value(), role=Role.BALANCING) if worse else form.value()
        measure = measure_services.begin(web.session(), viewer(), whole, new_one)
        url = url_for(".part", measure_id=measure.id, name="about", then="next")
        answer_is_at(form, url)
        web.session().commit()
        return go(url)
    back_to = url_for("improvement_cycles.project", project_id=project_id)
    action = url_for(".new", project_id=project_id, role=Role.BALANCING.value if worse else None)
    return _ask("what", form, back_to, action)


@bp.route("/measures/<int:measure_id>/about/<string:name>", methods=["GET", "POST"])
def part(measure_id: int, name: str) -> Response:
    """Change one part of what a measure is. If two people write at once, both texts are shown."""
    this = held(measure_id)
    if name not in parts_of(this.measure):
        raise NotFound("There is no such page.")
    measure_policy.may_define.require(viewer(), this.project, this.team)
    form = of_part(name, this.measure)
    people = {"": _("No one yet")} | counters(web.session(), this)
    if "who_counts" in form:
        form.who_counts.choices = choices(people)
    then = "next" if request.args.get("then") == "next" else ""
    action = url_for(".part", measure_id=measure_id, name=name, then=then or None)
    back_to = url_for(".page", measure_id=measure_id)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        try:
            measure_services.define(web.session(), viewer(), this, form.values(), form.seen)
        except Invalid as refused:
            form.refuse(refused.errors)
        except measure_services.Changed as changed:
            form.edits.data = str(this.measure.edits)
            stale = {"why": str(changed), "says": this.measure}
            return _ask(name, form, back_to, action, this.measure, people=people, stale=stale)
        else:
            following = _next(this.measure, name) if then else ""
            url = (
                url_for(".part", measure_id=measure_id, name=following, then=then)
                if following
                else back_to
            )
            answer_is_at(form, url)
            web.session().commit()
            return go(url)
    return _ask(name, form, back_to, action, this.measure, people=people)


@bp.post("/measures/<int:measure_id>/main")
def main(measure_id: int) -> Response:
    """Make this the main picture of its try."""
    measure_services.make_main(web.session(), viewer(), held(measure_id))
    web.session().commit()
    return go(url_for(".page", measure_id=measure_id))


@bp.post("/measures/<int:measure_id>/stop")
def stop(measure_id: int) -> Response:
    """Stop counting. Without a dot, the measure goes as if it never was."""
    form = Press()
    if form.validate_on_submit() and (before := pressed_before(form)):
        return before
    this = held(measure_id)
    gone = measure_services.stop(web.session(), viewer(), this)
    project = url_for("improvement_cycles.project", project_id=this.project.id)
    url = project if gone else url_for(".page", measure_id=measure_id)
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


@bp.post("/measures/<int:measure_id>/count-again")
def count_again(measure_id: int) -> Response:
    """Go on counting something that was stopped."""
    measure_services.count_again(viewer(), held(measure_id))
    web.session().commit()
    return go(url_for(".page", measure_id=measure_id))


def held(measure_id: int) -> Measured:
    """The measure of this page, held if the request is to change it."""
    return a_measure(web.session(), viewer(), measure_id, hold=_posted())


def _posted() -> bool:
    return request.method == "POST"


def _next(measure: Measure, name: str) -> str:
    """The page of the definition after this one; after the last, nothing."""
    names = parts_of(measure)
    at = names.index(name) + 1
    return names[at] if at < len(names) else ""


def _ask(
    name: str,
    form: PartForm,
    back_to: str,
    action: str,
    measure: Measure | None = None,
    **more: Any,
) -> Response:
    """Ask one part of a measure; with none yet, the first."""
    names = parts_of(measure) if measure else []
    status = 409 if "stale" in more else 422 if form.is_submitted() else 200
    return show(
        "improvement_cycles/measures/part.html",
        status=status,
        name=name,
        heading=PARTS[name][1],
        form=form,
        action=action,
        back_to=back_to,
        labels=measure_labels,
        better=measure_labels.better(measure.kind) if measure else {},
        cards=cards,
        at=names.index(name) + 1 if measure else 0,
        of=len(names),
        **{"people": {}, "stale": None} | more,
    )
