"""Pages of groups."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show

bp = Blueprint("groups", __name__)


@bp.route("/group", methods=["GET", "POST"])
@public
def index() -> Response:
    """To be written."""
    return show("refused.html", refusal="index", again=[])
