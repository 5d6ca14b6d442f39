"""A sheet to count on with a pen, and photos of such sheets beside their dots."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import format_date
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import FileField

from coprod import web
from coprod.db import today
from coprod.errors import Invalid, TooLarge
from coprod.forms import Form, line
from coprod.groups.qr import qr_in_page
from coprod.issues.serving import served, uploads
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import measure_policy, measure_tally
from improvement_cycles.forms import Press
from improvement_cycles.measure_days import sheet_days
from improvement_cycles.measure_forms import day_field, day_of
from improvement_cycles.measure_routes import bp, held

_MOST_SENT = 20 * 1024 * 1024  # above this nobody reads what was sent at all


class SheetForm(Form):
    """A photo of a sheet, what it shows, and its days."""

    photo = FileField(_("Choose a photo, or take one"))
    shows = line(
        _("What does the photo show?"), _("Say what it shows. A few words will do."), most=300
    )
    since = day_field(_("The first day on the sheet"), _("Choose the first day."))
    until = day_field(_("The last day on the sheet"), _("Choose the last day."))


@bp.url_value_preprocessor
def _a_photo_may_be_big(endpoint: str | None, _values: Any) -> None:
    if endpoint == "measures.sheets":
        request.max_content_length = _MOST_SENT


@bp.get("/measures/<int:measure_id>/sheet")
def sheet(measure_id: int) -> Response:
    """A sheet of paper for somebody with a pen: the days down the side, what counts on top."""
    this = held(measure_id)
    measure_policy.may_count.require(viewer(), this.project, this.team)
    address = url_for(".dot", measure_id=measure_id, _external=True)
    return show(
        "improvement_cycles/measures/sheet.html",
        measure=this.measure,
        project=this.project,
        days=sheet_days(this.measure, today()),
        address=address,
        code=qr_in_page(address),
        short=lambda on: format_date(on, "EEE d MMM"),
    )


@bp.route("/measures/<int:measure_id>/sheets", methods=["GET", "POST"])
def sheets(measure_id: int) -> Response:
    """Photos of paper tallies, for the group alone; whoever counts puts one in."""
    this = held(measure_id)
    measure_policy.may_see_tallies.require(viewer(), this.project, this.team)
    form = SheetForm(data={"since": today().isoformat(), "until": today().isoformat()})
    if form.is_submitted():
        measure_policy.may_count.require(viewer(), this.project, this.team)
        if form.validate():
            before = pressed_before(form)
            if before:
                return before
            try:
                _keep(this, form)
            except Invalid as refused:
                form.refuse(refused.errors)
            except TooLarge as too_large:
                form.refuse({"photo": str(too_large)})
            else:
                url = url_for(".sheets", measure_id=measure_id)
                answer_is_at(form, url)
                web.session().commit()
                return go(url)
    kept = measure_tally.sheets(web.session(), viewer(), this)
    return show(
        "improvement_cycles/measures/sheets.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        measure=this.measure,
        sheets=[(one, Press(formdata=None)) for one in kept],
        may_count=measure_policy.may_count(viewer(), this.project, this.team),
    )


@bp.get("/measures/<int:measure_id>/sheets/<int:tally_id>/photo")
def sheet_photo(measure_id: int, tally_id: int) -> Response:
    """One photo of a sheet."""
    this = held(measure_id)
    photo = measure_tally.photo_of(web.session(), viewer(), this, tally_id)
    return served(photo, "image/jpeg", "photo")


@bp.post("/measures/<int:measure_id>/sheets/<int:tally_id>/take-away")
def take_sheet_away(measure_id: int, tally_id: int) -> Response:
    """Take a photo of a sheet away, for good."""
    this, form = held(measure_id), Press()
    before = pressed_before(form)
    if before:
        return before
    measure_tally.take_away(web.session(), viewer(), this, uploads(), tally_id)
    url = url_for(".sheets", measure_id=measure_id)
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


def _keep(this: Any, form: SheetForm) -> None:
    sent, since, until = form.photo.data, day_of(form.since.data), day_of(form.until.data)
    if not (isinstance(sent, FileStorage) and sent.filename):
        raise Invalid({"photo": measure_tally.CHOOSE})
    if since is None or until is None:
        raise ValueError("a sheet without its days")
    measure_tally.add(
        web.session(),
        viewer(),
        this,
        folder=uploads(),
        sent=sent.stream,
        shows=form.shows.data or "",
        since=since,
        until=until,
    )
