"""Recordings, played under the viewer's own right to hear them, and their words written down."""

from flask import Response, url_for

from coprod.errors import Invalid
from coprod.issues import held, queries, say_forms, say_policy, sounds, spoken
from coprod.issues.routes import bp
from coprod.issues.said import unwritten
from coprod.issues.serving import served
from coprod.sign_in.door import kept_nowhere, public, viewer
from coprod.text import BODY
from coprod.web import go, reading, session, show


@bp.get("/recordings/<int:sound_id>")
@public
def sound(sound_id: int) -> Response:
    """One recording."""
    found = sounds.one(reading(), viewer(), sound_id)
    return served(found, sounds.mime(found), "recording")


@bp.route("/issues/<int:issue_id>/write-down", methods=["GET", "POST"])
@kept_nowhere
def write_down(issue_id: int) -> Response:
    """What does the recording say? For those who cannot hear it, and for finding it."""
    issue = queries.one(session(), viewer(), issue_id)
    own = issue.author_id == viewer().id or held.is_mine(session(), viewer(), issue_id)
    say_policy.may_write_down.require(viewer(), issue, own)
    voice = spoken.on(session(), issue)
    form = say_forms.WriteDown(data={"words": "" if unwritten(issue.words) else issue.words})
    status = 200
    if form.is_submitted():
        status = Invalid.status
        if form.validate():
            try:
                spoken.write_down(session(), viewer(), issue, form.words.data or "")
            except Invalid as wrong:
                form.refuse(wrong.errors)
            else:
                session().commit()
                return go(url_for(".issue", issue_id=issue_id))
    return show(
        "issues/say/write_down.html",
        form=form,
        issue=issue,
        sound=voice,
        most=BODY,
        status=status,
    )
