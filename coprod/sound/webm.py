"""WebM with Opus, as browsers record it: a row of parts, of which those with sound in them stay.

Every other part becomes a void of the same length, so that nothing moves. Parts that hold parts
are simply stepped into: no number means two things, and some say no length at all.
"""

from coprod.sound.errors import NotASound

_VOID = 0xEC
_MOST_PARTS = 250_000  # ten minutes in the shortest pieces there are; more is made to keep us busy
_TYPE, _CODEC, _DOCUMENT, _BLOCK, _BLOCKS = 0x83, 0x86, 0x4282, 0xA3, 0xA0
_MADE_BY = frozenset({0x4D80, 0x5741})  # they must be there, and may be empty
_STEPPED_INTO = frozenset(
    # the document's head, the segment, what it is, its tracks, one track, a stretch of sound
    {0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675}
)
_NEEDED = frozenset(
    {
        *(0x4286, 0x42F7, 0x42F2, 0x42F3, _DOCUMENT, 0x4287, 0x4285),
        *(0x114D9B74, 0x1C53BB6B),  # where things are
        *(0x2AD7B1, 0x4489),  # how time is counted, and how long it is
        *(0xD7, 0x73C5, _TYPE, 0xB9, 0x88, 0x55AA, 0x9C, _CODEC, 0x63A2, 0x56AA, 0x56BB, 0xE1),
        *(0x23E383, 0xE7, _BLOCK, _BLOCKS, 0xA7, 0xAB),
    }
)
_MUST = {  # what is accepted where it matters: an audio track, in a codec without words of its own
    _TYPE: b"\x02",
    _CODEC: b"A_OPUS",
    _DOCUMENT: b"webm",
}


def clean(raw: bytes) -> tuple[bytes, float]:
    """The recording with nothing but sound. How long it is, it only says."""
    made = bytearray(raw)
    seen: set[int] = set()
    at = parts = 0
    while at < len(made):
        parts += 1
        if parts > _MOST_PARTS:
            raise NotASound
        part, after = _number(made, at, marked=True)
        size, body = _number(made, after, marked=False)
        endless = size == (1 << 7 * (body - after)) - 1
        if part in _STEPPED_INTO:
            at = body
            continue
        if endless:
            raise NotASound
        if body + size > len(made):  # cut off in the middle: what is whole is kept
            del made[at:]
            break
        _keep_or_void(made, part, at, body, body + size)
        seen.add(part)
        at = body + size
    if not {_TYPE, _CODEC, _DOCUMENT} <= seen or not seen & {_BLOCK, _BLOCKS}:
        raise NotASound
    return bytes(made), 0


def _keep_or_void(made: bytearray, part: int, at: int, body: int, end: int) -> None:
    if part in _MUST and bytes(made[body:end]).rstrip(b"\0") != _MUST[part]:
        raise NotASound
    if part in _MADE_BY:
        made[body:end] = bytes(end - body)
    elif part not in _NEEDED:
        width = min(body - at - 1, 8)  # what the length may take beside the one byte of a void
        length = end - at - 1 - width
        made[at:end] = bytes([_VOID]) + _length(length, width) + bytes(length)


def _width(first: int) -> int:
    """How many bytes a number has: as many as its first byte has leading zeros, and one."""
    if not first:
        raise NotASound
    return 9 - first.bit_length()


def _number(made: bytearray, at: int, *, marked: bool) -> tuple[int, int]:
    """A number and where it ends; names keep the bit that marks how wide they are."""
    width = _width(made[at])
    number = int.from_bytes(made[at : at + width], "big")
    if at + width > len(made):
        raise NotASound
    return number if marked else number & (1 << 7 * width) - 1, at + width


def _length(length: int, width: int) -> bytes:
    return (length | 1 << 7 * width).to_bytes(width, "big")
