"""What was done with my words: told, asked again, answered. Nobody else sees these pages."""

from collections.abc import Callable
from typing import Any

from flask import Response, request, url_for

from coprod.errors import Invalid
from coprod.sign_in.door import kept_nowhere, viewer
from coprod.text import BODY, whole_number
from coprod.web import go, reading, session, show
from forums.moderation import answering, appeals, told
from forums.moderation.flag_routes import bp
from forums.moderation.forms import AgainForm, AnswerForm, SayAgainForm
from forums.moderation.labels import MINE, ROLE, RULE, THING, WAITS, by_when


@bp.get("/mine")
def mine() -> Response:
    """All that was done with what I wrote, and what waits to be read."""
    before = whole_number(request.args.get("before")) or 0
    found = told.done(reading(), viewer(), before)
    lines = found[: told.PER_PAGE]
    more = len(found) > told.PER_PAGE
    return show(
        "forums/moderation/mine.html",
        lines=lines,
        waits=told.waiting(reading(), viewer()) if not before else [],
        looked_at=told.looked_at(reading(), viewer()) if not before else [],
        next_url=url_for(".mine", before=lines[-1].act.id) if more else "",
        form=AnswerForm(formdata=None),
        **LABELS,
    )


LABELS: dict[str, Any] = {
    "mine": MINE,
    "waits_says": WAITS,
    "role": ROLE,
    "rule": RULE,
    "things": THING,
    "by_when": by_when,
}


@bp.route("/mine/<int:act_id>/ask-again", methods=["GET", "POST"])
@kept_nowhere
def ask_again(act_id: int) -> Response:
    """Ask that somebody different looks."""
    one = told.one(session(), viewer(), act_id)
    form = AgainForm()
    if form.validate_on_submit():
        appeals.ask_again(session(), viewer(), one.act, form.words.data or "")
        session().commit()
        return go(url_for(".mine"))
    status = 422 if form.is_submitted() else 200
    return show("forums/moderation/ask_again.html", status=status, form=form, one=one, **LABELS)


@bp.post("/mine/<int:act_id>/answer")
@kept_nowhere
def answer(act_id: int) -> Response:
    """Yes or no to other words."""
    one = told.one(session(), viewer(), act_id)
    form = AnswerForm()
    if form.validate_on_submit():
        says: Callable[..., object] = {"yes": answering.say_yes, "no": answering.say_no}[
            form.answer.data
        ]
        says(session(), viewer(), one.act)
        session().commit()
    return go(url_for(".mine"))


@bp.route("/mine/<int:act_id>/say-again", methods=["GET", "POST"])
@kept_nowhere
def say_again(act_id: int) -> Response:
    """Say what came back in other words. A person reads it first. A message has its own page."""
    one = told.one(session(), viewer(), act_id)
    if one.act.kind == "post":
        return go(url_for("forums.change", post_id=one.act.key))
    form = SayAgainForm()
    if not form.is_submitted() and one.about:
        form.words.data = one.about.words
    if form.validate_on_submit():
        try:
            answering.say_again(session(), viewer(), one.act, form.words.data or "")
        except Invalid as wrong:
            form.refuse(wrong.errors)
        else:
            session().commit()
            return go(url_for(".mine"))
    status = 422 if form.is_submitted() else 200
    return show("forums/moderation/say_again.html", status=status, form=form, one=one, most=BODY)
