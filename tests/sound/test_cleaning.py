"""Recordings of every kind: nothing but the sound is left, and what is no recording is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod import sound
from tests.sound import samples

KINDS = list(samples.ALL)


@pytest.mark.parametrize("kind", KINDS)
def test_the_spot_and_the_day_are_gone_and_cleaning_again_changes_nothing(kind):
    raw = samples.ALL[kind]()
    assert samples.SPOT in raw
    told, made = sound.clean(raw)
    assert told == kind and kind in sound.MIME
    assert b"SECRET" not in made and samples.SPOT not in made
    assert sound.clean(made) == (kind, made)


@pytest.mark.parametrize("kind", ["ogg", "m4a", "webm"])
def test_nothing_moves_where_places_are_counted(kind):
    assert len(sound.clean(samples.ALL[kind]())[1]) == len(samples.ALL[kind]())


def test_the_sound_itself_is_what_was_sent():
    assert sound.clean(samples.wav())[1][-8000:] == bytes([128, 140] * 4000)
    assert sound.clean(samples.mp3(6, between=b"\xff" * 9 + b"junk"))[1] == (
        (b"\xff\xfb\x18\xc0" + bytes(140)) * 6
    )
    assert sound.clean(samples.ogg())[1].endswith(b"\xfc" * 60)
    assert sound.clean(samples.m4a())[1].endswith(b"\x21" * 64)
    assert b"\xfc" * 40 in sound.clean(samples.webm())[1]


def test_the_day_of_an_m4a_is_no_day():
    assert b"\1\2\3\4" not in sound.clean(samples.m4a())[1]


@pytest.mark.parametrize("vorbis", [False, True])
@pytest.mark.parametrize("words", [samples.SPOT, samples.SPOT * 3000])
def test_each_page_of_an_ogg_still_adds_up(vorbis, words):
    made = sound.clean(samples.ogg(words, vorbis=vorbis))[1]
    at = 0
    while at < len(made):
        sizes = made[at + 27 : at + 27 + made[at + 26]]
        end = at + 27 + len(sizes) + sum(sizes)
        page = made[at : at + 22] + bytes(4) + made[at + 26 : end]
        told = int.from_bytes(made[at + 22 : at + 26], "little")
        assert told == samples.ogg_checksum(page)
        at = end


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello, I am text",
        b"ID3" + b"I am text too" * 40,
        b"RIFF\0\0\0\0WAVE",
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + bytes(16) + b"data\4\0\0\0abcd",
        b"OggS" + bytes(60),
        b"\0\0\0\x08ftyp\0\0\0\x04moov",
        b"\0\0\0\x08ftyp" + b"\xff" * 40,
        b"\x1a\x45\xdf\xa3\x80",
        b"\x1a\x45\xdf\xa3\x80" + bytes(40),
        b"\xff\xfb\x18\xc0",
        b"\xff\xfb\x18\xc0" + bytes(140),
        b"\xff\xd8\xff\xe0 a photo",
        samples.m4a(handler=b"vide"),  # a film
        samples.m4a(handler=b"meta"),  # the path of a walk
        samples.m4a(codec=b"samr"),  # nothing plays it
        samples.webm(kind=b"\x01"),
        samples.webm(codec=b"A_VORBIS"),
        samples.webm(document=b"matroska"),
        samples.ogg() + samples.ogg(stream=8),
        samples.ogg().replace(b"OpusHead", b"fishead\0"),
    ],
    ids=lambda raw: raw[:24].hex(),
)
def test_what_is_no_recording_of_a_known_kind_is_refused(raw):
    with pytest.raises(sound.NotASound):
        sound.clean(raw)


def test_parts_without_end_are_not_read_to_their_end():
    with pytest.raises(sound.NotASound):
        sound.clean(samples.webm() + b"\xec\x80" * 300_000)


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_recording_is_kept_as_far_as_it_goes_or_refused(kind):
    raw = samples.ALL[kind]()
    for end in range(0, len(raw), max(1, len(raw) // 60)):
        try:
            _, made = sound.clean(raw[:end])
        except sound.NotASound:
            continue
        assert samples.SPOT not in made


def test_a_webm_of_a_known_length_is_cleaned_too():
    assert samples.SPOT not in sound.clean(samples.webm(endless=False))[1]


@pytest.mark.parametrize(("seconds", "fits"), [(600, True), (601, False)])
def test_ten_minutes_and_no_more_where_they_can_be_counted(seconds, fits):
    for raw in (samples.wav(seconds, rate=100), samples.mp3(frames=int(seconds / 0.036))):
        if fits:
            sound.clean(raw)
        else:
            with pytest.raises(sound.TooLong):
                sound.clean(raw)


@given(st.sampled_from(KINDS), st.data())
def test_whatever_is_sent_is_cleaned_or_refused(kind, data):
    raw = bytearray(samples.ALL[kind]())
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=8)
    ):
        raw[at] = byte
    with suppress(sound.NotASound, sound.TooLong):
        made_of, made = sound.clean(bytes(raw))
        assert made_of in sound.MIME and made
