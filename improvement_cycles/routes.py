"""Pages of this package."""

from flask import Blueprint, Response

from coprod.sign_in.door import public
from coprod.web import show
from improvement_cycles import annotations, go_models, lock, models  # noqa: F401  the tables

bp = Blueprint("improvement_cycles", __name__, url_prefix="/tries")


@bp.get("")
@public
def index() -> Response:
    """To be written."""
    return show("refused.html", refusal="index", again=[])
