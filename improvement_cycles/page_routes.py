"""The questions of a go, one to a page: shown with what was answered, and kept when sent."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _
from wtforms import StringField

from coprod import web
from coprod.drafts import typed
from coprod.errors import Invalid
from coprod.people import queries as places
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import number
from coprod.vision import queries as vision
from coprod.web import go, show
from improvement_cycles import (
    answers,
    balancing,
    checks,
    end_asks,
    found,
    labels,
    pages,
    plan_asks,
    policy,
    reading,
)
from improvement_cycles import rows as row_answers
from improvement_cycles.asks import Ask, Lists
from improvement_cycles.consent import touched
from improvement_cycles.forms import NoteForm
from improvement_cycles.found import Go
from improvement_cycles.measure_pictures import sentence_of
from improvement_cycles.pages import Page, Step
from improvement_cycles.routes import bp
from improvement_cycles.single import box_of
from improvement_cycles.words import TryKind

_FIXED = plan_asks.FIXED | end_asks.FIXED


@bp.route("/goes/<int:cycle_id>/<string:step>/<string:name>", methods=["GET", "POST"])
def page(cycle_id: int, step: str, name: str) -> Response:
    """Answer one question. If somebody else changed the answer meanwhile, both are shown."""
    this_page = pages.find(step, name)
    posted = request.method == "POST"
    this = found.a_go(web.session(), viewer(), cycle_id, hold=posted)
    rule = policy.may_say if this_page.name == "box" else policy.may_write
    rule.require(viewer(), this.project, this.team)
    if this_page.name == "team":
        return go(url_for(".team", project_id=this.project.id))
    if posted and this_page.step is Step.PLAN and this.cycle.locked:
        return _locked(this, this_page)
    answers.require_open(this_page, this)
    now = answers.read(web.session(), viewer(), this, this_page)
    form, looks = _form(this, this_page, now)
    typed.fill(form)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        try:
            answers.write(
                web.session(), viewer(), this, this_page, form.value(), form.seen.data or ""
            )
        except Invalid as refused:
            form.refuse(refused.errors)
        except answers.Changed as changed:
            form.seen.data = answers.mark(changed.now)
            return _show(this, this_page, form, looks, theirs=changed.now)
        else:
            url = _after(this, this_page, form)
            answer_is_at(form, url)
            typed.sent()
            web.session().commit()
            return go(url)
    return _show(this, this_page, form, looks)


def _locked(this: Go, page: Page) -> Response:
    """The go started while somebody wrote: their words can stand beside the plan, as a note."""
    form, _looks = _form(this, page, answers.read(web.session(), viewer(), this, page))
    sent = [_said(field) for field in form.fields if isinstance(field, StringField) and field.data]
    before = pressed_before(form)
    if before:
        return before  # they wrote it in time, and pressed twice
    if not sent:
        answers.require_open(page, this)
    note = NoteForm(formdata=None, data={"words": "\n".join(sent)})
    return show(
        "improvement_cycles/note.html",
        status=409,
        form=note,
        cycle=this.cycle,
        project=this.project,
        late=True,
    )


def _said(field: Any) -> str:
    """An answer after its question."""
    asked = str(field.label.text)
    return f"{asked if asked.endswith('?') else asked + ':'} {field.data}"


def _form(this: Go, page: Page, now: dict[str, Any]) -> tuple[Ask, dict[str, tuple[str, Any]]]:
    """The page's form with what can be chosen, and how each choice looks: (symbol, hint)."""
    lists, looks = _lists(this, page)
    kind = _kind(page, lists)
    then = "check" if request.args.get("then") == "check" else ""
    form = kind(data=now | _suggested(this, page, now) | {"seen": answers.mark(now), "then": then})
    form.offer(lists)
    _take_away(page, form)
    if page.name == "box" and box_of(viewer(), this):
        del form.group
    if page.name == "knock_on" and this.project.private:
        del form.place
    if page.name == "worse" and not balancing.is_there(web.session(), this.project.id):
        del form.looked
    if page.name == "kind" and not (
        this.project.private or policy.may_own(viewer(), this.project.place_id)
    ):
        form.kind.choices = [one for one in form.kind.choices if one.value != TryKind.ONE_PERSONS]
    return form, looks


def _take_away(page: Page, form: Ask) -> None:
    """Take the question out of what was sent that somebody pressed a button to take away."""
    which = number(request.form.get("take"))
    if page.name == "guess" and 1 <= which <= pages.MOST_QUESTIONS:
        plan_asks.take_away(form, which)


