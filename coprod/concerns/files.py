"""Photos and recordings of what people are worried about: sealed on the disk, opened in memory."""

import os
import secrets
from pathlib import Path

from sqlalchemy.orm import Session

from coprod.concerns.words import Kept
from coprod.db import midnight
from coprod.errors import NotFound
from coprod.seal import NotOurs, seal, unseal

FOLDER = "sealed"  # in the folder of uploads
GONE = "The file is not here any more."


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
