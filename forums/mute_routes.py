"""Muting and blocking, and the list to end it."""

from flask import Response, request, url_for

from coprod.people.models import Person
from coprod.people.names import sees_names
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, reading, session, show
from forums import muting, policy, queries
from forums.forms import MUTES, BackForm, MuteForm
from forums.routes import about, bp


@bp.route("/posts/<int:post_id>/mute", methods=["GET", "POST"])
def mute(post_id: int) -> Response:
    """I do not want to see what they write."""
    _subject, post = about(post_id)
    form = MuteForm()
    form.how.choices = MUTES
    if form.is_submitted() and (before := pressed_before(form)):
        return before
    policy.may_mute.require(viewer(), post)
    if form.validate_on_submit():
        muting.mute(session(), viewer(), post, blocks=form.how.data == "block")
        there = url_for(".muted")
        answer_is_at(form, there)
        session().commit()
        return go(there)
    sees = sees_names(viewer(), post.area_id)
    author = session().get(Person, post.author_id) if sees else None
    who = author.name if author else ""
    status = 422 if form.is_submitted() else 200
    return show("forums/mute.html", form=form, post=post, who=who, status=status)


@bp.get("/muted")
def muted() -> Response:
    """Whom I muted. Nobody else sees it."""
    before = whole_number(request.args.get("before")) or queries.NEWEST
    rows = muting.muted(reading(), viewer(), before)
    more, rows = len(rows) > muting.PAGE, rows[: muting.PAGE]
    next_url = url_for(".muted", before=rows[-1].id) if more else ""
    return show("forums/muted.html", rows=rows, next_url=next_url, form=BackForm(formdata=None))


@bp.post("/muted/<int:mute_id>/end")
def end_mute(mute_id: int) -> Response:
    """Show their words again."""
    muting.end(session(), viewer(), mute_id)
    session().commit()
    return go(url_for(".muted"))
