"""Recordings: somebody's voice, with nothing besides of where and when it was made.

`coprod.sound` says how they are cleaned, and how long they may be.
"""

from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from coprod import sound
from coprod.errors import Invalid
from coprod.issues.models import Sound
from coprod.issues.shelf import Shelf, read
from coprod.people.viewer import Viewer

TOO_BIG = "That recording is too big to send. Recordings can be up to 10 MB."
TOO_LONG = "That recording is too long. It can be up to 10 minutes."
NOT_A_SOUND = "We cannot play that as a recording. Please record it again."

SHELF = Shelf(Sound, "voice", "There is no such recording.")
drop, unsent, one, shown, put_on = SHELF.drop, SHELF.unsent, SHELF.one, SHELF.shown, SHELF.put_on


def keep(session: Session, viewer: Viewer, folder: Path, sent: IO[bytes]) -> Sound:
    """Keep a recording for something this person is about to say.

    Raises TooLarge over 10 MB, and Invalid for what is no recording, lasts for more than 10
    minutes, or has no room.
    """
    return SHELF.put(session, viewer, folder, Sound(), made_clean(read(sent, TOO_BIG)))


def made_clean(raw: bytes) -> tuple[str, bytes]:
    """The kind of a recording and its clean bytes. Raises Invalid for what is none, or too long."""
    try:
        return sound.clean(raw)
    except sound.NotASound as unknown:
        raise Invalid({"voice": NOT_A_SOUND}) from unknown
    except sound.TooLong as long:
        raise Invalid({"voice": TOO_LONG}) from long


def mime(kept: Sound) -> str:
    """What a browser must know to play it. Its name ends in the kind we found it to be."""
    return sound.MIME[kept.name.rpartition(".")[2]]
