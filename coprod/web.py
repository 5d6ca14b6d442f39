"""What every route shares: its session, pages and their pieces, and how a change is answered."""

import json
from collections.abc import Callable
from typing import Any, cast

from flask import (
    Flask,
    Request,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
)
from flask_htmx import HTMX
from jinja2 import StrictUndefined
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter

from coprod import seal
from coprod.audit import chain
from coprod.db import for_reading, open_engine

htmx = HTMX()
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class _Id(IntegerConverter):
    """An id in an address. A longer one than any table holds is nowhere, on every database."""

    def __init__(self, map_: Any, **kwargs: Any) -> None:
        super().__init__(map_, **{"min": 0, "max": 10**15} | kwargs)


def session() -> Session:
    """The session of this request, opened on first use: it can write unless the request is safe."""
    if is_safe(request):
        return reading()
    if "session" not in g:
        g.session = open_session("engine")
        chain.tell(g.session, current_app.extensions["audit_note"]())
    return cast("Session", g.session)


def reading() -> Session:
    """A session that only reads, so that it waits for nobody. Shared by the whole request."""
    if "reader" not in g:
        g.reader = open_session("reader")
    return cast("Session", g.reader)


def open_session(engine: str = "engine", app: Flask | None = None) -> Session:
    """A session of its own, for work that is not the request's. Its caller commits and closes."""
    app = app or current_app
    return chain.Told(
        app.extensions[engine],
        expire_on_commit=False,
        info=seal.carried(*app.config["SECRET_KEYS_BEFORE"], app.config["SECRET_KEY"]),
    )


def wants_partial() -> bool:
    """Whether htmx asked for a piece of a page rather than a page."""
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def show(page: str, *, partial: str = "", status: int = 200, **context: Any) -> Response:
    """Render a page, or only its partial when htmx asked for a piece."""
    template = partial if partial and wants_partial() else page
    return make_response(render_template(template, **context), status)


def go(back_to: str) -> Response:
    """Send the browser to a page after a change."""
    if wants_partial():
        return Response(status=204, headers={"HX-Redirect": back_to})
    return make_response(redirect(back_to, 303))


def done(
    partial: str, context: Callable[[], dict[str, Any]], *, back_to: str, say: str = ""
) -> Response:
    """Answer a change: htmx swaps in the new partial, a plain form goes back to a page.

    Args:
        partial: its template.
        context: what it needs; asked only if it is wanted, for a press should cost little.
        back_to: the page's address.
        say: spoken by screen readers in the page's one status region.
    """
    if not wants_partial():
        return go(back_to)
    answer = make_response(render_template(partial, **context()))
    if say:
        answer.headers["HX-Trigger"] = json.dumps({"announce": {"text": say}})
    return answer


def unseen(answer: Response) -> Response:
    """Keep a secret link out of search engines, other sites' logs and this browser."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def init_app(app: Flask) -> None:
    app.extensions["engine"] = open_engine(app.config["DATABASE_URL"])
    app.extensions["reader"] = for_reading(app.extensions["engine"])
    app.url_map.converters["int"] = _Id
    app.jinja_env.undefined = StrictUndefined
    htmx.init_app(app)
    app.after_request(_vary_on_htmx)
    app.teardown_appcontext(_close_sessions)


def is_safe(sent: Request) -> bool:
    """Whether the request only asks, and so changes nothing."""
    return sent.method in _SAFE


def sent_from_here(sent: Request) -> bool:
    """Whether a page of this site sent the request, as far as the browser says."""
    return sent.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def _vary_on_htmx(response: Response) -> Response:
    response.vary.add("HX-Request")
    return response


def _close_sessions(_error: BaseException | None) -> None:
    for name in ("session", "reader"):
        if name in g:
            g.pop(name).close()
