"""MP3: its frames, one after the other. Whatever stands before, between or behind them is cut."""

from struct import unpack_from

from coprod.sound.errors import NotASound

_SYNC = 0xFFE00000
_LAYER_3 = 1
_MPEG_1 = 3
_RATES = (44_100, 48_000, 32_000)
_HALVED = {_MPEG_1: 1, 2: 2, 0: 4}  # by version; version 1 is not a version
_BITS = {  # thousands a second
    True: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


def clean(raw: bytes) -> tuple[bytes, float]:
    """The frames alone, and how many seconds they last together."""
    at = _after_words(raw)
    frames: list[bytes] = []
    seconds = 0.0
    while at + 4 <= len(raw):
        found = frame(raw, at)
        # One alone may be chance: behind a frame stands another, or the end.
        if found and (frame(raw, at + found[0]) or (frames and at + found[0] <= len(raw))):
            frames.append(raw[at : at + found[0]])
            seconds += found[1]
            at += found[0]
        else:
            at = raw.find(b"\xff", at + 1)
            if at < 0:
                break
    if not frames:
        raise NotASound
    return b"".join(frames), seconds


def frame(raw: bytes, at: int) -> tuple[int, float] | None:
    """The length in bytes and in seconds of the frame that begins here, if one does."""
    if at + 4 > len(raw):
        return None
    (head,) = unpack_from(">I", raw, at)
    version, layer = head >> 19 & 3, head >> 17 & 3
    bits, rate = head >> 12 & 15, head >> 10 & 3
    if head & _SYNC != _SYNC or layer != _LAYER_3 or version not in _HALVED:
        return None
    if not 1 <= bits <= len(_BITS[True]) or rate >= len(_RATES):
        return None
    first = version == _MPEG_1
    hertz = _RATES[rate] // _HALVED[version]
    samples = 1152 if first else 576
    size = samples // 8 * _BITS[first][bits - 1] * 1000 // hertz + (head >> 9 & 1)
    return size, samples / hertz


def _after_words(raw: bytes) -> int:
    """Where the sound begins: behind the title, the spot and the pictures that may stand first."""
    if not raw.startswith(b"ID3"):
        return 0
    size = 0
    for byte in raw[6:10]:
        size = size << 7 | byte & 127
    return 10 + size
