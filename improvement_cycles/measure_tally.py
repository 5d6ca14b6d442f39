"""Paper tallies: the days of a sheet to print, and photos of sheets beside their dots."""

from datetime import date
from pathlib import Path
from typing import IO, Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.issues import photos
from coprod.issues.models import Photo
from coprod.issues.shelf import let_go
from coprod.people.viewer import Viewer
from improvement_cycles import measure_policy
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_tally_models import TallyPhoto
from improvement_cycles.points import day_trouble

MOST = 60  # photos of one measure
FULL = f"There is room for {MOST} photos. Take an old one away first."
NO_SUCH = "There is no such photo here."
WRONG_WAY = "The last day is before the first."
CHOOSE = "Choose a photo first."


def sheets(session: Session, viewer: Viewer, this: Measured) -> list[Any]:
    """The photos of a measure's tallies, the newest first; for the group alone."""
    measure_policy.may_see_tallies.require(viewer, this.project, this.team)
    wanted = select(TallyPhoto.id, TallyPhoto.shows, TallyPhoto.since, TallyPhoto.until)
    wanted = wanted.add_columns(Photo.width, Photo.height)
    wanted = wanted.join(Photo, Photo.id == TallyPhoto.photo_id)
    of_it = wanted.where(TallyPhoto.measure_id == this.measure.id)
    newest = of_it.order_by(TallyPhoto.since.desc(), TallyPhoto.id.desc())
    return list(session.execute(newest.limit(MOST)))


def photo_of(session: Session, viewer: Viewer, this: Measured, tally_id: int) -> Photo:
    """The photo of one sheet. Raises NotFound, also for who is not of the group."""
    if not measure_policy.may_see_tallies(viewer, this.project, this.team):
        raise NotFound(NO_SUCH)
    photo = session.scalar(
        select(Photo)
        .join(TallyPhoto, TallyPhoto.photo_id == Photo.id)
        .where(TallyPhoto.id == tally_id, TallyPhoto.measure_id == this.measure.id)
    )
    if photo is None:
        raise NotFound(NO_SUCH)
    return photo


def add(  # noqa: PLR0913  a photo, its folder, its words and its days
    session: Session,
    viewer: Viewer,
    this: Measured,
    *,
    folder: Path,
    sent: IO[bytes],
    shows: str,
    since: date,
    until: date,
) -> None:
    """Keep a photo of a sheet, made anew so that nothing of the camera is left.

    Raises Invalid for what is no photo or no time, TooLarge over 10 MB.
    """
    measure_policy.may_count.require(viewer, this.project, this.team)
    if no_day := day_trouble(until, today()):
        raise Invalid({"until": no_day})
    if until < since:
        raise Invalid({"until": WRONG_WAY})
    if no_day := day_trouble(since, today()):
        raise Invalid({"since": no_day})
    of_it = select(func.count()).where(TallyPhoto.measure_id == this.measure.id)
    if (session.scalar(of_it) or 0) >= MOST:
        raise Conflict(FULL)
    photo = photos.keep(session, viewer, folder, sent)
    session.add(
        TallyPhoto(
            measure_id=this.measure.id,
            photo_id=photo.id,
            shows=shows,
            since=since,
            until=until,
            added_on=today(),
        )
    )


def take_away(
    session: Session, viewer: Viewer, this: Measured, folder: Path, tally_id: int
) -> None:
    """Take a photo of a sheet away for good, its file included: whoever counts may."""
    measure_policy.may_count.require(viewer, this.project, this.team)
    photo = photo_of(session, viewer, this, tally_id)
    _remove(session, folder, photo)


def _remove(session: Session, folder: Path, photo: Photo) -> None:
    session.execute(delete(TallyPhoto).where(TallyPhoto.photo_id == photo.id))
    let_go(session, folder, photo)


def has_sheets(session: Session, measure_id: int) -> bool:
    """Whether a measure has a photo of a sheet: then it does not go as if it never was."""
    of_it = select(TallyPhoto.id).where(TallyPhoto.measure_id == measure_id).limit(1)
    return session.scalar(of_it) is not None
