"""WAV: the format and the samples. Lists, texts and where a broadcaster made it are left out."""

from struct import pack, unpack_from

from coprod.sound.errors import NotASound

_KINDS = frozenset({1, 3, 6, 7, 0xFFFE})  # whole numbers, fractions, two of the telephone's
_LONGEST_FORMAT = 40  # bytes


def clean(raw: bytes) -> tuple[bytes, float]:
    """The recording with those two parts alone, and its seconds."""
    form = samples = b""
    at = 12
    while at + 8 <= len(raw) and not samples:
        name, size = unpack_from("<4sI", raw, at)
        part = raw[at + 8 : at + 8 + size]  # a recorder that was cut off says too large a size
        if name == b"fmt ":
            form = part[:_LONGEST_FORMAT]
        elif name == b"data":
            samples = part
        at += 8 + size + size % 2
    kind, channels, rate, _, block = unpack_from("<HHIIH", form)
    if kind not in _KINDS or not (channels and rate and block and samples):
        raise NotASound
    samples = samples[: len(samples) // block * block]
    body = b"".join(
        pack("<4sI", name, len(part)) + part + b"\0" * (len(part) % 2)
        for name, part in ((b"fmt ", form), (b"data", samples))
    )
    return b"RIFF" + pack("<I", 4 + len(body)) + b"WAVE" + body, len(samples) / block / rate
