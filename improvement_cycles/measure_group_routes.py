"""The page that says who sees a measure: everybody who sees its try, or the group alone."""

from flask import Response, request, url_for
from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from coprod import web
from coprod.errors import Invalid
from coprod.forms import Form
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import measure_group, measure_policy
from improvement_cycles.forms import Press
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_routes import bp, held


class OpenForm(Form):
    """Showing everybody what the group alone saw. Those whom it is about were asked."""

    said_yes = BooleanField(_("The people it is about said yes"))


@bp.get("/measures/<int:measure_id>/who-sees")
def who_sees(measure_id: int) -> Response:
    """Who sees a measure, and the way to change that."""
    return _ask(held(measure_id), OpenForm(formdata=None))


@bp.post("/measures/<int:measure_id>/who-sees/group")
def keep_in_group(measure_id: int) -> Response:
    """Keep a measure in the group: from now on nobody else knows of it."""
    this, form = held(measure_id), Press()
    before = pressed_before(form)
    if before:
        return before
    measure_group.keep_in_group(viewer(), this)
    return _done(this, form)


@bp.post("/measures/<int:measure_id>/who-sees/all")
def open_to_all(measure_id: int) -> Response:
    """Show a measure to everybody who sees its try, once the people it is about said yes."""
    this, form = held(measure_id), OpenForm()
    before = pressed_before(form)
    if before:
        return before
    try:
        measure_group.open_to_all(viewer(), this, said_yes=bool(form.said_yes.data))
    except Invalid as refused:
        form.refuse(refused.errors)
        return _ask(this, form)
    return _done(this, form)


def _done(this: Measured, form: Form) -> Response:
    url = url_for(".page", measure_id=this.measure.id)
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


def _ask(this: Measured, form: OpenForm) -> Response:
    measure_policy.may_define.require(viewer(), this.project, this.team)
    return show(
        "improvement_cycles/measures/who_sees.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        press=Press(formdata=None),
        measure=this.measure,
        may_open=measure_policy.may_open(viewer(), this.project, this.team),
        refusal=measure_policy.may_open.says,
    )
