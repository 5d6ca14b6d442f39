"""Pages of this package."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show

bp = Blueprint("forums", __name__, url_prefix="/talk")


@bp.get("/")
@public
def index() -> Response:
    """To be written."""
    return show("refused.html", refusal="index", again=[])
