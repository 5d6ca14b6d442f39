"""*Can we try this?*, one question a page: four answers, then words for a worry or a STOP.

No address and no title tells what was said: both stay in the history of a shared tablet.
"""

from flask import Response, request, url_for

from coprod import web
from coprod.db import today
from coprod.drafts import services as drafts
from coprod.errors import NotFound
from coprod.sign_in.door import asks_again, viewer
from coprod.sign_in.press import pressed_before
from coprod.web import go, show
from improvement_cycles.consent import policy, services
from improvement_cycles.consent.forms import AnswerForm, StopForm, WorryForm
from improvement_cycles.consent.found import Asked
from improvement_cycles.consent.routes import (
    asked_about,
    bp,
    kept,
    one_question,
    reads_on,
    shown_about,
)
from improvement_cycles.consent.services import NewAnswer
from improvement_cycles.consent.words import Says
from improvement_cycles.forms import Press
from improvement_cycles.found import NO_SUCH
from improvement_cycles.states import FINISHED


@bp.route("/<int:cycle_id>/can-we-try", methods=["GET", "POST"])
@asks_again
def ask(cycle_id: int) -> Response:
    """The plan in plain words. One press says yes or OK; a worry and a STOP have a page more."""
    asked = asked_about(cycle_id)
    about = (viewer(), asked.project, asked.team, asked.standing.touched)
    if not policy.may_answer(*about):
        return go(url_for(".page", cycle_id=cycle_id))
    form = AnswerForm(data={"seen": asked.standing.mark})
    if reads_on(form, asked) and form.has_words:
        return go(url_for(f".{form.says.data}", cycle_id=cycle_id, seen=form.seen.data))
    return one_question(
        asked,
        form,
        "improvement_cycles/consent/ask.html",
        lambda form: _answer(asked, form.value()),
        to=_here(asked),
        press=Press(formdata=None),
        today=today(),
        left=services.left_to_say(viewer(), asked),
        touched=_decides(asked),
        as_worry=not _decides(asked) and not _may_say_touched(asked),
        asks_first=_may_say_touched(asked),
        may_join=_may_say_touched(asked) and not asked.cycle.locked,
        over=asked.cycle.state in FINISHED,
        may_see=policy.may_see(*about),
        tell=policy.needs_the_advocate(viewer(), asked.project, asked.standing.touched),
    )


@bp.route("/<int:cycle_id>/can-we-try/say-more", methods=["GET", "POST"])
def worry(cycle_id: int) -> Response:
    """What worries them. There are two ways to send it."""
    return _words(asked_about(cycle_id), WorryForm)


@bp.route("/<int:cycle_id>/can-we-try/say-why", methods=["GET", "POST"])
def stop(cycle_id: int) -> Response:
    """Why STOP. Whom the team left off the list is asked first if it touches them."""
    asked = asked_about(cycle_id)
    left, sent = services.left_to_say(viewer(), asked), request.method == "POST"
    if not _may_say_touched(asked) or (sent and not left):
        return _words(asked, StopForm)
    if not left:
        return go(_here(asked))
    if sent:
        return _ask_first(cycle_id)
    about = shown_about(asked) | {"seen": request.args.get("seen"), "touched": _decides(asked)}
    return show("improvement_cycles/consent/touches.html", **about)


@bp.route("/<int:cycle_id>/can-we-try/say-why/mine", methods=["GET", "POST"])
def stop_touches_me(cycle_id: int) -> Response:
    """Why STOP, by somebody who says that it touches them too. It counts as every STOP does."""
    asked = asked_about(cycle_id)
    joins = _may_say_touched(asked)
    if not joins and request.method == "GET":
        return go(_stop_of(cycle_id))
    return _words(asked, StopForm, joins=joins)


@bp.route("/<int:cycle_id>/can-we-try/say-why/not-mine", methods=["GET", "POST"])
def stop_as_worry(cycle_id: int) -> Response:
    """Why STOP, by somebody who says that it does not touch them. It is kept as a worry."""
    asked = asked_about(cycle_id)
    if request.method == "GET" and (asked.cycle.locked or not _may_say_touched(asked)):
        return go(_stop_of(cycle_id))
    return _words(asked, StopForm)


@bp.post("/<int:cycle_id>/can-we-try/touches-me")
def touches_me(cycle_id: int) -> Response:
    """Say that it touches one too. What one said before counts then."""
    asked, form = asked_about(cycle_id), Press()
    mine = asked.standing.of(viewer().id)
    if mine is None:
        raise NotFound(NO_SUCH)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        same = NewAnswer(mine.says, mine.words, mine.alone, touches_me=True, seen=mine.mark)
        services.answer(web.session(), viewer(), asked, same)
    return kept(form, _here(asked))


@bp.post("/<int:cycle_id>/consent/<int:answer_id>/open-again")
def open_again(cycle_id: int, answer_id: int) -> Response:
    """Undo that one's STOP is met."""
    asked, form = asked_about(cycle_id), Press()
    said = asked.one(answer_id)
    if not policy.may_open_again(viewer(), said.person_id):
        raise NotFound(NO_SUCH)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        services.open_again(viewer(), asked, said)
    return kept(form, _here(asked))


def _words(asked: Asked, asks: type[WorryForm], *, joins: bool = False) -> Response:
    """The page of a worry or a STOP: its words, sent to the team or to the advocate alone."""
    if request.method == "GET" and asks.SAYS not in services.left_to_say(viewer(), asked):
        return go(_here(asked))
    seen = request.args.get("seen")  # none, if they came straight here and have not read the plan
    form = asks(data={"seen": seen or asked.standing.mark})
    if asked.project.private:
        del form.alone
    touched = joins or policy.is_touched(viewer(), asked.project, asked.standing.touched)
    of = 3 if asks.SAYS is Says.STOP and _may_say_touched(asked) else 2
    return one_question(
        asked,
        form,
        "improvement_cycles/consent/words.html",
        lambda form: _answer(asked, form.value(touches_me=joins)),
        to=_here(asked),
        stands=lambda form: services.stands(viewer(), asked, form.value(touches_me=joins)),
        touched=touched,
        stops=asks.SAYS is Says.STOP and touched,
        of=of if seen else 0,
        shows_plan=request.method == "GET" and not seen,
    )


def _ask_first(cycle_id: int) -> Response:
    """Ask if it touches them, and keep their words for the page that comes then, either way."""
    for way in (".stop_touches_me", ".stop_as_worry"):
        form = url_for(way, cycle_id=cycle_id)
        drafts.keep(web.session(), viewer().id, form, request.form)
    web.session().commit()
    return go(_stop_of(cycle_id))


def _answer(asked: Asked, new: NewAnswer) -> None:
    """Keep an answer, and nothing of another that was begun and not sent."""
    services.answer(web.session(), viewer(), asked, new)
    drafts.let_go_under(web.session(), viewer().id, _here(asked))


def _here(asked: Asked) -> str:
    return url_for(".ask", cycle_id=asked.cycle.id)


def _stop_of(cycle_id: int) -> str:
    """Where a STOP is asked about, with the mark of the plan that they were shown."""
    return url_for(".stop", cycle_id=cycle_id, seen=request.values.get("seen"))


def _decides(asked: Asked) -> bool:
    """Whether their answer decides: it touches them, or they can say so with their STOP."""
    if policy.is_touched(viewer(), asked.project, asked.standing.touched):
        return True
    return asked.cycle.locked and _may_say_touched(asked)


def _may_say_touched(asked: Asked) -> bool:
    return policy.may_say_touched(viewer(), asked.project, asked.standing.touched)
