"""Somebody with something to say, and photos to say it with."""

from io import BytesIO

import pytest
from PIL import Image

from coprod.people.hats import HatKind


@pytest.fixture
def place(make):
    """Big enough for a name held back to stay unknown."""
    return make.place(uses_services=46)


@pytest.fixture
def danny(make, place):
    return make.person(place)


@pytest.fixture
def stranger(make):
    return make.person(make.place())


@pytest.fixture
def advocate(make, place):
    from coprod.people.models import Area

    return make.person(make.session.get(Area, place.area_id), HatKind.ADVOCATE)


@pytest.fixture
def photo():
    """A photo as a phone makes it: large, turned, with the spot it was taken at in it."""

    def take(width=900, height=600, kind="JPEG", exif=None) -> BytesIO:
        picture = Image.new("RGB", (width, height), "orange")
        tags = Image.Exif()
        tags[0x0112] = 6  # turned by a quarter
        tags[0x010E] = "SECRET-SPOT"
        file = BytesIO()
        picture.save(file, kind, exif=exif or tags)
        file.seek(0)
        return file

    return take
