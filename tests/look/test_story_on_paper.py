"""The story of a try is one sheet for a wall, however much was written."""

import pytest

from tests.journeys.paper import bottom_of, not_for_paper, on_paper, sheets
from tests.look.conftest import Eyes

pytestmark = pytest.mark.browser
_A_LOT = """() => document.querySelectorAll(".story dd, .story p").forEach((one) => {
  if (!one.matches(".story__where")) one.append(" and so on".repeat(400));
})"""


@pytest.mark.parametrize("number", range(1, 9))
def test_each_try_is_one_sheet(eyes: Eyes, number):
    window = eyes.open("signed out", f"/tries/{{c{number}}}/story")
    on_paper(window)
    assert sheets(window) == 1
    assert not_for_paper(window) == []
    where = window.locator(".story__where")
    assert where.is_visible() and window.locator(".story__where .code").is_visible()
    last = window.locator(".story__go:last-of-type dl")
    if last.count():
        assert bottom_of(last) <= bottom_of(where)


def test_a_long_story_keeps_its_address_and_its_sheet(eyes: Eyes):
    window = eyes.open("signed out", "/tries/{c1}/story")
    window.evaluate(_A_LOT)
    on_paper(window)
    assert sheets(window) == 1
    assert window.locator(".story__where .code").is_visible()
    assert bottom_of(window.locator(".story__where")) <= bottom_of(window.locator(".story")) + 1
