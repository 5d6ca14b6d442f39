"""Recordings, told by their first bytes and left with nothing but what is heard.

A phone writes the spot, the day and its own name into a recording. Nothing is recoded: each kind
has a list of the parts a player needs, and every other part is cut out or filled with zeros. A
recording that is built in a way we do not know is refused, and so is one with pictures in it.
"""

from collections.abc import Callable
from struct import error as too_short

from coprod.sound import mp3, mp4, ogg, wav, webm
from coprod.sound.errors import NotASound, TooLong

__all__ = ["MIME", "MOST_SECONDS", "NotASound", "TooLong", "clean"]

MOST_SECONDS = 600
MIME = {
    "webm": "audio/webm",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
}


def clean(raw: bytes) -> tuple[str, bytes]:
    """The kind of a recording, a key of `MIME`, and its bytes made clean.

    Raises NotASound, and TooLong over `MOST_SECONDS`. The time is only checked where the sound
    itself is counted, in MP3 and WAV. The others just say how long they are, so for them the size
    is the bound, and the site's own recorder stops by itself.
    """
    kind = _kind(raw)
    if kind is None:
        raise NotASound
    try:
        made, seconds = _CLEANS[kind](raw)
    except (too_short, IndexError) as broken:
        raise NotASound from broken
    if seconds > MOST_SECONDS:
        raise TooLong
    return kind, made


_CLEANS: dict[str, Callable[[bytes], tuple[bytes, float]]] = {
    "webm": webm.clean,
    "ogg": ogg.clean,
    "m4a": mp4.clean,
    "mp3": mp3.clean,
    "wav": wav.clean,
}


def _kind(raw: bytes) -> str | None:
    if raw.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    if raw.startswith(b"OggS"):
        return "ogg"
    if raw[4:8] == b"ftyp":
        return "m4a"
    if raw.startswith(b"RIFF") and raw[8:12] == b"WAVE":
        return "wav"
    return "mp3" if raw.startswith(b"ID3") or mp3.frame(raw, 0) else None
