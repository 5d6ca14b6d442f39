"""Saving as you go, and getting words back after being away."""

from flask import Blueprint, Response, request, url_for

from coprod import once
from coprod.drafts import queries, services
from coprod.errors import Refused
from coprod.forms import Form
from coprod.seal import new_token
from coprod.sign_in.door import public, viewer
from coprod.text import whole_number
from coprod.ways import local
from coprod.web import go, reading, session, show

bp = Blueprint("drafts", __name__)

_DRAFT = "draft_id"  # the field that says which kept words are being sent
_NOT_SENT = 400  # from this status up, the words are still only here


class _Plain(Form):
    """A button and nothing else."""


@bp.post("/drafts/save")
@public
def save() -> Response:
    """Keep what is typed so far: `form` is the form's address, the rest its words.

    Nobody is sent to the door from here: a person is in the middle of a sentence.
    """
    form = local(request.form.get("form")).partition("?")[0]
    if not form or len(form) > services.LONGEST_ADDRESS:
        raise Refused("That form has no address here.")
    # What comes after its own form was sent would never be let go of.
    if viewer() and not once.was_pressed(session(), viewer().id, request.form.get("once", "")):
        services.keep(session(), viewer().id, form, _words())
        session().commit()
    return Response(status=204)


@bp.get("/drafts/unsent")
def unsent() -> Response:
    """The words that could not be sent, each with one button to send them now."""
    found = queries.unsent(reading(), viewer())
    return show("drafts/unsent.html", found=found, form=_Plain(), new_token=new_token)


@bp.post("/drafts/unsent/<int:draft_id>/throw-away")
def throw_away(draft_id: int) -> Response:
    """Forget words for good, because their writer says so."""
    if _Plain().validate_on_submit():
        services.throw_away(session(), viewer(), draft_id)
        session().commit()
    return go(url_for(".unsent"))


@bp.after_app_request
def _sent_at_last(response: Response) -> Response:
    """Let go of kept words once they arrived. Until then they stay, whatever goes wrong."""
    if request.method != "POST" or response.status_code >= _NOT_SENT:
        return response  # what was too big to read is not read here either
    draft_id = whole_number(request.form.get(_DRAFT))
    if draft_id and viewer():
        session().rollback()  # what the page did not commit, it did not mean to keep
        services.arrived(session(), viewer(), draft_id, request.path)
        session().commit()
    return response


def _words() -> services.Sent:
    words = request.form.copy()
    words.poplist("form")
    return words
