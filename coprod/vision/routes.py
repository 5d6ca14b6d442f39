"""Pages of our good life to read and to sign up on. Writing and looking again have their own."""

from typing import Any

from flask import Blueprint, Response, current_app, url_for
from markupsafe import Markup

from coprod.db import today
from coprod.drafts import typed
from coprod.errors import Invalid
from coprod.forms import Form
from coprod.people.hats import SAYS
from coprod.people.viewer import Viewer
from coprod.seal import new_token
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import paragraphs
from coprod.vision import cards, labels, policy, queries, services, statement, writing
from coprod.vision.forms import Press, SignUpForm
from coprod.vision.found import find
from coprod.vision.models import LineKind, SignUpSays, StatementStatus
from coprod.vision.statement import StatementView
from coprod.vision.steps import steps_of
from coprod.web import done, go, reading, session, show

bp = Blueprint("vision", __name__, url_prefix="/good-life")
_FROM_LINE = "issues.from_line"  # the page of a higher noun: there or not


@bp.app_template_filter("paragraphs")
def _each_its_own_way(words: str) -> Markup:
    """Plain words as paragraphs, each read in the direction of its own letters."""
    return paragraphs(words).replace("<p>", Markup('<p dir="auto">'))


@bp.get("")
@public
def index() -> Response:
    """The area's principles, each with what people here say about it."""
    here = area()
    found = queries.principles(reading(), viewer(), here.id) if here else []
    may_write = bool(here) and policy.may_write(viewer(), here.id if here else 0)
    return show(
        "vision/index.html",
        principles=found,
        put_away=[one for principle in found for one in principle.put_away],
        may_write=may_write,
        may_keep=bool(here) and policy.may_keep_principles(viewer(), here.id if here else 0),
        until=queries.due_until(today()),
    )


@bp.get("/<int:statement_id>", endpoint="statement")
@public
def one(statement_id: int) -> Response:
    """One statement: the words, and what became of them. A first draft: the draft."""
    view = statement.one(reading(), viewer(), statement_id)
    if view.head.status is StatementStatus.DRAFT:
        return _draft(view)
    looked = statement.boxes(reading(), statement_id, view.head.looked) if view.head.looked else {}
    decided = cards.of(reading(), viewer(), view.head)
    return show(
        "vision/statement.html", looked=looked, decided=decided, spots=labels.SPOTS, **_about(view)
    )


@bp.get("/<int:statement_id>/versions")
@public
def history(statement_id: int) -> Response:
    """Every wording that was agreed."""
    view = statement.one(reading(), viewer(), statement_id)
    wordings = statement.wordings(reading(), statement_id)
    return show("vision/history.html", view=view, wordings=wordings)


@bp.get("/<int:statement_id>/versions/<int:number>")
@public
def version(statement_id: int, number: int) -> Response:
    """One version with its own sign-ups: a draft to finish, or words of before."""
    view = statement.one(reading(), viewer(), statement_id, number)
    if view.is_draft:
        return _draft(view)
    decided = cards.of(reading(), viewer(), view.head)
    return show("vision/version.html", decided=decided, **_about(view))


def _draft(view: StatementView) -> Response:
    found = find(reading(), viewer(), view.head.id, view.head.number)
    may_edit = policy.may_edit(viewer(), found.statement, found.version, found.writers)
    missing = services.needs(reading(), found)
    about = _about(view) | {"may_edit": may_edit, "missing": missing}
    about["asked"] = view.asked if may_edit else []
    return show("vision/draft.html", steps=steps_of(view), **about)


@bp.route("/<int:statement_id>/versions/<int:number>/sign-up", methods=["GET", "POST"])
def sign_up(statement_id: int, number: int) -> Response:
    """Say yes, yes but, or not this; or change what was said."""
    view = statement.one(session(), viewer(), statement_id, number)
    policy.may_sign_up.require(viewer(), view.head.area_id, view.head.place_id)
    said = view.said_by(viewer().id)
    now = {"says": said.says.value if said else None, "why": said.why if said else ""}
    form = SignUpForm(data=now | {"edits": str(view.head.edits)})
    typed.fill(form)
    if not form.validate_on_submit():
        return _ask(form, view)
    if answer := pressed_before(form):
        return answer
    found = find(session(), viewer(), statement_id, number)
    says = SignUpSays(form.says.data)
    try:
        services.sign_up(session(), viewer(), found, says, form.why.data or "", seen=form.seen)
    except writing.Stale as stale:
        form.edits.data = str(found.version.edits)
        session().rollback()
        view = statement.one(session(), viewer(), statement_id, number)
        return _ask(form, view, str(stale))
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _ask(form, view)
    back_to = url_of(view, "sign-ups")
    answer_is_at(form, back_to)
    typed.sent()
    session().commit()
    return go(back_to)


def _ask(form: SignUpForm, view: StatementView, stale: str = "") -> Response:
    return show(
        "vision/sign_up.html",
        status=writing.Stale.status if stale else status_of(form),
        stale=stale,
        form=form,
        view=view,
        says=labels.SAYS,
        am_asked=view.asks(viewer().id),
    )


@bp.post("/<int:statement_id>/versions/<int:number>/take-back")
def take_back(statement_id: int, number: int) -> Response:
    """Take one's own sign-up back. htmx redraws only the sign-ups."""
    found = find(session(), viewer(), statement_id, number)
    services.take_back(session(), viewer(), found)
    session().commit()
    view = statement.one(session(), viewer(), statement_id, number)
    back_to = url_of(view, "sign-ups")
    return done("vision/_sign_ups.html", lambda: _about(view), back_to=back_to)


def url_of(view: StatementView, anchor: str = "") -> str:
    """Where a version is read: the statement's own page if it is the one people see."""
    head, at = view.head, anchor or None
    if view.is_draft or head.number != head.shown:
        url = url_for("vision.version", statement_id=head.id, number=head.number, _anchor=at)
    else:
        url = url_for("vision.statement", statement_id=head.id, _anchor=at)
    return url


def _about(view: StatementView) -> dict[str, Any]:
    """What every page about a version needs."""
    head, looking = view.head, viewer()
    may_sign_up = policy.may_sign_up(looking, head.area_id, head.place_id)
    return {
        "view": view,
        "head": head,
        "asked": [],
        "am_asked": view.asks(looking.id),
        "mine": view.said_by(looking.id) if looking else None,
        "may_sign_up": may_sign_up and view.takes_sign_ups,
        "may_write": policy.may_write(looking, head.area_id, head.place_id),
        "may_retire": looking.moderates(head.area_id, head.place_id),
        "from_line": _from_line(view, looking),
        "new_secret": new_token,
        "due": view.due(today()),
        "today": today(),
        "line_kinds": LineKind,
        "labels": labels,
        "form": Press(),
    }


def _from_line(view: StatementView, looking: Viewer) -> str | None:
    """The page that makes an issue of a line, for those who can say something here."""
    there = _FROM_LINE in current_app.view_functions
    may_say = looking.wears_in(view.head.area_id, *SAYS)
    return _FROM_LINE if there and view.is_shown and may_say else None


def status_of(form: Form) -> int:
    """422 for a form that needs another look, and 200 for one not sent yet."""
    return 422 if form.errors else 200
