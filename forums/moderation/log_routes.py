"""The monthly log, open to all: what was done, and nothing of what was said or by whom."""

from flask import Response, request, url_for
from flask_babel import format_date

from coprod.db import today
from coprod.sign_in.door import area, public
from coprod.text import whole_number
from coprod.web import reading, show
from forums.moderation import log
from forums.moderation.flag_routes import bp
from forums.moderation.labels import ASKED_AGAIN_BACK, ASKED_AGAIN_STAYS, DONE, ROLE, RULE


@bp.get("/log")
@public
def log_page() -> Response:
    """What was done in one month."""
    here = area()
    first = log.month_of(request.args.get("month"))
    after = whole_number(request.args.get("after")) or 0
    found = log.month(reading(), here.id, first, after) if here else []
    lines = found[: log.PER_PAGE]
    more = len(found) > log.PER_PAGE
    following = log.next_month(first)
    return show(
        "forums/moderation/log.html",
        lines=lines,
        month=format_date(first, "MMMM y"),
        done=DONE,
        role=ROLE,
        rule=RULE,
        stays=ASKED_AGAIN_STAYS,
        back=ASKED_AGAIN_BACK,
        more_url=_url(first, lines[-1].id) if more else "",
        older_url=_url(log.month_before(first)),
        newer_url=_url(following) if following <= today() else "",
    )


def _url(first: object, after: int = 0) -> str:
    return url_for(".log_page", month=f"{first:%Y-%m}", after=after or None)
