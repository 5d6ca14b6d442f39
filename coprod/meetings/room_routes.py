"""Pages for the room: who is there, what somebody said, and putting it right afterwards."""

from dataclasses import replace
from typing import Any

from flask import Response, current_app, request, url_for
from flask_babel import gettext as _

from coprod.db import today
from coprod.drafts import typed
from coprod.errors import Conflict, Invalid, NotFound
from coprod.meetings import own, policy, queries, room, services
from coprod.meetings.forms import ME, SOMEBODY, AddForm, HereForm, NotSoForm, PressForm, SaidForm
from coprod.meetings.models import InRoom, Meeting, Stage
from coprod.meetings.routes import bp
from coprod.meetings.words import CARDS, MORE, SAID, WAYS, Way
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.subjects import Subject
from coprod.text import whole_number
from coprod.web import go, reading, session, show

Names = dict[str, tuple[int | None, str]]


@bp.route("/meetings/<int:meeting_id>/here", methods=["GET", "POST"])
def here(meeting_id: int) -> Response:
    """Who is here?"""
    meeting = _going_on(meeting_id)
    in_room = queries.in_room(session(), meeting_id)
    more = {MORE[one.hat][0]: str(one.how_many) for one, *_names in in_room if one.hat in MORE}
    form = HereForm(data=more)
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            room.say_who_is_here(session(), viewer(), meeting, form.value())
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        else:
            return _answered(form, url_for(".here", meeting_id=meeting_id))
    return show(
        "meetings/here.html",
        status=422 if form.is_submitted() else 200,
        meeting=meeting,
        form=form,
        press=PressForm(formdata=None),
        named=[row for row in in_room if not row[0].hat],
        may_take_off={one.id for one, *_names in in_room if _may_take_off(meeting, one)},
        name_off=queries.name_is_off(session(), meeting_id, viewer().id),
        to_tick=queries.to_tick(session(), viewer(), meeting),
        more=MORE.values(),
    )


@bp.post("/meetings/<int:meeting_id>/here/<int:in_room_id>/off")
def off(meeting_id: int, in_room_id: int) -> Response:
    """Take a name off the list."""
    meeting = queries.one(session(), viewer(), meeting_id)
    one = session().get(InRoom, in_room_id)
    if one is not None and one.meeting_id == meeting_id:  # a second press finds it gone
        room.take_off(session(), viewer(), meeting, one)
        session().commit()
    goes_on = policy.may_write(viewer(), meeting)
    return go(url_for(".here", meeting_id=meeting_id) if goes_on else url_for(".mine"))


@bp.post("/meetings/<int:meeting_id>/off")
def my_name_off(meeting_id: int) -> Response:
    """Take one's own name off, also when one has left the group."""
    meeting = own.meeting(session(), viewer(), meeting_id)
    room.take_my_name_off(session(), viewer(), meeting)
    session().commit()
    return go(url_for(".mine"))


@bp.route("/meetings/<int:meeting_id>/write", methods=["GET", "POST"])
def write(meeting_id: int) -> Response:
    """Write down what somebody said."""
    meeting = _going_on(meeting_id)
    room.require_name(session(), viewer(), meeting)
    subject = _subject()
    names, choices = _who(meeting)
    chosen = CARDS.get(request.args.get("card", ""))
    form = SaidForm(data={"way": chosen[0] if chosen else Way.ALOUD})
    form.who.choices = list(choices)
    typed.fill(form)
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        spoken = form.value(names)
        if subject is not None:
            spoken = replace(spoken, subject=(subject.kind, subject.key))
        said = room.write_down(session(), viewer(), meeting, spoken)
        typed.sent()
        there = url_for(".screen", meeting_id=meeting_id, step="said", _anchor=f"said-{said.id}")
        return _answered(form, there)
    return show(
        "meetings/write.html",
        status=422 if form.is_submitted() else 200,
        meeting=meeting,
        form=form,
        subject=subject,
        ways=WAYS,
        choices=choices,
        only_me=not policy.may_write_for(viewer(), meeting, None),
        here=request.full_path.rstrip("?"),
    )


