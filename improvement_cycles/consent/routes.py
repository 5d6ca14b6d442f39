"""Pages about consent: what people said, the answers to worries, and what all its pages share.

The question itself is in `ask_routes`, and what an advocate writes down for others in
`in_person_routes`.
"""

from typing import Any

from flask import Blueprint, Response, request, url_for

from coprod import web
from coprod.db import today
from coprod.drafts import typed
from coprod.errors import Conflict, Invalid, NotAllowed, NotFound
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import policy as tries
from improvement_cycles.consent import advocate, aside, found, labels, policy, queries, services
from improvement_cycles.consent.forms import DropForm, MetForm, ReplyForm
from improvement_cycles.consent.found import Asked
from improvement_cycles.forms import Press
from improvement_cycles.found import NO_SUCH
from improvement_cycles.states import FINISHED, NOT_STARTED

bp = Blueprint("consent", __name__, url_prefix="/tries/goes")


@bp.get("/<int:cycle_id>/consent")
def page(cycle_id: int) -> Response:
    """What people said so far: worries and their answers, and what still holds it back."""
    asked = asked_about(cycle_id)
    about = (asked.project, asked.team, asked.standing.touched)
    policy.may_see.require(viewer(), *about)
    return show(
        "improvement_cycles/consent/page.html",
        **shown_about(asked),
        press=Press(formdata=None),
        today=today(),
        may_answer=policy.may_answer(viewer(), *about) and asked.cycle.state not in FINISHED,
        may_read=tries.may_read(viewer(), asked.project, asked.team),
        may_write=tries.may_write(viewer(), asked.project, asked.team),
        may_put_aside=_may_put_aside(asked),
        over=asked.cycle.state in FINISHED,
    )


@bp.route("/<int:cycle_id>/consent/<int:answer_id>/answer", methods=["GET", "POST"])
def reply(cycle_id: int, answer_id: int) -> Response:
    """Answer a worry in writing."""
    asked = asked_about(cycle_id)
    worry = asked.one(answer_id)
    services.require_reply(viewer(), asked, worry)
    return one_question(
        asked,
        ReplyForm(),
        "improvement_cycles/consent/reply.html",
        lambda form: services.reply(web.session(), viewer(), asked, worry, form.words.data or ""),
        one=_one(asked, answer_id),
    )


@bp.route("/<int:cycle_id>/consent/<int:answer_id>/met", methods=["GET", "POST"])
def met(cycle_id: int, answer_id: int) -> Response:
    """Write down, with the person who said STOP, that it is met."""
    asked = asked_about(cycle_id)
    policy.stands_with_people.require(viewer(), asked.project)
    stop = advocate.said_now(asked, answer_id)
    form = MetForm()
    if not form.is_submitted():
        advocate.require_meet(viewer(), asked, stop)
    return one_question(
        asked,
        form,
        "improvement_cycles/consent/met.html",
        lambda form: advocate.meet(web.session(), viewer(), asked, stop, form.words.data or ""),
        one=_one(asked, answer_id),
    )


@bp.route("/<int:cycle_id>/consent/smaller-or-drop", methods=["GET", "POST"])
def put_aside(cycle_id: int) -> Response:
    """After 21 days: a smaller try, or drop it and say why."""
    asked = asked_about(cycle_id)
    policy.may_see.require(viewer(), asked.project, asked.team, asked.standing.touched)
    form = DropForm()
    if not form.is_submitted():
        aside.require(viewer(), asked)
    return one_question(
        asked,
        form,
        "improvement_cycles/consent/put_aside.html",
        lambda form: aside.drop(web.session(), viewer(), asked, form.why.data or ""),
        to=url_for("improvement_cycles.project", project_id=asked.project.id),
        press=Press(formdata=None),
    )


@bp.post("/<int:cycle_id>/consent/smaller")
def smaller(cycle_id: int) -> Response:
    """Copy the plan, to make it smaller."""
    asked, form = asked_about(cycle_id), Press()
    if not form.validate_on_submit():
        raise NotFound(NO_SUCH)
    before = pressed_before(form)
    if before:
        return before
    new = aside.smaller(web.session(), viewer(), asked)
    return kept(form, url_for("improvement_cycles.page", cycle_id=new.id, step="plan", name="what"))


def asked_about(cycle_id: int) -> Asked:
    return found.asked(web.session(), viewer(), cycle_id, hold=request.method == "POST")


def reads_on(form: Any, asked: Asked) -> bool:
    """Whether a page was answered about the plan as it is, so that another page can follow."""
    return bool(form.validate_on_submit()) and form.seen.data == asked.standing.mark


def one_question(
    asked: Asked,
    form: Any,
    template: str,
    do: Any,
    to: str = "",
    stands: Any = None,
    **context: Any,
) -> Response:
    """A page with one question: kept when it is sent, shown again when it needs another look.

    A form sends along what its page said: the mark of the plan, and whether a STOP counts. Where
    that is otherwise by now, the page says so ("changed") before anything is kept. An old page
    that is sent again counts again, where what it sends does not stand any more (`stands`).
    """
    if _is_own(form):
        typed.fill(form)
    changed, status = "", 422 if form.is_submitted() else 200
    try:
        answer = _sent(form, do, to or url_for(".page", cycle_id=asked.cycle.id), stands)
    except services.ShownOtherwise as other:
        answer, changed, status = None, other.what, other.status
    if answer:
        return answer
    now = {"seen": asked.standing.mark, "stop_counts": "y" if context.get("stops") else "n"}
    if not form.is_submitted() and form.data.get("seen", now["seen"]) != now["seen"]:
        changed = "plan"
    if changed or not form.is_submitted():
        for name in now.keys() & form.data.keys():
            form[name].data = now[name]
    about = shown_about(asked) | context
    return show(template, status=status, form=form, changed=changed, **about)


def _sent(form: Any, do: Any, url: str, stands: Any) -> Response | None:
    """Where the answer is, if the form came and was kept, now or before."""
    if not form.validate_on_submit():
        return None
    before = pressed_before(form)
    if before and (stands is None or stands(form)):
        return before
    try:
        do(form)
    except Invalid as refused:
        form.refuse(refused.errors)
        return None
    if _is_own(form):
        typed.sent()
    return kept(form, url)


def _is_own(form: Any) -> bool:
    """Whether what was begun here is theirs. An advocate writes for one person after another."""
    return "replaces" not in form


def kept(form: Any, url: str) -> Response:
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


def shown_about(asked: Asked) -> dict[str, Any]:
    return {
        "view": queries.view(web.session(), viewer(), asked),
        "cycle": asked.cycle,
        "project": asked.project,
        "standing": asked.standing,
        "labels": labels,
        "not_started": asked.cycle.state in NOT_STARTED,
    }


def _one(asked: Asked, answer_id: int) -> queries.Shown:
    shown = queries.view(web.session(), viewer(), asked).shown
    return next(one for one in shown if one.said.id == answer_id)


def _may_put_aside(asked: Asked) -> bool:
    try:
        aside.require(viewer(), asked)
    except (Conflict, NotAllowed):
        return False
    return True
