"""Deciding what somebody asked again: never by the one who did it."""

from flask import Response, url_for

from coprod import written
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, session, show
from forums.moderation import appeals
from forums.moderation.flag_routes import bp
from forums.moderation.forms import DecideForm
from forums.moderation.labels import DONE, ROLE, RULE, THING
from forums.moderation.queue_routes import with_all_beside


@bp.route("/asked-again/<int:appeal_id>", methods=["GET", "POST"])
def decide(appeal_id: int) -> Response:
    """Say whether what was done stays."""
    form = DecideForm()
    asked = appeals.one(session(), viewer(), appeal_id)
    if form.validate_on_submit():
        if (earlier := pressed_before(form)) is not None:
            return earlier
        stays = form.stays.data == "yes"
        appeals.decide(session(), viewer(), asked, stays, form.note.data or "")
        answer_is_at(form, url_for(".index"))
        session().commit()
        return go(url_for(".index"))
    return show(
        "forums/moderation/decide.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        asked=asked,
        **with_all_beside(written.look(session(), asked.act.kind, asked.act.key)),
        labels={"done": DONE, "role": ROLE, "rule": RULE},
        things=THING,
    )
