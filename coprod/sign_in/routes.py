"""Pages of sign_in."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show

bp = Blueprint("sign_in", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def page() -> Response:
    """To be written."""
    return show("refused.html", refusal="page", again=[])


@bp.route("/sign-out", methods=["GET", "POST"])
@public
def out() -> Response:
    """To be written."""
    return show("refused.html", refusal="out", again=[])
