"""Pages of drafts."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show

bp = Blueprint("drafts", __name__)


@bp.route("/drafts/unsent", methods=["GET", "POST"])
@public
def unsent() -> Response:
    """To be written."""
    return show("refused.html", refusal="unsent", again=[])
