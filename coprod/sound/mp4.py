"""MP4 and M4A: boxes in boxes. Those a player needs stay; the others become free room, all zeros.

Nothing moves, because the boxes count their places from the beginning of the file.
"""

from collections.abc import Iterator
from struct import unpack_from

from coprod.sound.errors import NotASound

_NEEDED: dict[bytes, frozenset[bytes]] = {
    box: frozenset(inside.split())
    for box, inside in {
        b"": b"ftyp styp moov moof mdat sidx mfra",
        b"moov": b"mvhd trak mvex",
        b"trak": b"tkhd edts mdia",
        b"mdia": b"mdhd hdlr minf",
        b"minf": b"smhd dinf stbl",
        b"stbl": b"stsd stts stsc stsz stz2 stco co64 ctts stss sgpd sbgp",
        b"moof": b"mfhd traf",
        b"traf": b"tfhd tfdt trun sgpd sbgp saiz saio",
    }.items()
}
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_SOUND = frozenset({b"soun"})  # and no film, and no path of a walk
_HEARD = frozenset({b"mp4a", b"Opus"})
_HEAD, _LONG_HEAD = 8, 16  # bytes of a box before what is in it


def clean(raw: bytes) -> tuple[bytes, float]:
    """The recording with nothing but sound. How long it is, it only says."""
    made = bytearray(raw)
    seen: list[bytes] = []
    _walk(made, b"", 0, len(made), seen)
    if not {b"moov", b"mdat", b"stsd"} <= set(seen):
        raise NotASound
    return bytes(made), 0


def _walk(made: bytearray, inside: bytes, start: int, end: int, seen: list[bytes]) -> None:
    for at, body, after in _boxes(made, start, end):
        box = bytes(made[at + 4 : at + 8])
        if box not in _NEEDED[inside]:
            made[at + 4 : at + 8] = b"free"
            made[body:after] = bytes(after - body)
            continue
        seen.append(box)
        if box in _NEEDED:
            _walk(made, box, body, after, seen)
        elif box in _DATED:
            size = 16 if made[body] else 8  # when it was made, and when it was changed
            made[body + 4 : body + 4 + size] = bytes(size)
        elif box == b"hdlr":
            _only_sound(bytes(made[body + 8 : body + 12]), _SOUND)
            made[body + 24 : after] = bytes(max(0, after - body - 24))  # the name of the maker
        elif box == b"stsd":
            _only_sound(bytes(made[body + 12 : body + 16]), _HEARD)


def _boxes(made: bytearray, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Each box: where it begins, where what is in it begins, and where it ends."""
    at = start
    while at + _HEAD <= end:
        (size,) = unpack_from(">I", made, at)
        head = _HEAD
        if size == 1:
            (size,) = unpack_from(">Q", made, at + _HEAD)
            head = _LONG_HEAD
        elif size == 0:  # up to the end
            size = end - at
        if size < head or at + size > end:
            raise NotASound
        yield at, at + head, at + size
        at += size
    made[at:end] = bytes(end - at)


def _only_sound(found: bytes, known: frozenset[bytes]) -> None:
    if found not in known:
        raise NotASound
