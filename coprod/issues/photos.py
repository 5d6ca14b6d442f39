"""Photos: made anew from what was sent, so that nothing of the camera or the spot is left.

Only a picture's points are kept. Files have random names, in a folder that no web server shows,
and tell the day and no time: an unnamed person may be known by the minute.
"""

import os
import secrets
from io import BytesIO
from pathlib import Path
from typing import IO

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from coprod.db import midnight
from coprod.errors import Invalid, NotFound, TooLarge
from coprod.issues import held
from coprod.issues.models import Issue, Photo
from coprod.issues.queries import seen_by
from coprod.people.viewer import Viewer

MOST_BYTES = 10 * 1024 * 1024
MOST_POINTS = 40_000_000  # checked before a single one is decoded
MOST_ACROSS = 1600
QUOTA = 200 * 1024 * 1024  # bytes for each person
TOO_BIG = "That photo is too big to send. Photos can be up to 10 MB."
TOO_WIDE = "That photo has too many dots in it. Please choose a smaller one."
NOT_A_PHOTO = "We cannot open that as a photo. Please choose another one."
FULL = "Your photos fill all the room you have. Take an old one back first."
_KINDS = ("JPEG", "PNG", "WEBP", "GIF")


def keep(session: Session, viewer: Viewer, folder: Path, sent: IO[bytes]) -> Photo:
    """Keep a photo for something this person is about to say.

    Raises TooLarge over `MOST_BYTES`, and Invalid for what is no photo or when there is no room.
    """
    raw = sent.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TooLarge(TOO_BIG)
    jpeg, (width, height) = _made_anew(raw)
    if _kept(session, viewer) + len(jpeg) > QUOTA:
        raise Invalid({"photo": FULL})
    folder.mkdir(parents=True, exist_ok=True)
    photo = Photo(
        owner_id=viewer.id,
        name=f"{secrets.token_hex(16)}.jpg",
        width=width,
        height=height,
        size=len(jpeg),
        at=midnight(),
    )
    path = folder / photo.name
    path.write_bytes(jpeg)
    os.utime(path, (photo.at.timestamp(), photo.at.timestamp()))
    session.add(photo)
    session.flush()
    return photo


def drop(session: Session, viewer: Viewer, folder: Path, photo_id: int) -> None:
    """Remove a photo of one's own, wherever it is."""
    photo = session.get(Photo, photo_id)
    if photo is None:
        return
    unnamed = bool(photo.issue_id) and held.is_mine(session, viewer, photo.issue_id or 0)
    if photo.owner_id == viewer.id or unnamed:
        session.delete(photo)
        session.flush()
        (folder / photo.name).unlink(missing_ok=True)


def unsent(session: Session, viewer: Viewer, photo_id: int) -> Photo | None:
    """A photo of one's own that is on nothing yet."""
    photo = session.get(Photo, photo_id) if photo_id else None
    mine = photo and photo.owner_id == viewer.id and photo.issue_id is None
    return photo if mine else None


def one(session: Session, viewer: Viewer, photo_id: int) -> Photo:
    """A photo the viewer may see: with its issue, or their own. Raises NotFound."""
    seen = select(Issue.id).where(Issue.id == Photo.issue_id, seen_by(viewer)).exists()
    may = or_(seen, Photo.owner_id == viewer.id) if viewer else seen
    photo = session.scalar(select(Photo).where(Photo.id == photo_id, may))
    if photo is None:
        photo = session.get(Photo, photo_id)  # of something that I said unnamed and took back
        issue_id = photo.issue_id if photo else None
        if issue_id is None or not held.is_mine(session, viewer, issue_id):
            raise NotFound("There is no such photo.")
    assert photo is not None  # noqa: S101  found, one way or the other
    return photo


def shown(session: Session, viewer: Viewer, photo_id: int | None) -> Photo | None:
    """The photo, or nothing where there is none that the viewer may see."""
    try:
        return one(session, viewer, photo_id) if photo_id else None
    except NotFound:
        return None


def _kept(session: Session, viewer: Viewer) -> int:
    unnamed = held.issues_of(session, viewer.id)
    mine = or_(Photo.owner_id == viewer.id, Photo.issue_id.in_(unnamed))
    return session.scalar(select(func.coalesce(func.sum(Photo.size), 0)).where(mine)) or 0


def _made_anew(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    from PIL import Image, ImageOps  # noqa: PLC0415  only where a photo is sent

    try:
        with Image.open(BytesIO(raw), formats=_KINDS) as sent:
            if sent.width * sent.height > MOST_POINTS:
                raise Invalid({"photo": TOO_WIDE})
            sent.draft("RGB", (MOST_ACROSS, MOST_ACROSS))
            upright = ImageOps.exif_transpose(sent)
            upright.thumbnail((MOST_ACROSS, MOST_ACROSS))
            clear = upright.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Invalid({"photo": TOO_WIDE}) from bomb
    except (OSError, ValueError, SyntaxError, EOFError) as broken:
        raise Invalid({"photo": NOT_A_PHOTO}) from broken
    # Painted on a fresh sheet: comments and profiles stay with the old one.
    sheet = Image.new("RGB", clear.size, "white")
    sheet.paste(clear, mask=clear.getchannel("A"))
    made = BytesIO()
    sheet.save(made, "JPEG", quality=82, optimize=True, progressive=True)
    return made.getvalue(), sheet.size
