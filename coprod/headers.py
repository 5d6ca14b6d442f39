"""Headers on every answer, errors included, and answers made small for slow phones."""

import gzip
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, request, url_for

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}
_SHRINKS = ("text/", "application/json", "application/javascript", "image/svg+xml")
_WORTH_IT = 600  # bytes; below it, the headers weigh more than what is saved
_YEAR = 31_536_000


def init_app(app: Flask) -> None:
    app.after_request(_finish)
    folder = Path(app.static_folder or "")

    def static_url(filename: str) -> str:
        """The address of a static file, changed whenever its content changes."""
        return _address(folder, request.script_root, filename)

    app.jinja_env.globals["static_url"] = static_url


@lru_cache(maxsize=512)
def _address(folder: Path, _root: str, filename: str) -> str:
    """Made once for each place the site is mounted at: a page names dozens of files."""
    return url_for("static", filename=filename, v=_fingerprint(folder, filename))


@lru_cache(maxsize=512)
def _fingerprint(folder: Path, filename: str) -> str:
    return sha256((folder / filename).read_bytes()).hexdigest()[:10]


def _finish(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        if "v" in request.args and response.status_code in (200, 304):
            response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    elif "Cache-Control" not in response.headers:
        # Shared computers are common here: nothing stays in a browser unless a page says so.
        response.headers["Cache-Control"] = "no-store"
    return _shrink(response)


def _shrink(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if (
        response.status_code != HTTPStatus.OK
        or "gzip" not in request.headers.get("Accept-Encoding", "")
        or not (response.content_type or "").startswith(_SHRINKS)
        or "Content-Encoding" in response.headers
        or request.method == "HEAD"
        or "Range" in request.headers
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < _WORTH_IT:
        return response
    small = _shrunk_once(body) if request.endpoint == "static" else gzip.compress(body, 4, mtime=0)
    response.set_data(small)
    response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=256)
def _shrunk_once(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)
