"""Each page, opened once, in every way it may look: for eyes, for keys, on a phone."""

import pytest

from tests.look.conftest import COLOURED, DESK, DRAWN, PHONE, Eyes, look
from tests.look.stage import script

pytestmark = pytest.mark.browser
MODES = {  # what axe asks, the page's size and classes, and its media
    "a desk": (DRAWN, DESK, "theme-light size-s", {}),
    "dark": (COLOURED, DESK, "theme-auto size-s", {"color_scheme": "dark"}),
    "cream": (COLOURED, DESK, "theme-cream size-s", {}),
    "biggest words on a phone": (DRAWN, PHONE, "theme-light size-xl", {}),
    "forced colours": (DRAWN, DESK, "theme-auto size-s", {"forced_colors": "active"}),
}
THEMES, SIZES = ("light", "dark", "cream"), ("s", "m", "l", "xl")
NARROW = {"width": 320, "height": 700}
_MOVES, _UNSEEN = script("moves"), script("unseen")
_SIDEWAYS, _SMALL, _SPACED, _TINY, _TORN = (
    script(name) for name in ("sideways", "small", "spaced", "tiny", "torn")
)


def test_the_focus_is_seen_and_nothing_moves(eyes: Eyes, opened):
    look(opened)
    assert not opened.evaluate(_MOVES)
    opened.keyboard.press("Tab")  # from here on the browser draws the focus as for keys
    count, unseen = opened.evaluate(_UNSEEN)
    assert count > 8 and not unseen


def test_axe_finds_nothing_however_it_looks(eyes: Eyes, opened):
    look(opened, PHONE)
    assert not eyes.axe(opened)  # and so the colours of the light theme
    for mode, (asks, size, classes, media) in MODES.items():
        look(opened, size, classes, **media)
        assert not eyes.axe(opened, asks), mode


def test_a_phone_shows_all_of_it(eyes: Eyes, opened):
    """Big enough to press, wide enough to read, no word torn, and nothing runs off the side."""
    look(opened, PHONE)
    assert not opened.evaluate(_SMALL)
    assert not opened.evaluate(_TINY)
    look(opened, PHONE, "theme-light size-xl")
    assert not opened.evaluate(_TORN)
    look(opened, NARROW)
    assert not opened.evaluate(_SIDEWAYS, [THEMES, SIZES])
    look(opened, NARROW, "theme-light size-s")
    assert not opened.evaluate(_SPACED)