@bp.route("/meetings/<int:meeting_id>/add", methods=["GET", "POST"])
def add(meeting_id: int) -> Response:
    """Add something, when the meeting is over."""
    meeting = queries.one(session(), viewer(), meeting_id)
    there = queries.was_there(session(), viewer(), meeting_id)
    policy.may_add.require(viewer(), meeting, there, today())
    form = AddForm()
    typed.fill(form)
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        room.add_afterwards(session(), viewer(), meeting, form.words.data or "")
        typed.sent()
        return _answered(form, url_for(".meeting", meeting_id=meeting_id, _anchor="said"))
    status = 422 if form.is_submitted() else 200
    return show("meetings/add.html", status=status, meeting=meeting, form=form)


@bp.get("/meetings/mine")
def mine() -> Response:
    """The meetings where my name is, and what I said there. Also when I have left a group."""
    rows, after = own.meetings(reading(), viewer(), request.args.get("after"))
    told, before = own.said(reading(), viewer(), request.args.get("said"))
    return show(
        "meetings/mine.html",
        rows=rows,
        told=told,
        older_url=url_for(".mine", said=before) if before else "",
        next_url=url_for(".mine", after=after, _anchor="i-was") if after else "",
        said_words=SAID,
        form=PressForm(),
    )


@bp.route("/meetings/said/<int:said_id>/not-so", methods=["GET", "POST"])
def not_so(said_id: int) -> Response:
    """That is not what I said."""
    said, meeting = queries.a_said(session(), viewer(), said_id)
    policy.may_say_not_so.require(viewer(), said)
    form = NotSoForm(data={"words": said.not_so_words})
    typed.fill(form)
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        room.not_so(session(), viewer(), said, form.words.data or "")
        typed.sent()
        return _answered(form, url_for(".mine"))
    status = 422 if form.is_submitted() else 200
    return show("meetings/not_so.html", status=status, said=said, meeting=meeting, form=form)


@bp.post("/meetings/said/<int:said_id>/take-back")
def take_back(said_id: int) -> Response:
    """Take words away from every page."""
    said, meeting = queries.a_said(session(), viewer(), said_id)
    theirs = said.said_by_id == viewer().id
    room.take_back(session(), viewer(), meeting, said)
    session().commit()
    return go(url_for(".mine") if theirs else url_for(".meeting", meeting_id=meeting.id))


@bp.post("/meetings/said/<int:said_id>/tell-everybody")
def tell_everybody(said_id: int) -> Response:
    """Put what was said into *Say something*, where the person looks at it and sends it."""
    said, meeting = queries.a_said(session(), viewer(), said_id)
    room.tell_everybody(session(), viewer(), meeting, said)
    session().commit()
    return go(url_for("issues.check"))


def _going_on(meeting_id: int) -> Meeting:
    meeting = queries.one(session(), viewer(), meeting_id)
    if meeting.stage is not Stage.ON:
        raise Conflict(services.NOT_NOW[meeting.stage])
    return meeting


def _may_take_off(meeting: Meeting, one: InRoom) -> bool:
    return policy.may_take_off(viewer(), meeting, one.person_id, one.added_by_id)


def _subject() -> Subject | None:
    """What it is about, from an address such as ?about=issue-7. None for the whole meeting."""
    kind, _dash, key = request.args.get("about", "").rpartition("-")
    if not kind:
        return None
    subjects = current_app.extensions["subjects"]
    found: Subject = subjects.find(session(), viewer(), kind, _key(key))
    return found


def _key(sent: str) -> int:
    if (found := whole_number(sent)) is None:
        raise NotFound(_("There is nothing like that here."))
    return found


def _who(meeting: Meeting) -> tuple[Names, list[tuple[str, str]]]:
    """Who can have said it: what each choice stands for, and how it reads."""
    names: Names = {ME: (viewer().id, "")}
    choices = [(ME, _("I said it"))]
    if not policy.may_write_for(viewer(), meeting, None):
        return names, choices
    names[SOMEBODY] = (None, "")
    choices.insert(0, (SOMEBODY, _("Somebody in the room")))
    for one, name, _by in queries.in_room(session(), meeting.id):
        if one.hat is None and one.person_id != viewer().id:
            names[str(one.id)] = (one.person_id, one.first_name)
            choices.append((str(one.id), name))
    return names, choices


def _answered(form: Any, back_to: str) -> Response:
    answer_is_at(form, back_to)
    session().commit()
    return go(back_to)
