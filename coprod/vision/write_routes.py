"""Pages to write a statement together: one question a page, then a look at the whole draft."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.drafts import services as drafting
from coprod.errors import Invalid, NotFound
from coprod.people import queries as people
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.vision import labels, policy, queries, services, statement, writing
from coprod.vision.forms import BY_KIND, MONTHS, DraftForm, Press, WhenForm, Words
from coprod.vision.found import Found, can_write, find, find_shown
from coprod.vision.routes import bp, status_of, url_of
from coprod.vision.statement import StatementView
from coprod.vision.steps import STEPS, WORDS_HINT, Step, steps_of
from coprod.web import go, session, show

_DRAFT = "/<int:statement_id>/versions/<int:number>"


@bp.route("/new/<int:principle_id>", methods=["GET", "POST"])
def new(principle_id: int) -> Response:
    """Start a statement: its words first."""
    principle = queries.principle(session(), viewer(), principle_id)
    policy.may_write.require(viewer(), principle.area_id)
    form = Words(data=_kept())
    if form.validate_on_submit():
        if answer := pressed_before(form):
            return answer
        try:
            began, draft = writing.start(session(), viewer(), principle, form.value)
        except Invalid as invalid:
            form.refuse(invalid.errors)
        else:
            return _onwards(form, _step_url(began.id, draft.number, STEPS[1]))
    return show(
        "vision/new.html",
        status=status_of(form),
        form=form,
        principle=principle,
        question=STEPS[0].question,
        hint=WORDS_HINT,
    )


@bp.post("/<int:statement_id>/new-version")
def new_version(statement_id: int) -> Response:
    """Start new words for an agreed statement, or go to the draft that somebody started."""
    found = find_shown(session(), viewer(), statement_id)
    number = writing.new_version(session(), viewer(), found)
    session().commit()
    return go(url_for("vision.version", statement_id=statement_id, number=number))


@bp.route(f"{_DRAFT}/write/<string:slug>", methods=["GET", "POST"])
def write(statement_id: int, number: int, slug: str) -> Response:
    """One question about a draft."""
    view = statement.one(session(), viewer(), statement_id, number)
    step = next((step for step in steps_of(view) if step.slug == slug), None)
    if step is None:
        raise NotFound("There is no such question.")
    found = find(session(), viewer(), statement_id, number)
    policy.may_edit.require(viewer(), found.statement, found.version, found.writers)
    now = {"answer": step.answer(view), "edits": str(view.head.edits)}
    form = BY_KIND[step.asks](data=now | _kept(many=step.asks == "people"))
    theirs = ""
    if form.validate_on_submit():
        if answer := pressed_before(form):
            return answer
        try:
            step.save(session(), viewer(), found, form.seen, form.value)
        except Invalid as invalid:
            form.refuse(invalid.errors)
        except writing.Stale as stale:
            theirs = str(stale)
            form.edits.data = str(view.head.edits)
        else:
            return _onwards(form, _after(view, step))
    return _question(view, found, step, form, theirs)


def _question(
    view: StatementView, found: Found, step: Step, form: DraftForm, stale: str
) -> Response:
    steps = steps_of(view)
    return show(
        "vision/write.html",
        status=409 if stale else status_of(form),
        form=form,
        view=view,
        step=step,
        items=_items(view, found, step),
        at=steps.index(step) + 1,
        of=len(steps),
        stale=stale,
        back_to=_before(view, step),
    )


@bp.route(f"{_DRAFT}/agree", methods=["GET", "POST"])
def agree(statement_id: int, number: int) -> Response:
    """Agree a draft, and choose when to look at it again."""
    view = statement.one(session(), viewer(), statement_id, number)
    found = find(session(), viewer(), statement_id, number)
    policy.may_edit.require(viewer(), found.statement, found.version, found.writers)
    form = WhenForm()
    if form.validate_on_submit():
        if answer := pressed_before(form):
            return answer
        services.publish(session(), viewer(), found, form.months.data)
        back_to = url_for("vision.statement", statement_id=statement_id)
        answer_is_at(form, back_to)
        session().commit()
        return go(back_to)
    return show(
        "vision/agree.html",
        status=status_of(form),
        form=form,
        view=view,
        months=MONTHS,
        missing=services.needs(session(), found),
    )


@bp.route(f"{_DRAFT}/throw-away", methods=["GET", "POST"])
def throw_away(statement_id: int, number: int) -> Response:
    """Throw a draft away, after being asked once."""
    view = statement.one(session(), viewer(), statement_id, number)
    found = find(session(), viewer(), statement_id, number)
    policy.may_edit.require(viewer(), found.statement, found.version, found.writers)
    form = Press()
    if not form.validate_on_submit():
        return show("vision/throw_away.html", form=form, view=view)
    first = view.head.status == "draft"
    writing.drop(session(), viewer(), found)
    session().commit()
    return go(url_for("vision.index") if first else url_of_shown(statement_id))


@bp.post(f"{_DRAFT}/take-my-name-off")
def take_my_name_off(statement_id: int, number: int) -> Response:
    """Somebody named as a writer takes their name off."""
    view = statement.one(session(), viewer(), statement_id, number)
    writing.take_my_name_off(session(), viewer(), find(session(), viewer(), statement_id, number))
    session().commit()
    return go(url_of(view, "writers"))


def url_of_shown(statement_id: int) -> str:
    """Where the version is that people see."""
    return url_for("vision.statement", statement_id=statement_id)


def _step_url(statement_id: int, number: int, step: Step) -> str:
    return url_for("vision.write", statement_id=statement_id, number=number, slug=step.slug)


def _after(view: StatementView, step: Step) -> str:
    """The next question, or the draft after the last, or if only this one was to be changed."""
    later = steps_of(view)[steps_of(view).index(step) + 1 :]
    if not later or request.args.get("then") == "draft":
        return url_of(view)
    return _step_url(view.head.id, view.head.number, later[0])


def _before(view: StatementView, step: Step) -> str:
    earlier = steps_of(view)[: steps_of(view).index(step)]
    if not earlier or request.args.get("then") == "draft":
        return url_of(view)
    return _step_url(view.head.id, view.head.number, earlier[-1])


def _items(view: StatementView, found: Found, step: Step) -> list[tuple[Any, ...]]:
    """The cards to choose from: value, words, picture, and a line under it."""
    head = view.head
    if step.asks == "picture":
        return [(meaning, name, meaning) for meaning, name in labels.PICTURES.items()]
    if step.asks == "people":
        able = can_write(session(), viewer(), found.statement, found.writers).values()
        hats = ((kind, name, picture) for kind, (name, picture) in labels.WRITES_AS.items())
        return [
            (one.id, one.name, picture, name)
            for kind, name, picture in hats
            for one in able
            if one.kind == kind
        ]
    if step.asks == "place":
        mine = people.places_in(session(), head.area_id)
        places = [(one.id, one.name, one.picture) for one in mine if one.id in viewer().places]
        return [(0, _("All of us here"), "vision"), *places]
    return []


def _kept(*, many: bool = False) -> dict[str, Any]:
    """What was put into this form before and not sent; with `many`, its answer is all of them."""
    kept = drafting.kept(session(), viewer().id, request.path) if request.method == "GET" else {}
    found: dict[str, Any] = {name: kept[name][0] for name in ("answer", "edits") if kept.get(name)}
    return found | {"answer": kept["answer"]} if many and "answer" in found else found


def _onwards(form: DraftForm, url: str) -> Response:
    drafting.let_go(session(), viewer().id, request.path)
    answer_is_at(form, url)
    session().commit()
    return go(url)
