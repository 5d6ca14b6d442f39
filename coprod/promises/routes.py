"""Pages of promises."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show

bp = Blueprint("promises", __name__)


@bp.route("/promises", methods=["GET", "POST"])
@public
def index() -> Response:
    """To be written."""
    return show("refused.html", refusal="index", again=[])
