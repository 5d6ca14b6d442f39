"""Photos: made anew from what was sent, so that nothing of the camera or the spot is left.

Only a picture's points are kept.
"""

import struct
from io import BytesIO
from pathlib import Path
from typing import IO

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from coprod.errors import Invalid
from coprod.issues.models import Photo
from coprod.issues.shelf import Shelf, read
from coprod.people.viewer import Viewer
from coprod.written import Picture

MOST_POINTS = 40_000_000  # checked before a single one is decoded
MOST_ACROSS = 1600
TOO_BIG = "That photo is too big to send. Photos can be up to 10 MB."
TOO_WIDE = "That photo has too many dots in it. Please choose a smaller one."
NOT_A_PHOTO = "We cannot open that as a photo. Please choose another one."
_KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError, struct.error)
# How a camera was held is all that is read of what it wrote: the rest may be in any shape.
_ORIENTATION = 0x0112
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}

SHELF = Shelf(Photo, "photo", "There is no such photo.")
drop, unsent, one, shown, put_on = SHELF.drop, SHELF.unsent, SHELF.one, SHELF.shown, SHELF.put_on


def keep(session: Session, viewer: Viewer, folder: Path, sent: IO[bytes]) -> Photo:
    """Keep a photo for something this person is about to say.

    Raises TooLarge over 10 MB, and Invalid for what is no photo or when there is no room.
    """
    jpeg, (width, height) = made_anew(read(sent, TOO_BIG))
    photo = Photo(width=width, height=height)
    return SHELF.put(session, viewer, folder, photo, ("jpg", jpeg))


def pictures(session: Session, which: ColumnElement[bool]) -> tuple[Picture, ...]:
    """Photos, oldest first, for whoever looks after them: also hidden ones."""
    found = select(Photo.id, Photo.shows, Photo.width, Photo.height).where(which)
    return tuple(Picture(*row) for row in session.execute(found.order_by(Photo.id)))


def made_anew(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """A photo as JPEG, and how wide and high it is. Raises Invalid for what is no photo."""
    from PIL import Image  # noqa: PLC0415  only where a photo is sent

    try:
        with Image.open(BytesIO(raw), formats=_KINDS) as sent:
            if sent.width * sent.height > MOST_POINTS:
                raise Invalid({"photo": TOO_WIDE})
            sent.draft("RGB", (MOST_ACROSS, MOST_ACROSS))
            turn = _TURNS.get(sent.getexif().get(_ORIENTATION, 0))
            upright = sent.transpose(Image.Transpose[turn]) if turn else sent.copy()
            upright.thumbnail((MOST_ACROSS, MOST_ACROSS))
            clear = upright.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Invalid({"photo": TOO_WIDE}) from bomb
    except _BROKEN as broken:
        raise Invalid({"photo": NOT_A_PHOTO}) from broken
    # Painted on a fresh sheet: comments and profiles stay with the old one.
    sheet = Image.new("RGB", clear.size, "white")
    sheet.paste(clear, mask=clear.getchannel("A"))
    made = BytesIO()
    sheet.save(made, "JPEG", quality=82, optimize=True, progressive=True)
    return made.getvalue(), sheet.size
