"""Pages for answering an issue: one question at a time, kept on the way, checked at the end."""

from dataclasses import asdict

from flask import Response, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from coprod.db import today
from coprod.drafts import services as drafts
from coprod.drafts import typed
from coprod.errors import Conflict, Invalid, NotFound
from coprod.forms import Form
from coprod.issues import policy
from coprod.issues import queries as issues
from coprod.issues.models import Issue
from coprod.issues.policy import Standing
from coprod.issues.words import AnswerSays
from coprod.promises import answering, forms
from coprod.promises.days import LOOK_AGAIN, PROMISED, day_trouble
from coprod.promises.routes import bp
from coprod.promises.words import ANSWERS, SAYS
from coprod.shown import shown_mark
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, session, show

_FORMS: dict[str, type[Form]] = {
    "says": forms.SaysForm,
    "why": forms.WhyForm,
    "day": forms.LookAgainForm,
    "promise": forms.WhatForm,
    "who": forms.WhoForm,
    "by": forms.ByForm,
    "check": forms.CheckForm,
}
_DAYS = {"day": ("look_again_on", LOOK_AGAIN), "by": ("by_when", PROMISED)}
_ASKED_AT = {"look_again_on": "day", "by_when": "by", "who": "who"}
Words = dict[str, list[str]]


@bp.route("/issues/<int:issue_id>/answer", methods=["GET", "POST"], defaults={"step": "says"})
@bp.route("/issues/<int:issue_id>/answer/<step>", methods=["GET", "POST"])
def answer(issue_id: int, step: str) -> Response:
    """Answer what somebody said."""
    if step not in _FORMS:
        raise NotFound(_("There is no such question."))
    issue = issues.one(session(), viewer(), issue_id)
    standing = issues.standing(session(), issue_id)
    policy.may_answer.require(viewer(), issue, standing)
    words = drafts.kept(session(), viewer().id, _draft(issue_id))
    form = _form(step, words)
    typed.fill(form, _url(issue_id, step))
    if step == "check" and form.validate_on_submit():  # a second press finds no words any more
        return _send(form, issue, standing, words)
    if step not in _steps(words):  # a page out of turn: start where something is missing
        return go(_url(issue_id, _missing(words)))
    if form.validate_on_submit() and _fits(form, step, issue, standing):
        words = _merged(words, form)
        drafts.keep(session(), viewer().id, _draft(issue_id), _sent(words))
        drafts.let_go(session(), viewer().id, _url(issue_id, step))  # saved as it was typed
        session().commit()
        return go(_url(issue_id, _after(step, words)))
    return _ask(step, form, issue, standing, words, 422 if form.is_submitted() else 200)


def _send(form: Form, issue: Issue, standing: Standing, words: Words) -> Response:
    given = forms.given(words)
    if (before := pressed_before(form)) is not None:
        return before
    if given is None or "check" not in _steps(words):
        return go(_url(issue.id, _missing(words)))
    if form["seen"].data != _seen(words):
        form["seen"].data = _seen(words)
        return _ask("check", form, issue, standing, words, Conflict.status)
    try:
        answering.answer(session(), viewer(), issue, standing, given)
    except Invalid as invalid:
        session().rollback()
        step = next((_ASKED_AT[name] for name in invalid.errors if name in _ASKED_AT), "says")
        again = _form(step, words)
        again.refuse(invalid.errors)
        return _ask(step, again, issue, standing, words, invalid.status)
    drafts.let_go(session(), viewer().id, _draft(issue.id))
    back_to = url_for("issues.issue", issue_id=issue.id, _anchor="answers")
    answer_is_at(form, back_to)
    session().commit()
    return go(back_to)


