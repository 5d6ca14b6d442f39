"""Seeing who said something unnamed: two people, a reason, and the author is told."""

from flask import Response, url_for

from coprod.sign_in.door import kept_nowhere, viewer
from coprod.web import go, session, show
from forums.moderation import people, queue, unmasking
from forums.moderation.flag_routes import bp
from forums.moderation.forms import AnswerForm, WhyForm
from forums.moderation.queue_routes import with_all_beside


@bp.route("/look/<kind>/<int:key>/who", methods=["GET", "POST"])
def ask_who(kind: str, key: int) -> Response:
    """Ask another person to agree, and say why."""
    about, form = queue.one(session(), viewer(), kind, key), WhyForm()
    if form.validate_on_submit():
        unmasking.ask(session(), viewer(), about, form.why.data or "")
        session().commit()
        return go(url_for(".index"))
    status = 422 if form.is_submitted() else 200
    return show("forums/moderation/ask_who.html", status=status, form=form, about=about)


@bp.route("/who/<int:asked_id>", methods=["GET", "POST"])
@kept_nowhere
def who(asked_id: int) -> Response:
    """Agree or not. The name is on the page that answers, once for each of the two."""
    row, about = unmasking.one(session(), viewer(), asked_id)
    form, name = AnswerForm(), ""
    if form.validate_on_submit():
        if form.answer.data != "yes":
            unmasking.refuse(session(), viewer(), row, about)
        elif row.agreed_on and row.asked_by_id == viewer().id:
            name = unmasking.see(session(), viewer(), row)
        else:
            name = unmasking.agree(session(), viewer(), row, about)
        session().commit()
        if not name:
            return go(url_for(".index"))
    answer = show(
        "forums/moderation/who.html",
        status=422 if form.is_submitted() and not name else 200,
        form=form,
        row=row,
        **with_all_beside(about),
        name=name,
        asked_by=people.name_of(session(), row.asked_by_id),
        mine=row.asked_by_id == viewer().id,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
