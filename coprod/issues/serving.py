"""How photos and recordings are sent to a browser: one way for both."""

from pathlib import Path

from flask import Response, current_app, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from coprod.errors import NotFound
from coprod.issues.models import Photo, Sound


def uploads() -> Path:
    return Path(current_app.config["UPLOADS"])


def served(thing: Photo | Sound, mimetype: str, called: str) -> Response:
    """The file of something the viewer may see, whole or in parts: some players ask for parts.

    The browser is told to run nothing in it, whatever it turns out to be, and not when it was
    made. Raises NotFound with a sentence about what it is `called`.
    """
    path = (uploads() / thing.name).resolve()
    if not path.is_file():
        raise NotFound(f"The {called} is not here any more.")
    etag = f"{called}-{thing.id}"  # what is kept never changes
    try:
        answer = send_file(path, mimetype=mimetype, etag=etag)
    except RequestedRangeNotSatisfiable:
        answer = send_file(path, mimetype=mimetype, etag=etag, conditional=False)
    answer.headers.pop("Last-Modified", None)
    answer.headers["Content-Disposition"] = f'inline; filename="{etag}{path.suffix}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
