"""What a page is like on paper: A4, as a browser prints it."""

import re

from playwright.sync_api import Locator, Page

_SMALLEST = """() => {
  const paper = document.querySelector(".pack, .minutes");
  const walk = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
  let smallest = 1000;
  while (walk.nextNode()) {
    const holds = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !holds.checkVisibility() || holds.closest("title, desc")) {
      continue;
    }
    const scale = holds.getScreenCTM ? holds.getScreenCTM().a : 1;
    smallest = Math.min(smallest, parseFloat(getComputedStyle(holds).fontSize) * scale);
  }
  return smallest * 72 / 96;
}"""
_CUT_OFF = """() => [...document.querySelectorAll(".pack__page")].filter(
  (sheet) => sheet.scrollHeight > sheet.clientHeight + 1).map((sheet) => sheet.innerText)"""
A4 = {"width": 680, "height": 1009}  # what is inside the margins of the pack, in pixels


def sheets(page: Page) -> int:
    """How many sheets of A4 come out."""
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))


def on_paper(page: Page) -> None:
    """See the page as it is on paper."""
    page.emulate_media(media="print")
    page.set_viewport_size(A4)  # type: ignore[arg-type]


def smallest_print(page: Page) -> float:
    """The size of the smallest words of the pack or the minutes, in points."""
    return round(float(page.evaluate(_SMALLEST)), 2)


def cut_off(page: Page) -> list[str]:
    """The sheets of the pack that hold more than they show."""
    return list(page.evaluate(_CUT_OFF))


def not_for_paper(page: Page) -> list[str]:
    """What is to press or to follow on the screen, and is on the paper all the same."""
    on_screen = page.locator("button, nav, form, .govuk-button, .no-print")
    return [one.inner_text() for one in on_screen.all() if one.is_visible()]


def bottom_of(part: Locator) -> float:
    """Where a part of the page ends."""
    box = part.bounding_box()
    assert box is not None
    return box["y"] + box["height"]
