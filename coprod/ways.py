"""Where a page can lead back to: never anywhere but to a page of this site."""

import re
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from coprod.hidden import is_hidden

SECRETS = frozenset({"token", "mark"})
"""What addresses call their secrets: one with a secret in it is not repeated in another."""


def local(path: str | None) -> str:
    """The path if it leads to a page of this site, else nothing: no link here leads astray."""
    if not path or not path.startswith("/") or path.startswith("//"):
        return ""
    if re.search(r"[\\\x00-\x20\x7f]", path):  # browsers read \ as / and skip over line ends
        return ""
    try:
        parts = urlsplit(path)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else path


def came_from() -> str:
    """The page of this site that led here, as far as the browser says: not this same one."""
    try:
        said = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    if said.scheme not in {"http", "https"} or said.netloc != request.host:
        return ""
    path = local(said.path)
    if path in {"", request.path} or not _is_page(path):
        return ""
    return local(f"{path}?{said.query}") if said.query else path


def page_here() -> str:
    """This address, where a browser can open it; else the nearest page above it."""
    secret = not SECRETS.isdisjoint(request.view_args or ())
    return request.path if _is_page(request.path) and not secret else page_above()


def page_above() -> str:
    """The nearest page above this address; the first page where there is none, or for a secret."""
    path = request.path if SECRETS.isdisjoint(request.view_args or ()) else ""
    while path := path.rpartition("/")[0]:
        if _is_page(path):
            return path
    return "/"


def _is_page(path: str) -> bool:
    """Whether something answers there when this browser asks for it."""
    pages = current_app.create_url_adapter(request)
    try:
        endpoint = pages.match(path, method="GET")[0] if pages else ""
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return bool(endpoint) and not is_hidden(endpoint)
