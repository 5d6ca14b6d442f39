"""Putting in today's dot, in two steps; putting one right; all the dots, and as a file."""

from typing import Any

from flask import Response, request, url_for

from coprod import web
from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed, NotFound
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, show
from improvement_cycles import measure_dots, measure_labels, measure_policy
from improvement_cycles.measure_dot_forms import NO_COUNT, DotForm, as_sent, dot_form, right_form
from improvement_cycles.measure_forms import cards, day_of
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_page import dots as list_of_dots
from improvement_cycles.measure_pictures import picture_of
from improvement_cycles.measure_queries import as_counted
from improvement_cycles.measure_queries import one as one_seen
from improvement_cycles.measure_routes import bp, held
from improvement_cycles.measure_words import Kind
from improvement_cycles.points import as_dot


@bp.route("/measures/<int:measure_id>/dot", methods=["GET", "POST"])
def dot(measure_id: int) -> Response:
    """Put in a dot. If the day has one already, it can be put right instead."""
    this = held(measure_id)
    measure_policy.may_count.require(viewer(), this.project, this.team)
    if request.method == "GET" and this.measure.stopped_on:
        raise Conflict(measure_dots.STOPPED)  # before anybody types; an old sheet leads here
    on = min(day_of(request.args.get("on")) or today(), today())
    form = dot_form(this.measure.kind, data={"on": on.isoformat()})
    if this.measure.kind is Kind.EVENTS and request.form.get("today") == "yes":
        form.on.data = today().isoformat()
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        try:
            point = measure_dots.put_in(web.session(), viewer(), this, form.counted())
        except Invalid as refused:
            form.refuse(refused.errors)
        except measure_dots.DotThere as there:
            again = right_form(this.measure.kind, formdata=None, data=as_sent(form.counted()))
            web.session().rollback()
            return _ask_right(this, there.point, again, there=True, status=409)
        else:
            url = url_for(".thanks", measure_id=measure_id, dot=point.id)
            answer_is_at(form, url)
            web.session().commit()
            return go(url)
    return ask_dot(this, form, status=422 if form.is_submitted() else 200)


def ask_dot(this: Measured, form: DotForm, status: int) -> Response:
    """The page that asks for a dot."""
    return show(
        "improvement_cycles/measures/dot.html",
        status=status,
        form=form,
        measure=this.measure,
        project=this.project,
        today=today().isoformat(),
        odd=cards(measure_labels.ODD),
    )


@bp.get("/measures/<int:measure_id>/thanks")
def thanks(measure_id: int) -> Response:
    """After a dot: thank you, and the picture with it."""
    seen = one_seen(web.reading(), viewer(), measure_id)
    if seen is None:
        raise NotFound("There is no such picture here.")
    measure_policy.may_count.require(viewer(), seen.head, seen.team)
    return show(
        "improvement_cycles/measures/thanks.html",
        head=seen.head,
        picture=picture_of(seen),
        dot=whole_number(request.args.get("dot")),
    )


@bp.get("/measures/<int:measure_id>/dots")
def dots(measure_id: int) -> Response:
    """All the dots, the newest first, those that were put right struck out."""
    this = held(measure_id)
    if not measure_policy.may_see_few(viewer(), this.project, this.team):
        raise NotAllowed(measure_policy.may_see_few.says)
    day, last = day_of(request.args.get("on")), whole_number(request.args.get("before"))
    after = (day, last) if day and last else None
    listed, more = list_of_dots(web.reading(), this.measure, after)
    return show(
        "improvement_cycles/measures/dots.html",
        dots=listed,
        older=more
        and url_for(".dots", measure_id=measure_id, on=more[0].isoformat(), before=more[1]),
        measure=this.measure,
        may_count=measure_policy.may_count(viewer(), this.project, this.team),
    )


@bp.route("/measures/<int:measure_id>/dots/<int:point_id>", methods=["GET", "POST"])
def put_right(measure_id: int, point_id: int) -> Response:
    """Put a dot right, or take it away, and say why. The old one stays in the list."""
    this = held(measure_id)
    measure_policy.may_count.require(viewer(), this.project, this.team)
    pressed = right_form(this.measure.kind)
    if pressed.is_submitted():
        before = pressed_before(pressed)
        if before:
            return before
    point = measure_dots.standing(web.session(), this, point_id)
    form = right_form(this.measure.kind, data=as_sent(as_counted(point, point.note)))
    take_away = request.form.get("take_away") == "yes"
    if this.measure.kind is not Kind.EVENTS:
        form.on.data = point.on.isoformat()  # another day is another dot
    valid = form.is_submitted() and (form.reason.validate(form) if take_away else form.validate())
    if valid:
        counted = None if take_away else form.counted()
        try:
            measure_dots.put_right(
                web.session(), viewer(), this, point_id, counted, form.reason.data
            )
        except Invalid as refused:
            form.refuse(refused.errors)
        else:
            url = url_for(".page", measure_id=measure_id)
            answer_is_at(form, url)
            web.session().commit()
            return go(url)
    return _ask_right(this, point, form, status=422 if form.is_submitted() else 200)


def _ask_right(
    this: Measured, point: Point, form: DotForm, *, there: bool = False, status: int
) -> Response:
    measure, is_event = this.measure, this.measure.kind is Kind.EVENTS
    was: Any = as_dot(measure.kind, as_counted(point, point.note))
    return show(
        "improvement_cycles/measures/put_right.html",
        status=status,
        form=form,
        measure=measure,
        point=point,
        was=was.words,
        there=there,
        odd=[one for one in cards(measure_labels.ODD) if one[0] != NO_COUNT or not is_event],
    )
