"""Photos, shown under the viewer's own right to see what they are on."""

from flask import Response, send_file

from coprod.errors import NotFound
from coprod.issues import photos
from coprod.issues.routes import bp
from coprod.issues.say_routes import uploads
from coprod.sign_in.door import public, viewer
from coprod.web import reading


@bp.get("/photos/<int:photo_id>")
@public
def photo(photo_id: int) -> Response:
    """One photo. The browser is told to run nothing in it, whatever it turns out to be."""
    found = photos.one(reading(), viewer(), photo_id)
    path = uploads() / found.name
    if not path.is_file():
        raise NotFound("The photo is not here any more.")
    answer = send_file(path.resolve(), mimetype="image/jpeg", conditional=False, etag=False)
    del answer.headers["Last-Modified"]  # when it was sent could tell who sent it
    answer.headers["Content-Disposition"] = f'inline; filename="photo-{found.id}.jpg"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
