"""Pages of meetings: those of a place, one meeting, setting one up, beginning and ending it."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _

from coprod.db import today
from coprod.drafts import typed
from coprod.errors import Conflict, Invalid
from coprod.forms import Form
from coprod.meetings import policy, queries, services
from coprod.meetings.forms import EndForm, PlanForm, PressForm
from coprod.meetings.minutes import minutes, subjects_of
from coprod.meetings.models import Meeting, Stage
from coprod.meetings.words import MORE, SAID
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show

bp = Blueprint("meetings", __name__)


@bp.get("/meetings/at/<int:place_id>")
def at_place(place_id: int) -> Response:
    """The meetings of a group: what comes next, the pack, and those that are over."""
    at = queries.place(reading(), viewer(), place_id)
    past, after = queries.past(reading(), place_id, request.args.get("after"))
    return show(
        "meetings/at_place.html",
        at=at,
        coming=queries.coming(reading(), place_id),
        past=past,
        next_url=url_for(".at_place", place_id=place_id, after=after) if after else "",
    )


@bp.route("/meetings/at/<int:place_id>/new", methods=["GET", "POST"])
def new(place_id: int) -> Response:
    """Set up a meeting."""
    at = queries.place(session(), viewer(), place_id)
    form = PlanForm(data={"title": _("Our meeting")})
    typed.fill(form)
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            meeting = services.set_up(session(), viewer(), at, form.value())
        except Invalid as invalid:
            _again(form, invalid)
        else:
            return _done(form, meeting)
    return _plan(form, at)


@bp.route("/meetings/<int:meeting_id>/change", methods=["GET", "POST"])
def change(meeting_id: int) -> Response:
    """Change the day, the name or the room, until it begins."""
    meeting = queries.one(session(), viewer(), meeting_id)
    policy.may_change.require(viewer(), meeting)
    if meeting.stage is not Stage.PLANNED:
        raise Conflict(services.NOT_NOW[meeting.stage])
    form = PlanForm(data=_planned(meeting))
    typed.fill(form)
    stale, status = "", 0
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            services.change(session(), viewer(), meeting, form.value())
        except Invalid as invalid:
            _again(form, invalid)
        except Conflict as conflict:
            session().rollback()
            meeting = queries.one(session(), viewer(), meeting_id)
            form.edits.raw_data, form.edits.data = None, str(meeting.edits)  # once more means it
            stale, status = str(conflict), conflict.status
        else:
            return _done(form, meeting)
    at = queries.place(session(), viewer(), meeting.place_id)
    return _plan(form, at, meeting, stale=stale, status=status)


@bp.get("/meetings/<int:meeting_id>")
def meeting(meeting_id: int) -> Response:
    """One meeting: the plan of it, what to do while it goes on, or what was said in it."""
    found = queries.one(reading(), viewer(), meeting_id)
    there = queries.was_there(reading(), viewer(), meeting_id)
    read = minutes(reading(), viewer(), found, request.args.get("after"))
    every = current_app.extensions["subjects"]
    return show(
        "meetings/meeting.html",
        meeting=found,
        about=subjects_of(reading(), viewer(), read["told"], every),
        at=queries.place(reading(), viewer(), found.place_id),
        may_change=policy.may_change(viewer(), found),
        too_early=found.on > today(),
        may_add=policy.may_add(viewer(), found, there, today()),
        form=PressForm(),
        said_words=SAID,
        more_words={hat: label for hat, (_name, label) in MORE.items()},
        **read,
    )


@bp.route("/meetings/<int:meeting_id>/begin", methods=["GET", "POST"])
def begin(meeting_id: int) -> Response:
    """What the big screen will show, and who can read it, before it begins."""
    found = queries.one(session(), viewer(), meeting_id)
    form = PressForm()
    if form.validate_on_submit():
        services.begin(session(), viewer(), found)
        session().commit()
        return go(url_for(".screen", meeting_id=meeting_id, step="new"))
    if found.stage not in (Stage.PLANNED, Stage.ON):
        raise Conflict(services.NOT_NOW[found.stage])
    services.require_its_day(found)
    at = queries.place(session(), viewer(), found.place_id)
    return show("meetings/begin.html", meeting=found, at=at, form=form)


@bp.post("/meetings/<int:meeting_id>/put-back")
def put_back(meeting_id: int) -> Response:
    """It was begun by mistake."""
    found = queries.one(session(), viewer(), meeting_id)
    services.put_back(session(), viewer(), found)
    session().commit()
    return go(url_for(".meeting", meeting_id=meeting_id))


@bp.route("/meetings/<int:meeting_id>/end", methods=["GET", "POST"])
def end(meeting_id: int) -> Response:
    """End the meeting. When is the next one?"""
    found = queries.one(session(), viewer(), meeting_id)
    policy.may_change.require(viewer(), found)
    form = EndForm()
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            services.end(session(), viewer(), found, form.value())
        except Invalid as invalid:
            _again(form, invalid)
        else:
            return _done(form, found)
    if found.stage is not Stage.ON:
        raise Conflict(services.NOT_NOW[found.stage])
    status = 422 if form.is_submitted() else 200
    return show("meetings/end.html", status=status, meeting=found, form=form)


@bp.post("/meetings/<int:meeting_id>/call-off")
def call_off(meeting_id: int) -> Response:
    """It does not happen."""
    found = queries.one(session(), viewer(), meeting_id)
    services.call_off(session(), viewer(), found)
    session().commit()
    return go(url_for(".meeting", meeting_id=meeting_id))


def _planned(meeting: Meeting) -> dict[str, str]:
    return {
        "title": meeting.title,
        "on": meeting.on.isoformat(),
        "where_and_when": meeting.where_and_when,
        "edits": str(meeting.edits),
    }


def _again(form: Form, invalid: Invalid) -> None:
    """Nothing is kept of what a service refused; the page says why, at the field."""
    session().rollback()
    form.refuse(invalid.errors)


def _done(form: Form, meeting: Meeting) -> Response:
    back_to = url_for(".meeting", meeting_id=meeting.id)
    answer_is_at(form, back_to)
    typed.sent()
    session().commit()
    return go(back_to)


def _plan(
    form: Form, at: Any, meeting: Meeting | None = None, *, stale: str = "", status: int = 0
) -> Response:
    status = status or (422 if form.is_submitted() else 200)
    return show(
        "meetings/plan.html",
        status=status,
        form=form,
        at=at,
        meeting=meeting,
        stale=stale,
        may_change=policy.may_change(viewer(), at),
    )
