"""What axe finds on every page, for everyone who sees it differently, in every way of looking."""

import pytest

from tests.look.conftest import COLOURED, DESK, DRAWN, PHONE, Eyes
from tests.look.pages import NOT_PAGES, PAGES, VISITS

pytestmark = pytest.mark.browser
OTHERS = [(page, viewer) for page, viewer in VISITS if viewer != page.viewers[-1]]
"""Who sees less of a page than its last viewer, for whom it is looked at in every way."""
MODES = {  # viewport, media, and classes of the page
    "a desk": (DESK, {}, "theme-light size-s"),
    "dark": (DESK, {"color_scheme": "dark"}, "theme-auto size-s"),
    "cream": (DESK, {}, "theme-cream size-s"),
    "biggest words on a phone": (PHONE, {}, "theme-light size-xl"),
    "forced colours": (DESK, {"forced_colors": "active"}, "theme-auto size-s"),
}


def test_every_address_is_looked_at(stage):
    gets = {rule.endpoint for rule in stage.app.url_map.iter_rules() if "GET" in rule.methods}
    looked_at = {page.endpoint for page in PAGES}
    assert gets == looked_at | set(NOT_PAGES)
    assert not looked_at & set(NOT_PAGES)


@pytest.mark.parametrize(("page", "viewer"), OTHERS, ids=str)
def test_axe_finds_nothing_on_a_desk(eyes: Eyes, page, viewer):
    assert not eyes.axe(eyes.open(viewer, page.address))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_axe_finds_nothing_however_it_looks(eyes: Eyes, page):
    window = eyes.open(page.viewers[-1], page.address)
    window.set_viewport_size(PHONE)
    assert not eyes.axe(window)
    for mode, (size, media, classes) in MODES.items():
        window.set_viewport_size(size)
        window.emulate_media(**{"color_scheme": "light", "forced_colors": "none"} | media)
        window.evaluate(
            "(classes) => { document.documentElement.className = classes }", f"js {classes}"
        )
        options = DRAWN if "forced_colors" in media else COLOURED
        assert not eyes.axe(window, options), mode
