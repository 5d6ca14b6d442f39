"""Pages of promises: all of them, and what became of one."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from coprod.drafts import services as drafts
from coprod.errors import Conflict, Invalid
from coprod.forms import Form
from coprod.issues import queries as issues
from coprod.promises import asking, forms, keeping, policy, queries
from coprod.promises.models import Promise
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show

bp = Blueprint("promises", __name__)


@bp.get("/promises")
@public
def index() -> Response:
    """Every promise: the oldest unmet first, or those that were kept."""
    kept = request.args.get("kept") == "yes"
    here = area()
    area_ids = [here.id] if here else []
    public_only = not (here and viewer().belongs_to(here.id))
    after = request.args.get("after")
    found, last = queries.page(reading(), area_ids, public_only, kept, after)
    again: dict[str, Any] = {"kept": "yes"} if kept else {}
    next_url = url_for(".index", **again, after=last) if last else ""
    return show("promises/index.html", promises=found, kept=kept, next_url=next_url)


@bp.route("/promises/<int:promise_id>/kept", methods=["GET", "POST"])
def kept(promise_id: int) -> Response:
    """Say that you kept your promise."""
    promise = _mine(promise_id)
    form = forms.KeptForm(data=_typed())
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        words, done = form.words.data or "", form.all_done.data == "yes"
        keeping.keep(session(), viewer(), promise, words, all_done=done)
        return _answered(form, promise)
    return _ask("promises/kept.html", form, promise)


@bp.route("/promises/<int:promise_id>/not-kept", methods=["GET", "POST"])
def not_kept(promise_id: int) -> Response:
    """Say that you did not keep it, and why."""
    promise = _mine(promise_id)
    form = forms.NotKeptForm(data=_typed())
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        keeping.not_kept(session(), viewer(), promise, form.why.data or "")
        return _answered(form, promise)
    return _ask("promises/not_kept.html", form, promise)


@bp.route("/promises/<int:promise_id>/change", methods=["GET", "POST"])
def change(promise_id: int) -> Response:
    """Promise something else, or by another day."""
    promise = _mine(promise_id)
    was = {"what": promise.what, "by_when": promise.by_when.isoformat()}
    form = forms.ChangeForm(data=was | {"edits": str(promise.edits)} | _typed())
    if not form.validate_on_submit():
        return _ask("promises/change.html", form, promise)
    if (before := pressed_before(form)) is not None:
        return before
    try:
        keeping.change(session(), viewer(), promise, form.value())
    except Invalid as invalid:
        session().rollback()
        form.refuse(invalid.errors)
        return _ask("promises/change.html", form, promise)
    except Conflict as conflict:
        session().rollback()
        now = queries.one(session(), viewer(), promise_id)
        if now.kept_on:  # pressing again would not help
            raise
        form.edits.raw_data, form.edits.data = None, str(now.edits)  # pressing again means it
        issue = issues.one(session(), viewer(), now.issue_id)
        return show(
            "promises/change.html",
            status=conflict.status,
            form=form,
            promise=now,
            issue=issue,
            stale=str(conflict),
        )
    return _answered(form, promise)


def _mine(promise_id: int) -> Promise:
    promise = queries.one(session(), viewer(), promise_id)
    policy.may_say_what_became.require(viewer(), promise)
    return promise


def _typed() -> dict[str, str]:
    """What the viewer typed into this form and did not send yet."""
    words = drafts.kept(session(), viewer().id, request.path)
    return {name: texts[0] for name, texts in words.items() if texts}


def _answered(form: Form, promise: Promise) -> Response:
    back_to = url_for("issues.issue", issue_id=promise.issue_id, _anchor="promises")
    answer_is_at(form, back_to)
    drafts.let_go(session(), viewer().id, request.path)
    session().commit()
    return go(back_to)


def _ask(template: str, form: Form, promise: Promise) -> Response:
    if promise.kept_on is not None:
        raise Conflict(_("This promise was kept already."))
    issue = issues.one(session(), viewer(), promise.issue_id)
    status = 422 if form.is_submitted() else 200
    asks = asking.can_claim(viewer(), issue)
    context: dict[str, Any] = {"form": form, "promise": promise, "issue": issue, "asks": asks}
    return show(template, status=status, stale="", **context)
