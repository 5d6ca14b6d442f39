"""Ogg with Opus or Vorbis: the packet of words behind the first packet is emptied where it stands.

Its length stays, so that no page moves; only the checksums of its own pages are made anew.
"""

from dataclasses import dataclass
from struct import pack_into, unpack_from
from zlib import crc32

from coprod.sound.errors import NotASound

_HEAD = 27  # bytes of a page before its table
_MOST_WORDS = 1024 * 1024  # bytes; nobody says more about a recording than this
_EMPTY = {  # no maker and no words; the last byte of Vorbis' says that all is well
    b"OpusHead": b"OpusTags" + bytes(8),
    b"\x01vorbis": b"\x03vorbis" + bytes(8) + b"\x01",
}
_BACKWARDS = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    body: int
    end: int
    stream: int
    sizes: bytes  # of the segments; one under 255 ends a packet


def clean(raw: bytes) -> tuple[bytes, float]:
    """The pages of the one stream without its words. How long it is, it only says."""
    pages = _pages(raw)
    if len(pages) < 3 or len({page.stream for page in pages}) > 1:  # noqa: PLR2004  head, words, sound
        raise NotASound
    made = bytearray(raw[: pages[-1].end])
    first = bytes(made[pages[0].body : pages[0].end])
    empty = next((words for start, words in _EMPTY.items() if first.startswith(start)), None)
    if empty is None:
        raise NotASound
    _blank(made, pages[1:], empty)
    return bytes(made), 0


def _pages(raw: bytes) -> list[_Page]:
    found = []
    at = 0
    while raw[at : at + 4] == b"OggS":
        (stream,) = unpack_from("<I", raw, at + 14)
        table = at + _HEAD
        sizes = raw[table : table + raw[table - 1]]
        body = table + raw[table - 1]
        end = body + sum(sizes)
        if end > len(raw):
            break
        found.append(_Page(at, body, end, stream, sizes))
        at = end
    return found


def _blank(made: bytearray, pages: list[_Page], empty: bytes) -> None:
    """Empty the packet that begins with the first of these pages."""
    done = 0
    for page in pages:
        at = page.body
        for size in page.sizes:
            fresh = empty[done : done + size]
            made[at : at + size] = fresh + bytes(size - len(fresh))
            done, at = done + size, at + size
            if size < 255:  # noqa: PLR2004  the end of a packet
                break
        pack_into("<I", made, page.start + 22, 0)
        pack_into("<I", made, page.start + 22, _checksum(bytes(made[page.start : page.end])))
        if at < page.end or page.sizes[-1:] != b"\xff":
            break
        if done > _MOST_WORDS:
            raise NotASound
    if done < len(empty):
        raise NotASound


def _checksum(page: bytes) -> int:
    """Ogg's checksum, which is that of zlib with all bits the other way round."""
    mirrored = crc32(page.translate(_BACKWARDS), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
