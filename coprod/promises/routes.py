"""Pages of promises: all of them, and what became of one."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from coprod.drafts import services as drafts
from coprod.errors import Conflict, Invalid
from coprod.forms import EditForm, Form
from coprod.issues.models import Issue
from coprod.promises import asking, forms, how, keeping, listing, makers, policy, queries
from coprod.promises.history import Line
from coprod.promises.listing import Show
from coprod.promises.models import Happened, Promise
from coprod.promises.words import SHOWS
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show

bp = Blueprint("promises", __name__)


@bp.get("/promises")
@public
def index() -> Response:
    """Every promise with its history: the oldest unmet first, or only some of them."""
    wanted = request.args.get("show")
    which = next((one for one in Show if one == wanted), Show.OPEN)
    here = area()
    area_ids = [here.id] if here else []
    public_only = not (here and viewer().belongs_to(here.id))
    after = request.args.get("after")
    found, last = listing.page(reading(), area_ids, public_only, which, after)
    again: dict[str, Any] = {} if which is Show.OPEN else {"show": which.value}
    return show(
        "promises/index.html",
        promises=found,
        histories=listing.histories(reading(), [one.id for one in found]),
        became=how.became,
        shows=SHOWS,
        which=which,
        next_url=url_for(".index", **again, after=last) if last else "",
    )


@bp.get("/promises/<int:promise_id>")
@public
def promise(promise_id: int) -> Response:
    """One promise, with all that happened to it."""
    found = queries.shown(reading(), viewer(), promise_id)
    made = makers.made(reading(), promise_id)
    lines = listing.histories(reading(), [promise_id])
    return show(
        "promises/promise.html",
        promise=found,
        lines=lines.get(promise_id, []),
        became=how.became,
        made=made,
        is_mine=policy.is_theirs(viewer(), made),
        may_say=policy.may_say_what_became(viewer(), made),
        is_there=bool(found.title),
    )


@bp.route("/promises/<int:promise_id>/kept", methods=["GET", "POST"])
def kept(promise_id: int) -> Response:
    """Say that you kept your promise, or that somebody did who is not here to say so."""
    promise, is_mine = _to_say(promise_id)
    form = (forms.KeptForm if is_mine else forms.TheyKeptForm)(data=_typed(promise))

    def say() -> None:
        words, done = form.words.data or "", form.all_done.data == "yes"
        keeping.keep(session(), viewer(), promise, words, all_done=done, seen=form.seen)

    return _says("promises/kept.html", form, promise, is_mine, say)


@bp.route("/promises/<int:promise_id>/not-kept", methods=["GET", "POST"])
def not_kept(promise_id: int) -> Response:
    """Say that it was not kept, and why."""
    promise, is_mine = _to_say(promise_id)
    form = forms.NotKeptForm(data=_typed(promise))

    def say() -> None:
        keeping.not_kept(session(), viewer(), promise, form.why.data or "", seen=form.seen)

    return _says("promises/not_kept.html", form, promise, is_mine, say)


@bp.route("/promises/<int:promise_id>/change", methods=["GET", "POST"])
def change(promise_id: int) -> Response:
    """Promise something else, or by another day."""
    promise, is_mine = _to_say(promise_id)
    was = {"what": promise.what, "by_when": promise.by_when.isoformat()}
    form = forms.ChangeForm(data=was | _typed(promise))

    def say() -> None:
        keeping.change(session(), viewer(), promise, form.value())

    return _says("promises/change.html", form, promise, is_mine, say)


def _says(
    template: str, form: EditForm, promise: Promise, is_mine: bool, say: Callable[[], None]
) -> Response:
    """Ask, or take the answer. Who comes second reads what the first said; their words stay."""
    if not form.validate_on_submit():
        return _ask(template, form, promise, is_mine)
    if (before := pressed_before(form)) is not None:
        return before
    try:
        say()
    except Invalid as invalid:
        session().rollback()
        form.refuse(invalid.errors)
        return _ask(template, form, promise, is_mine)
    except Conflict as conflict:
        session().rollback()
        now = queries.one(session(), viewer(), promise.id)
        form.edits.raw_data, form.edits.data = None, str(now.edits)  # pressing again means it
        return _ask(template, form, now, is_mine, str(conflict))
    return _answered(form, promise)


def _to_say(promise_id: int) -> tuple[Promise, bool]:
    """A promise that the viewer says something about, and whether it is their own."""
    promise = queries.one(session(), viewer(), promise_id)
    made = makers.made(session(), promise_id)
    policy.may_say_what_became.require(viewer(), made)
    return promise, policy.is_theirs(viewer(), made)


def _typed(promise: Promise) -> dict[str, str]:
    """What the viewer typed into this form and did not send yet, and which state of it they saw."""
    words = drafts.kept(session(), viewer().id, request.path)
    typed = {name: texts[0] for name, texts in words.items() if texts}
    return {"edits": str(promise.edits)} | typed


def _answered(form: Form, promise: Promise) -> Response:
    back_to = _page_of(promise)
    answer_is_at(form, back_to)
    drafts.let_go(session(), viewer().id, request.path)
    session().commit()
    return go(back_to)


def _page_of(promise: Promise) -> str:
    """Where a promise is told of: with its issue, or alone once that was taken back."""
    if session().get_one(Issue, promise.issue_id).taken_back_on:
        return url_for(".promise", promise_id=promise.id)
    return url_for("issues.issue", issue_id=promise.issue_id, _anchor="promises")


def _ask(template: str, form: Form, promise: Promise, is_mine: bool, stale: str = "") -> Response:
    if promise.kept_on is not None:
        raise Conflict(_already(_said_last(promise)))
    said = _said_last(promise) if stale else None
    status = Conflict.status if stale else 422 if form.is_submitted() else 200
    asks = asking.can_claim(viewer(), session().get_one(Issue, promise.issue_id))
    context: dict[str, Any] = {"form": form, "promise": promise, "is_mine": is_mine, "asks": asks}
    return show(template, status=status, stale=stale, said=said, **context)


def _said_last(promise: Promise) -> Line | None:
    """What was said about a promise last: that its day came is nobody's word."""
    lines = listing.histories(session(), [promise.id]).get(promise.id, [])
    return next((line for line in reversed(lines) if line.happened != Happened.LATE), None)


def _already(kept: Line | None) -> str:
    """That it was kept already, and what was said then: pressing again would not help."""
    if kept is None or not kept.words:
        return keeping.IT_IS_KEPT
    who = _("%(who)s, says:", who=kept.by) if kept.by else _("What was done:")
    return f"{keeping.IT_IS_KEPT} {who} “{kept.words}”"
