"""Reading a page that the test client fetched, and pressing its buttons."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any


def words(html: str) -> str:
    """What a page says, without its markup, on one line."""
    shown = re.sub(r"<(script|style|title)\b.*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(shown).split())


def part(html: str, heading_id: str) -> str:
    """The words of the section that a heading names."""
    start = html.index(f'aria-labelledby="{heading_id}"')
    return words("<" + html[start : html.index("</section>", start)])


class _Form(HTMLParser):
    """The hidden fields of the form that sends to an address, and what its first button sends."""

    def __init__(self, html: str, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.sent: dict[str, Any] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("action") == self.action
        hidden = tag == "input" and found.get("type") == "hidden"
        first_button = tag == "button" and found.get("name") not in self.sent
        if self.inside and found.get("name") and (hidden or first_button):
            self.sent[str(found["name"])] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


def fields(html: str, action: str) -> dict[str, Any]:
    """What the form that sends to an address sends by itself, pressed at its first button."""
    sent = _Form(html, action).sent
    sent.pop("csrf_token", None)  # the client sends its own
    return sent


def press(client: Any, page: str, action: str = "", **answers: Any) -> Any:
    """Send the form of a page, with what it sends by itself, as a browser without scripts does."""
    html = client.get(page).text
    action = action or page.partition("?")[0]
    return client.post(action, data=fields(html, action) | answers)
