"""A go that is tried, and what people see of it: words, photos, files."""

from io import BytesIO

from PIL import Image
from sqlalchemy import select

from improvement_cycles import noticed
from improvement_cycles.doing_models import Noticed

SPOT = b"SECRET-SPOT"


def photo(across=900, high=600):
    """A photo of a phone that wrote where it was."""
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SPOT.decode()
    Image.new("RGB", (across, high), "green").save(made, "JPEG", exif=exif)
    return made.getvalue()


def files(app):
    folder = app.config["UPLOADS"]
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def new_doing(session, tries):
    """A go that is tried; and another, of which somebody saw something."""
    other = tries.doing(title="Another")
    noticed.keep(session, tries.as_(tries.danny), tries.go(other), "Not this one.", None, None)
    cycle = tries.doing()
    session.commit()
    return cycle


def here(doing):
    return f"/tries/goes/{doing.id}"


def seen(session, doing):
    session.expire_all()
    wanted = select(Noticed).where(Noticed.cycle_id == doing.id).order_by(Noticed.id)
    return session.scalars(wanted).all()
