"""What the site does by itself, for whoever looks after the computer."""

from flask import Blueprint, Response, current_app

from coprod.errors import NotFound
from coprod.jobs import policy, queries, words
from coprod.sign_in.door import viewer
from coprod.web import reading, show

bp = Blueprint("jobs", __name__)


@bp.get("/what-the-site-does")
def index() -> Response:
    """Each job, when it is due, and its last runs."""
    if not policy.may_see(viewer()):
        raise NotFound("There is nothing here for you.")
    jobs = queries.named(current_app.extensions["features"])
    known = queries.all_known(reading(), jobs)
    return show(
        "jobs/index.html",
        known=known,
        waits=any(one.waits for one in known),
        words=words,
    )
