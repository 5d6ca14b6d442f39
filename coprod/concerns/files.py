"""Photos and recordings of what people are worried about: sealed on the disk, opened in memory."""

import os
import secrets
from pathlib import Path

from sqlalchemy.orm import Session

from coprod.concerns.words import Kept
from coprod.db import midnight
from coprod.errors import NotFound
from coprod.seal import NotOurs, seal, unseal
from coprod.sign_in.services import fits_today

MOST = 20  # files a day of one person, or from one address
MOST_OF_ALL = 300  # a day from whoever is not signed in: 3 GB, were each as big as it may be
FOLDER = "sealed"  # in the folder of uploads
GONE = "The file is not here any more."


def fit_today(session: Session, sender: str, is_somebody: bool, many: int) -> bool:
    """Whether so many files more fit into this day. Words always do: nobody asks about those."""
    counted = [("worried files", sender, MOST)]
    if not is_somebody:  # so that nobody who is signed in is turned away by a flood from outside
        counted.append(("worried files", "of all", MOST_OF_ALL))
    return all(fits_today(session, *one) for _file in range(many) for one in counted)


def put(session: Session, folder: Path, ending: str, raw: bytes) -> Kept:
    """Keep a file sealed, under a name and a day that say nothing of it or of the minute."""
    name = secrets.token_hex(16)
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    path, day = folder / FOLDER / name, midnight().timestamp()
    path.write_bytes(seal(session, raw, "concern file", name))
    os.utime(path, (day, day))
    return Kept(name, ending)


def unsealed(session: Session, folder: Path, kept: Kept) -> bytes:
    """The bytes of a file. Raises NotFound where it is gone, or is not as it was kept."""
    try:
        return unseal(
            session, (folder / FOLDER / kept.name).read_bytes(), "concern file", kept.name
        )
    except (OSError, NotOurs) as gone:
        raise NotFound(GONE) from gone
