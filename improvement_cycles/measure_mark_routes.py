"""Pages that mark a picture: what else happened, and how it was before."""

from collections.abc import Callable
from typing import Any

from flask import Response, request, url_for

from coprod import web
from coprod.db import today
from coprod.errors import Invalid
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import measure_marks, measure_policy, measure_services
from improvement_cycles.forms import Press
from improvement_cycles.measure_forms import BeforeForm, MarkForm, cards, day_of
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_labels import NOTE
from improvement_cycles.measure_routes import bp, held
from improvement_cycles.stats.finding import SHORTEST_BASELINE, STEADY_BASELINE


@bp.route("/measures/<int:measure_id>/mark", methods=["GET", "POST"])
def mark(measure_id: int) -> Response:
    """Mark a day on the picture: something else happened, or we changed how we count."""
    form = MarkForm(data={"on": today().isoformat()})

    def do(this: Measured) -> None:
        measure_services.mark(web.session(), viewer(), this, form.value())

    marks = measure_marks.by_hand(web.session(), held(measure_id))
    there = [(one, Press(formdata=None)) for one in marks]
    return _one_page(measure_id, form, "mark.html", do, kinds=cards(NOTE), there=there)


@bp.post("/measures/<int:measure_id>/marks/<int:mark_id>/take-away")
def take_mark_away(measure_id: int, mark_id: int) -> Response:
    """Take a mark that is wrong off the picture."""
    this, form = held(measure_id), Press()
    before = pressed_before(form)
    if before:
        return before
    measure_marks.take_away(web.session(), viewer(), this, mark_id)
    url = url_for(".mark", measure_id=measure_id)
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


@bp.route("/measures/<int:measure_id>/before", methods=["GET", "POST"])
def before(measure_id: int) -> Response:
    """Say up to which day the dots show how it was before."""
    this = held(measure_id)
    until = this.measure.baseline_until or this.project.started_on
    form = BeforeForm(data={"until": until.isoformat() if until else ""})

    def do(this: Measured) -> None:
        day = day_of(form.until.data)
        measure_services.freeze_baseline(web.session(), viewer(), this, day)

    return _one_page(
        measure_id,
        form,
        "before.html",
        do,
        frozen=this.measure.baseline_until,
        shortest=SHORTEST_BASELINE,
        steady=STEADY_BASELINE,
        press=Press(formdata=None),
    )


@bp.post("/measures/<int:measure_id>/before/take-back")
def no_before(measure_id: int) -> Response:
    """Read all the dots together again."""
    measure_services.freeze_baseline(web.session(), viewer(), held(measure_id), None)
    web.session().commit()
    return go(url_for(".page", measure_id=measure_id))


def _one_page(
    measure_id: int,
    form: Any,
    template: str,
    do: Callable[[Measured], None],
    **context: Any,
) -> Response:
    this = held(measure_id)
    measure_policy.may_define.require(viewer(), this.project, this.team)
    url = url_for(".page", measure_id=measure_id)
    if form.validate_on_submit():
        pressed = pressed_before(form)
        if pressed:
            return pressed
        try:
            do(this)
        except Invalid as refused:
            form.refuse(refused.errors)
        else:
            answer_is_at(form, url)
            web.session().commit()
            return go(url)
    return show(
        f"improvement_cycles/measures/{template}",
        status=422 if form.is_submitted() else 200,
        form=form,
        measure=this.measure,
        action=request.path,
        back_to=url,
        **context,
    )
