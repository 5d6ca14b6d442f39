"""Recordings made by hand, small, with the spot and the day written where phones write them."""

from struct import pack

SPOT = b"SECRET-SPOT"


def wav(seconds=1.0, rate=8000) -> bytes:
    """With a list of words before the sound, and the spot behind it."""
    form = pack("<HHIIHH", 1, 1, rate, rate, 1, 8)
    sound = bytes([128, 140] * int(seconds * rate / 2))
    body = _chunk(b"fmt ", form) + _chunk(b"LIST", b"INFO" + _chunk(b"INAM", SPOT))
    body += _chunk(b"data", sound) + _chunk(b"bext", SPOT * 3)
    return b"RIFF" + pack("<I", 4 + len(body)) + b"WAVE" + body


def _chunk(name: bytes, inside: bytes) -> bytes:
    return name + pack("<I", len(inside)) + inside + bytes(len(inside) % 2)


def mp3(frames=4, between=b"") -> bytes:
    """Frames of 32 kbit/s at 32 kHz, each 36 ms, with words before and behind them."""
    frame = b"\xff\xfb\x18\xc0" + bytes(140)
    words = b"TIT2" + pack(">I", len(SPOT)) + bytes(2) + SPOT
    start = b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(words)]) + words
    half = frame * (frames // 2)
    return start + half + between + frame * (frames - frames // 2) + b"TAG" + SPOT.ljust(125)


def ogg(words=SPOT, vorbis=False, stream=7) -> bytes:
    """Three pages: what it is, words, and sound."""
    if vorbis:
        head, start, end = b"\x01vorbis" + bytes(23), b"\x03vorbis", b"\x01"
    else:
        head, start, end = b"OpusHead" + bytes(11), b"OpusTags", b""
    said = start + pack("<I", 4) + b"Xiph" + pack("<II", 1, len(words)) + words + end
    packets = (head, said, b"\xfc" * 60)
    return b"".join(_page(packet, n, stream) for n, packet in enumerate(packets))


def _page(packet: bytes, number: int, stream: int) -> bytes:
    sizes = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    page = b"OggS\0\0" + bytes(8) + pack("<III", stream, number, 0) + bytes([len(sizes)])
    page += sizes + packet
    return page[:22] + pack("<I", ogg_checksum(page)) + page[26:]


def ogg_checksum(page: bytes) -> int:
    """As the format says it, a bit at a time."""
    rest = 0
    for byte in page:
        rest ^= byte << 24
        for _ in range(8):
            rest = (rest << 1 ^ (0x04C11DB7 if rest & 1 << 31 else 0)) & 0xFFFFFFFF
    return rest


def m4a(handler=b"soun", codec=b"mp4a", day=b"\1\2\3\4") -> bytes:
    """One track, with the spot beside it and in it."""
    entry = _box(codec, bytes(28))
    table = _box(b"stbl", _box(b"stsd", bytes(4) + pack(">I", 1) + entry))
    media = _box(b"mdhd", bytes(4) + day * 2 + bytes(12)) + _box(
        b"hdlr", bytes(8) + handler + bytes(12) + SPOT + b"\0"
    )
    media += _box(b"minf", _box(b"smhd", bytes(8)) + table)
    track = _box(b"tkhd", bytes(4) + day * 2 + bytes(72)) + _box(b"mdia", media)
    track += _box(b"udta", _box(b"name", SPOT))
    film = _box(b"mvhd", bytes(4) + day * 2 + bytes(88)) + _box(b"trak", track)
    film += _box(b"udta", _box(b"\xa9xyz", SPOT)) + _box(b"meta", SPOT)
    start = _box(b"ftyp", b"M4A " + bytes(4)) + _box(b"moov", film)
    return start + _box(b"free", SPOT) + _box(b"uuid", SPOT * 2) + _box(b"mdat", b"\x21" * 64)


def _box(name: bytes, inside: bytes) -> bytes:
    return pack(">I", 8 + len(inside)) + name + inside


def webm(kind=b"\x02", codec=b"A_OPUS", document=b"webm", endless=True) -> bytes:
    """As browsers make it: nobody knows yet how long it will be."""
    head = _part("1A45DFA3", _part("4282", document) + _part("4287", b"\x04"))
    what = _part("2AD7B1", b"\x0f\x42\x40") + _part("4461", b"\1\2\3\4\5\6\7\x08")
    what += _part("4D80", b"SECRET-SPOT-maker") + _part("5741", SPOT) + _part("7BA9", SPOT)
    track = _part("D7", b"\x01") + _part("83", kind) + _part("86", codec) + _part("536E", SPOT)
    inside = _part("1549A966", what) + _part("1654AE6B", _part("AE", track))
    sound = _part("E7", b"\x00") + _part("A3", b"\x81\0\0\x80" + b"\xfc" * 40)
    inside += _part("1F43B675", sound, endless) + _part("1254C367", _part("7373", SPOT * 30))
    return head + _part("18538067", inside, endless)


def _part(name: str, inside: bytes, endless: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if endless else pack(">H", len(inside) | 1 << 14)
    return bytes.fromhex(name) + size + inside


ALL = {"wav": wav, "mp3": mp3, "ogg": ogg, "m4a": m4a, "webm": webm}
