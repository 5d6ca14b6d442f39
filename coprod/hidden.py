"""Pages that are not there at all for those who may not know of them.

A view that is marked `hidden_unless` answers everybody else as an address that no view has,
whatever is sent to it: without a token, too much, by another method, or with a / too many.
"""

import re
from collections.abc import Callable
from typing import Any

from flask import abort, current_app, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, NotFound

_LOOKS = frozenset({"GET", "HEAD"})


def mark(view: Any, knows: Callable[[], bool]) -> None:
    """Hide a view from whoever does not know of it."""
    view.hidden_unless = knows


def is_marked(endpoint: str | None) -> bool:
    """Whether a page is one that some may not know of."""
    return _knows(endpoint) is not None


def is_hidden(endpoint: str | None) -> bool:
    """Whether a page is not there for this viewer: nor where it is not known who they are."""
    knows = _knows(endpoint)
    try:
        return knows is not None and not knows()
    except SQLAlchemyError:
        return True


def hide() -> None:
    """Before a request's token or size is looked at. A plain GET is answered by the view itself."""
    strange = request.routing_exception is not None
    endpoint = _almost() if strange else request.endpoint
    if (strange or request.method not in _LOOKS) and is_hidden(endpoint):
        abort(404)


def _knows(endpoint: str | None) -> Callable[[], bool] | None:
    view = current_app.view_functions.get(endpoint or "")
    found: Callable[[], bool] | None = getattr(view, "hidden_unless", None)
    return found


def _almost() -> str:
    """The endpoint of an address that was asked for by a wrong method, or with a / too many."""
    error, pages = request.routing_exception, current_app.create_url_adapter(request)
    if isinstance(error, NotFound) or pages is None:
        return ""
    path, methods = re.sub("/+", "/", request.path), getattr(error, "valid_methods", None)
    try:
        return str(pages.match(path, method=next(iter(methods or _LOOKS)))[0])
    except HTTPException:
        return ""
