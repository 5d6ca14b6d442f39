"""Pages for passing something on: to whom, with which words, and the list of all of it."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from coprod.db import today
from coprod.drafts import services as drafts
from coprod.drafts import typed
from coprod.errors import Conflict, NotFound
from coprod.forms import Form
from coprod.issues import held
from coprod.issues import queries as issues
from coprod.issues.models import Issue
from coprod.issues.policy import Standing
from coprod.pass_on import forms, letter, policy, queries, services
from coprod.pass_on.models import PassedOn
from coprod.pass_on.words import SAYS, TAG
from coprod.promises.answering import OVER
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show

bp = Blueprint("pass_on", __name__)
_FORMS: dict[str, type[Form]] = {
    "whom": forms.WhomForm,
    "note": forms.NoteForm,
    "check": forms.CheckForm,
}


@bp.get("/passed-on")
@public
def index() -> Response:
    """What was passed on to somebody outside: the longest without an answer first."""
    here, answered = area(), request.args.get("answered") == "yes"
    area_id = here.id if here else 0
    after = request.args.get("after")
    found, last = queries.page(reading(), viewer(), area_id, answered=answered, after=after)
    again: dict[str, Any] = {"answered": "yes"} if answered else {}
    return show(
        "pass_on/index.html",
        lines=found,
        answered=answered,
        says=SAYS,
        tags=TAG,
        today=today(),
        next_url=url_for(".index", **again, after=last) if last else "",
    )


@bp.route("/issues/<int:issue_id>/pass-on", methods=["GET", "POST"], defaults={"step": "whom"})
@bp.route("/issues/<int:issue_id>/pass-on/<step>", methods=["GET", "POST"])
def pass_on(issue_id: int, step: str) -> Response:
    """Pass something on to a body outside."""
    if step not in _FORMS:
        raise NotFound(_("There is no such question."))
    issue = issues.one(session(), viewer(), issue_id)
    standing = issues.standing(session(), issue_id)
    policy.may_pass_on.require(viewer(), issue, standing)
    if issue.status in OVER:
        raise Conflict(OVER[issue.status])
    words = drafts.kept(session(), viewer().id, _draft(issue_id))
    form = _form(step, words)
    typed.fill(form, _url(issue_id, step))
    if step == "check" and form.validate_on_submit():  # a second press finds no words any more
        return _send(form, issue, standing, words)
    if step == "check" and forms.to_pass(words) is None:
        return go(_url(issue_id, "note" if words.get("body") else "whom"))
    if form.validate_on_submit():
        merged = words | _sent(form)
        drafts.keep(session(), viewer().id, _draft(issue_id), MultiDict(merged))
        drafts.let_go(session(), viewer().id, _url(issue_id, step))  # saved as it was typed
        session().commit()
        return go(_url(issue_id, "note" if step == "whom" else "check"))
    return _ask(step, form, issue, words, 422 if form.is_submitted() else 200)


def _send(form: Form, issue: Issue, standing: Standing, words: forms.Words) -> Response:
    if (before := pressed_before(form)) is not None:
        return before
    wanted = forms.to_pass(words)
    if wanted is None:
        return go(_url(issue.id, "whom"))
    if form["seen"].data != forms.seen(wanted):
        form["seen"].data = forms.seen(wanted)
        return _ask("check", form, issue, words, Conflict.status)
    passed = services.pass_on(session(), viewer(), issue, standing, wanted)
    drafts.let_go(session(), viewer().id, _draft(issue.id))
    asks = not policy.may_leave(issue.published, None)
    back_to = url_for(".one", passed_id=passed.id)
    answer_is_at(form, back_to)
    mine = policy.may_let_go(viewer(), issue, held.is_mine(session(), viewer(), issue.id))
    session().commit()
    return go(url_for(".may_it_go", passed_id=passed.id) if asks and mine else back_to)


def _form(step: str, words: forms.Words) -> Form:
    first = {name: texts[0] for name, texts in words.items() if texts}
    return _FORMS[step](data=first | {"seen": forms.seen(forms.to_pass(words))})


def _sent(form: Form) -> forms.Words:
    """What this step says: an empty box is an answer too."""
    return {
        name: [("y" if value else "") if isinstance(value, bool) else str(value or "")]
        for name, value in form.data.items()
        if name not in {"csrf_token", "once"}
    }


def _ask(step: str, form: Form, issue: Issue, words: forms.Words, status: int) -> Response:
    wanted = forms.to_pass(words) if step == "check" else None
    back = {"note": "whom", "check": "note"}.get(step)
    place = any(held.places_to_show(session(), tuple(filter(None, [issue.place_id]))))
    return show(
        "pass_on/pass_on.html",
        status=status,
        other=status == Conflict.status,
        step=step,
        form=form,
        issue=issue,
        wanted=wanted,
        letter=letter.write(session(), _draft_of(issue, wanted)) if wanted else None,
        can_tell_place=place,
        asks_author=not policy.may_leave(issue.published, None),
        here=_url(issue.id, step),
        back=_url(issue.id, back) if back else url_for("issues.issue", issue_id=issue.id),
        urls={name: _url(issue.id, name) for name in _FORMS},
    )


def _draft_of(issue: Issue, wanted: services.ToPass) -> PassedOn:
    """The row as it would be, to show the letter before it is sent. It is never kept."""
    hat = viewer().hat_in(issue.area_id, issue.place_id)
    return PassedOn(issue_id=issue.id, by_id=viewer().id, by_hat=hat, **asdict(wanted))


def _draft(issue_id: int) -> str:
    """Where the whole letter is kept: no page's own address."""
    return f"/issues/{issue_id}/pass-on/so-far"


def _url(issue_id: int, step: str) -> str:
    if step == "whom":
        return url_for("pass_on.pass_on", issue_id=issue_id)
    return url_for("pass_on.pass_on", issue_id=issue_id, step=step)
