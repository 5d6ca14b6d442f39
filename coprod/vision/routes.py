"""Pages of vision."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show

bp = Blueprint("vision", __name__)


@bp.route("/good-life", methods=["GET", "POST"])
@public
def index() -> Response:
    """To be written."""
    return show("refused.html", refusal="index", again=[])
