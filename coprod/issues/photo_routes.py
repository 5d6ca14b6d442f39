"""Photos, shown under the viewer's own right to see what they are on."""

from flask import Response

from coprod.issues import photos
from coprod.issues.routes import bp
from coprod.issues.serving import served
from coprod.sign_in.door import public, viewer
from coprod.web import reading


@bp.get("/photos/<int:photo_id>")
@public
def photo(photo_id: int) -> Response:
    """One photo."""
    return served(photos.one(reading(), viewer(), photo_id), "image/jpeg", "photo")
