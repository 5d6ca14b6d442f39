"""Pages of issues."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show

bp = Blueprint("issues", __name__)


@bp.route("/say", methods=["GET", "POST"])
@public
def say() -> Response:
    """To be written."""
    return show("refused.html", refusal="say", again=[])


@bp.route("/issues", methods=["GET", "POST"])
@public
def index() -> Response:
    """To be written."""
    return show("refused.html", refusal="index", again=[])
