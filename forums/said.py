"""What somebody adds to their words, and what the page says of how it was said."""

from dataclasses import dataclass

from coprod.issues.models import Photo, Sound
from coprod.issues.said import SPOKEN
from coprod.issues.words import SaidAs
from forums.models import Post

ONLY_A_PHOTO = "Photo"
BY_NAME = "Show your name. Who looks after the talk says so by name."
NOTHING_SAID = "Write what you want to say, or add a photo or your voice."
HELPED = frozenset({SaidAs.HELP_TO_TYPE, SaidAs.SAID_ALOUD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Everything beside the words. Nothing of it is needed."""

    answers: Post | None = None  # the one message that it quotes
    photo: Photo | None = None
    shows: str = ""
    sound: Sound | None = None
    said_as: SaidAs = SaidAs.OWN_WORDS
    helper_id: int | None = None
    unnamed: bool = False
    as_moderator: bool = False  # it says that its author looks after the talk
    begins: str = ""  # the title of the talk that it begins


ALONE = Beside()


def spoken_for(words: str, beside: Beside) -> str:
    """The words, or what stands for them where a voice or a photo speaks for itself."""
    if words:
        return words
    return SPOKEN if beside.sound else ONLY_A_PHOTO if beside.photo else ""
