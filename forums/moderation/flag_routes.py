"""Pages for saying that something is wrong, and for what came of it."""

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from coprod import written
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, reading, session, show
from forums.moderation import flagged, flags, policy
from forums.moderation.forms import FlagForm
from forums.moderation.labels import REASON, REASON_SYMBOL, THING

bp = Blueprint("moderation", __name__, url_prefix="/moderation")


@bp.route("/flag/<kind>/<int:key>", methods=["GET", "POST"])
def flag(kind: str, key: int) -> Response:
    """Say what is wrong with something. One page, one question; more words are not needed."""
    form = FlagForm()
    if form.validate_on_submit() and (earlier := pressed_before(form)):
        return earlier  # it may be hidden by now
    about = written.find(session(), viewer(), kind, key)
    policy.may_flag.require(viewer(), about, written.is_mine(session(), viewer(), about))
    if not form.validate_on_submit():
        return show(
            "forums/moderation/flag.html",
            status=422 if form.is_submitted() else 200,
            form=form,
            about=about,
            items=[(one.value, says, REASON_SYMBOL[one]) for one, says in REASON.items()],
        )
    row = flags.flag(session(), viewer(), about, form.value(), form.words.data or "")
    back_to = url_for(".my_flags", sent="unsafe" if row.reason == "unsafe" else "y")
    answer_is_at(form, back_to)
    session().commit()
    return go(back_to)


@bp.get("/my-flags")
def my_flags() -> Response:
    """What I said was wrong, and what came of it. Nobody else sees it."""
    before = whole_number(request.args.get("before")) or 0
    found = flagged.by(reading(), viewer(), before)
    lines = found[: flagged.PER_PAGE]
    more = len(found) > flagged.PER_PAGE
    return show(
        "forums/moderation/my_flags.html",
        lines=lines,
        sent=request.args.get("sent", ""),
        things=THING,
        reasons=REASON,
        next_url=url_for(".my_flags", before=lines[-1].id) if more else "",
        nothing=_("You have not told us about anything."),
    )
