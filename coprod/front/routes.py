"""Pages of front."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show

bp = Blueprint("front", __name__)


@bp.route("/", methods=["GET", "POST"])
@public
def page() -> Response:
    """To be written."""
    return show("refused.html", refusal="page", again=[])


@bp.route("/worried", methods=["GET", "POST"])
@public
def worried() -> Response:
    """To be written."""
    return show("refused.html", refusal="worried", again=[])


@bp.route("/my-settings", methods=["GET", "POST"])
@public
def my_settings() -> Response:
    """To be written."""
    return show("refused.html", refusal="my_settings", again=[])


@bp.route("/my-things", methods=["GET", "POST"])
@public
def my_things() -> Response:
    """To be written."""
    return show("refused.html", refusal="my_things", again=[])
