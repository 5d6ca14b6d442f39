"""The week of whoever counts, and the answer that nobody could."""

from flask import Response, url_for
from flask_babel import format_date

from coprod import web
from coprod.errors import Invalid
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import clean_text
from coprod.web import go, show
from improvement_cycles import measure_dots, measure_labels
from improvement_cycles.measure_dot_forms import NO_COUNT, NobodyForm, dot_form
from improvement_cycles.measure_dot_routes import ask_dot
from improvement_cycles.measure_forms import NOT_A_DAY, day_of
from improvement_cycles.measure_routes import bp, held
from improvement_cycles.measure_week import week_of


@bp.get("/measures/week")
def week() -> Response:
    """What this person counts, and the last 7 days of each."""
    rows = week_of(web.reading(), viewer())
    return show(
        "improvement_cycles/measures/week.html",
        rows=rows,
        short=lambda on: format_date(on, "EEE d"),
        labels=measure_labels,
    )


@bp.post("/measures/<int:measure_id>/nobody")
def nobody(measure_id: int) -> Response:
    """Nobody could count on a day: an answer like every other, in one press."""
    form = NobodyForm()
    before = pressed_before(form)
    if before:
        return before
    this, sent = held(measure_id), clean_text(form.on.data or "")
    on = day_of(sent)
    try:
        if on is None:
            raise Invalid({"on": NOT_A_DAY})
        measure_dots.nobody_could(web.session(), viewer(), this, on)
    except Invalid as refused:
        said = {"on": sent, "odd": NO_COUNT, "note": measure_dots.NOBODY_COULD}
        dot = dot_form(this.measure.kind, formdata=None, data=said)
        dot.refuse(refused.errors)
        return ask_dot(this, dot, status=422)
    url = url_for(".week")
    answer_is_at(form, url)
    web.session().commit()
    return go(url)
