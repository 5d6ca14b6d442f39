"""Pages where an advocate sees who takes part at a place, and says that somebody has left."""

from flask import Response, request, url_for

from coprod.groups import hats, policy, worn
from coprod.groups.forms import LeftForm
from coprod.groups.routes import bp
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show


@bp.get("/group/people/<int:place_id>")
def people(place_id: int) -> Response:
    """Who takes part at a place: for its advocates only."""
    return show(
        "groups/people.html",
        place=worn.place(reading(), viewer(), place_id),
        worn=worn.at(reading(), viewer(), place_id),
        done=request.args.get("done") == "yes",
    )


@bp.route("/group/hats/<int:hat_id>/left", methods=["GET", "POST"])
def left(hat_id: int) -> Response:
    """Say that somebody has left, after being asked once."""
    form = LeftForm()
    sent = form.validate_on_submit()
    if sent and (again := pressed_before(form)):
        return again
    found = worn.one(session(), viewer(), hat_id)
    if sent:
        back_to = url_for(".people", place_id=found.place_id, done="yes")
        hats.end(session(), viewer(), found)
        answer_is_at(form, back_to)
        session().commit()
        return go(back_to)
    return show("groups/left.html", form=form, one=found, rule=policy.may_end.says)