def _steps(words: Words) -> list[str]:
    """The questions that this answer has, as far as it is known."""
    first = {name: texts[0] for name, texts in words.items() if texts}
    steps = ["says"]
    if "says" not in first:
        return steps
    steps.append("why")
    if "why" not in first:
        return steps
    if first["says"] == AnswerSays.NOT_NOW:
        steps.append("day")
        if not first.get("look_again_on"):
            return steps
    steps.append("promise")
    if "what" not in first:
        return steps
    if first["what"]:
        steps += ["who", "by"]
        if not first.get("by_when"):
            return steps
    return [*steps, "check"]


def _missing(words: Words) -> str:
    return _steps(words)[-1]


def _after(step: str, words: Words) -> str:
    steps = _steps(words)
    place = steps.index(step) + 1 if step in steps else 0
    return steps[min(place, len(steps) - 1)]


def _form(step: str, words: Words) -> Form:
    first = {name: texts[0] for name, texts in words.items() if texts}
    return _FORMS[step](data=first | {"seen": _seen(words)})


def _seen(words: Words) -> str:
    """A mark of the answer, to know whether it is the one that was checked."""
    given = forms.given(words)
    return shown_mark(asdict(given)) if given else ""


def _people(step: str, issue: Issue, standing: Standing) -> list[tuple[int, str]]:
    """Who can promise, for the page that asks: the one who answers comes first."""
    if step != "who":
        return []
    others = answering.can_promise(session(), viewer(), issue, standing)
    rest = [(one.id, one.name) for one in others if one.id != viewer().id]
    return [(viewer().id, _("I will")), *rest]


def _fits(form: Form, step: str, issue: Issue, standing: Standing) -> bool:
    """Whether the day is soon enough, and the person one of those who can be chosen."""
    errors = {}
    if step in _DAYS:
        name, within = _DAYS[step]
        errors[name] = day_trouble(form[name].day, today(), str(form[name].label.text), within)
    elif step == "who" and form["who"].data:
        names = {str(person_id) for person_id, _name in _people(step, issue, standing)}
        errors["who"] = "" if form["who"].data in names else answering.NOT_HERE
    errors = {name: sentence for name, sentence in errors.items() if sentence}
    form.refuse(errors)
    return not errors


def _merged(words: Words, form: Form) -> Words:
    sent = {name: request.form.getlist(name) or [""] for name in form.data if name in request.form}
    if "money_is_the_reason" in form:
        sent["money_is_the_reason"] = ["y" if form["money_is_the_reason"].data else ""]
    return words | sent


def _sent(words: Words) -> MultiDict[str, str]:
    return MultiDict([(name, text) for name, texts in words.items() for text in texts])


def _ask(
    step: str, form: Form, issue: Issue, standing: Standing, words: Words, status: int
) -> Response:
    steps = _steps(words)
    before = steps[steps.index(step) - 1] if step in steps and step != "says" else ""
    given = forms.given(words)
    return show(
        "promises/answer.html",
        status=status,
        other=status == Conflict.status,
        step=step,
        form=form,
        issue=issue,
        given=given,
        who=_name(given, issue, standing) if step == "check" else "",
        people=_people(step, issue, standing),
        answers=ANSWERS,
        says=SAYS,
        here=_url(issue.id, step),
        back=_url(issue.id, before) if before else url_for("issues.issue", issue_id=issue.id),
        urls={name: _url(issue.id, name) for name in _FORMS},
    )


def _name(given: answering.Given | None, issue: Issue, standing: Standing) -> str:
    """Whose promise it is, for the page that is checked before sending."""
    if given is None or not given.what or given.who_id in {0, viewer().id}:
        return viewer().name
    others = answering.can_promise(session(), viewer(), issue, standing)
    return next((one.name for one in others if one.id == given.who_id), viewer().name)


def _draft(issue_id: int) -> str:
    """Where the whole answer is kept: no page's own address, where one page's words are kept."""
    return f"/issues/{issue_id}/answer/so-far"


def _url(issue_id: int, step: str) -> str:
    if step == "says":
        return url_for("promises.answer", issue_id=issue_id)
    return url_for("promises.answer", issue_id=issue_id, step=step)