def _suggested(this: Go, page: Page, now: dict[str, Any]) -> dict[str, str]:
    """What to begin with: the question of the try in its first go, and a month until a check."""
    if page.name == "guess" and not now["question_1"] and this.project.started_on is None:
        return {"question_1": this.project.question}
    if page.name == "check_on" and not now["check_on"]:
        return {"check_on": checks.next_day(web.session(), this.cycle).isoformat()}
    return {}


def _kind(page: Page, lists: Lists) -> type[Ask]:
    if page.name == "guess":
        return plan_asks.guess()
    if page.name == "who":
        return plan_asks.who(lists.team)
    if page.of_question:
        return end_asks.result(page.of_question)
    return _FIXED[page.name]


def _lists(this: Go, page: Page) -> tuple[Lists, dict[str, tuple[str, Any]]]:
    session = web.session()
    if page.name == "statements":
        found_here = vision.choices(session, this.project.area_id)
        looks = {str(one.statement_id): (one.symbol, one.principle) for one in found_here}
        return Lists(statements=[(str(one.statement_id), one.short) for one in found_here]), looks
    if page.name in {"who", "agreed", "upkeep"}:
        members = reading.team(session, this.project.id)
        looks = {str(one.person_id): (one.picture, "") for one in members}
        return Lists(team=[(str(one.person_id), one.name) for one in members]), looks
    if page.name == "touches":
        return _touched(this)
    if page.name == "knock_on":
        here = places.places_in(session, this.project.area_id)
        looks = {"yes": ("yes", ""), "no": ("no", "")}
        return Lists(places=[(str(one.id), one.name) for one in here]), looks
    words = {"kind": labels.KIND, "outcome": labels.OUTCOME}.get(page.name, {})
    return Lists(), {value: (symbol, hint) for value, (_words, symbol, hint) in words.items()}


def _touched(this: Go) -> tuple[Lists, dict[str, tuple[str, Any]]]:
    """Whom a plan can name as touched by it: everybody who uses services there, or one by one."""
    people = touched.offered(web.session(), viewer(), this)
    looks = {str(one.id): (one.picture, "") for one in people} | {touched.EVERYONE: ("people", "")}
    everyone = [(touched.EVERYONE, _("Everyone who uses services here"))]
    named = [(str(one.id), one.name) for one in people]
    return Lists(touched=[*([] if this.project.private else everyone), *named]), looks


def _after(this: Go, page: Page, form: Ask) -> str:
    """Where to go when an answer is kept: the next question, or the check, or the go.

    Whoever asks another question, or takes one away, stays with the questions.
    """
    if page.name == "guess" and ("more" in request.form or "take" in request.form):
        more, then = request.form.get("more") and "1", form.then.data or None
        about = {"step": page.step, "name": page.name, "more": more, "then": then}
        return url_for(".page", cycle_id=this.cycle.id, **about)  # type: ignore[arg-type]
    if form.then.data == "check":
        return url_for(".check", cycle_id=this.cycle.id)
    later = answers.pages_of(web.session(), this, page.step)
    rest = later[later.index(page) + 1 :] if page in later else []  # another outcome meanwhile
    if rest:
        return _address(this, rest[0].step, rest[0].name)
    checked = page.step in {Step.PLAN, Step.DECIDE}
    return url_for(".check" if checked else ".go_page", cycle_id=this.cycle.id)


def _address(this: Go, step: Step, name: str) -> str:
    """Where one question is asked."""
    return url_for(".page", cycle_id=this.cycle.id, step=step, name=name.replace("_", "-"))


def _balancing(this: Go) -> list[tuple[Any, str]]:
    """What is counted to see whether anything got worse, each with its sentence."""
    seen = balancing.of_try(web.session(), viewer(), this.project.id)
    return [(one.head, sentence_of(one)) for one in seen]


def _show(
    this: Go,
    page: Page,
    form: Ask,
    looks: dict[str, tuple[str, Any]],
    theirs: dict[str, Any] | None = None,
) -> Response:
    status = 409 if theirs is not None else 422 if form.is_submitted() else 200
    all_pages = answers.pages_of(web.session(), this, page.step)
    n = page.of_question
    return show(
        "improvement_cycles/page.html",
        status=status,
        question=page,
        cycle=this.cycle,
        project=this.project,
        form=form,
        looks=looks,
        theirs=theirs,
        at=all_pages.index(page) + 1 if page in all_pages else 0,
        of=len(all_pages),
        labels=labels,
        asked=row_answers.question(web.session(), this.cycle.id, n) if n else None,
        before=_address(this, page.step, pages.result_of(n - 1)) if n > 1 else "",
        balancing=_balancing(this) if page.name == "worse" else [],
        pairs=_pairs(form) if page.name == "guess" else 0,
    )


def _pairs(form: Ask) -> int:
    """How many questions with their guesses to show."""
    return plan_asks.shown(form, more="more" in request.args and not form.is_submitted())
