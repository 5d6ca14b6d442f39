"""Doing something with what somebody wrote: one page for each act, and taking it back."""

from collections.abc import Callable
from typing import Any

from flask import Response, url_for
from flask_babel import lazy_gettext as _

from coprod.errors import Invalid, NotFound
from coprod.forms import Form
from coprod.issues.words import Lane
from coprod.people.queries import places_in
from coprod.sign_in.door import let_go, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import number
from coprod.web import go, session, show
from coprod.written import Written
from forums.moderation import acts, forms, people, policy, queue, threads, undoing
from forums.moderation.flag_routes import bp
from forums.moderation.labels import BOARD, RULE, THING
from forums.words import ActKind, BoardKind, TalkRule

Do = Callable[[Written, Any], object]
_HEADING: dict[str, Any] = {
    "let-be": _("Let it be"),
    "ask-edit": _("Ask for other words"),
    "send-back": _("Send it back with a note"),
    "take-down": _("Take it down"),
    "move-lane": _("Move it to where it belongs"),
    "pass-on": _("Pass it on to the named contacts"),
    "pause": _("Read first what this person writes"),
    "slow": _("Slow this talk down"),
    "lock": _("Close this talk"),
    "pin": _("Put this talk first"),
    "move": _("Move this talk to another board"),
}
_SYMBOL = {
    "let-be": "yes",
    "ask-edit": "write",
    "send-back": "take-back",
    "take-down": "no",
    "move-lane": "out-and-about",
    "pass-on": "worried",
    "pause": "eye",
    "slow": "late",
    "lock": "lock",
    "pin": "star",
    "move": "out-and-about",
}
_FORMS: dict[str, type[Form]] = {
    "ask-edit": forms.EditForm,
    "send-back": forms.NoteForm,
    "take-down": forms.TakeDownForm,
    "move-lane": forms.LaneForm,
    "pause": forms.DaysForm,
    "slow": forms.SlowForm,
    "lock": forms.NoteForm,
    "move": forms.BoardForm,
}


def _let_be(about: Written, _form: Any) -> object:
    return acts.let_be(session(), viewer(), about)


def _ask_edit(about: Written, form: Any) -> object:
    return acts.ask_edit(session(), viewer(), about, form.words.data, form.note.data)


def _send_back(about: Written, form: Any) -> object:
    return acts.send_back(session(), viewer(), about, form.note.data)


def _take_down(about: Written, form: Any) -> object:
    rule = TalkRule(form.rule.data)
    return acts.take_down(session(), viewer(), about, rule, form.note.data or "")


def _move_lane(about: Written, form: Any) -> object:
    return acts.move_lane(session(), viewer(), about, Lane(form.lane.data), form.note.data)


def _pass_on(about: Written, _form: Any) -> object:
    return acts.pass_on(session(), viewer(), about)


def _pause(about: Written, form: Any) -> object:
    return people.pause(session(), viewer(), about, number(form.days.data), form.note.data)


def _slow(about: Written, form: Any) -> object:
    return threads.slow(session(), viewer(), about, number(form.days.data))


def _lock(about: Written, form: Any) -> object:
    return threads.lock(session(), viewer(), about, form.note.data)


def _pin(about: Written, _form: Any) -> object:
    return threads.pin(session(), viewer(), about)


def _move(about: Written, form: Any) -> object:
    board = BoardKind(form.board.data)
    return threads.move(session(), viewer(), about, board, form.place_id)


_DO: dict[str, Do] = {
    "let-be": _let_be,
    "ask-edit": _ask_edit,
    "send-back": _send_back,
    "take-down": _take_down,
    "move-lane": _move_lane,
    "pass-on": _pass_on,
    "pause": _pause,
    "slow": _slow,
    "lock": _lock,
    "pin": _pin,
    "move": _move,
}


def way_to(what: ActKind) -> tuple[str, Any, str]:
    """How the address of an act's page ends, its heading and its symbol."""
    end = what.value.replace("_", "-")
    return end, _HEADING[end], _SYMBOL[end]


@bp.route("/look/<kind>/<int:key>/<what>", methods=["GET", "POST"])
def act(kind: str, key: int, what: str) -> Response:
    """Do one thing with it."""
    if what not in _DO:
        raise NotFound(_("There is no such thing to do."))
    form = _FORMS.get(what, forms.GoForm)()
    if form.is_submitted() and form.validate() and (earlier := pressed_before(form)):
        return earlier  # it may be gone by now
    about = queue.one(session(), viewer(), kind, key)
    _fill(form, about)
    if not form.validate_on_submit():
        return _ask(form, about, what)
    try:
        _DO[what](about, form)
    except Invalid as wrong:
        session().rollback()
        form.refuse(wrong.errors)
        return _ask(form, about, what)
    back_to = url_for(".index") if what == "pass-on" else url_for(".look", kind=kind, key=key)
    answer_is_at(form, back_to)
    session().commit()
    return go(back_to)


def _fill(form: Form, about: Written) -> None:
    if isinstance(form, forms.EditForm) and not form.is_submitted():
        form.words.data = about.words
    if isinstance(form, forms.BoardForm):
        here = places_in(session(), about.area_id)
        form.place.items = [("", str(_("No place")))] + [(str(one.id), one.name) for one in here]


def _ask(form: Form, about: Written, what: str) -> Response:
    return show(
        "forums/moderation/act.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        about=about,
        what=what,
        heading=_HEADING[what],
        rules=[(one.value, says) for one, says in RULE.items()],
        boards=[(one.value, says) for one, says in BOARD.items()],
        things=THING,
    )


@bp.post("/acts/<int:act_id>/undo")
@let_go
def undo(act_id: int) -> Response:
    """Take back what was done."""
    done = undoing.one(session(), viewer(), act_id)
    policy.may_undo.require(viewer(), done)
    if done.kind not in {people.PERSON, people.ALIAS}:
        queue.one(session(), viewer(), done.kind, done.key)
    undoing.undo(session(), viewer(), done)
    session().commit()
    about_person = done.kind in {people.PERSON, people.ALIAS}
    at = url_for(".look", kind=done.kind, key=done.key)
    return go(url_for(".people") if about_person else at)
