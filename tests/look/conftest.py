"""One demo site and one browser window for each kind of viewer, for as long as a worker lives."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.browser import LiveSite
from tests.look.pages import PAGES
from tests.look.stage import VIEWERS, Stage, build, script

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
_HEAR = script("hear")
_TAGS = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice".split()  # noqa: SIM905
_RULES = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose")
_OPTIONS = {
    "runOnly": {"type": "tag", "values": [*_TAGS, "wcag2aaa"]},
    "rules": {name: {"enabled": True} for name in _RULES},
    "resultTypes": ["violations", "incomplete"],
}
_DRAWN = ["link-in-text-block", "scrollable-region-focusable", "target-size"]
DRAWN = {"runOnly": {"type": "rule", "values": _DRAWN}, "resultTypes": ["violations", "incomplete"]}
"""Rules that depend on how a page is drawn, for the ways it may look."""
COLOURED = DRAWN | {"runOnly": {"type": "rule", "values": [*_DRAWN, "color-contrast-enhanced"]}}
"""The same, and colours, by the harder of the two rules; where they are forced, they are the
system's own."""
REVIEWED = {  # what axe cannot tell, inside what, and why that is fine
    ("color-contrast", "svg"): "words of a chart, drawn over its lines on its own paper",
    ("color-contrast", ".scroll"): "a table that is wider than a phone, in a box that scrolls",
    ("color-contrast", ".back, .tool"): "a drawing beside the words",
}
_INSIDE = script("inside")
_DRESS = script("dress")


def look(page: Page, size: Any = DESK, classes: str = "", **media: Any) -> None:
    """See a page in another way: its size, its media, and other classes than its viewer chose."""
    page.set_viewport_size(size)
    page.emulate_media(**{"color_scheme": "light", "forced_colors": "none"} | media)
    page.evaluate(_DRESS, classes)


@dataclass
class Eyes:
    """Looks at pages as each kind of viewer, and remembers what the browser complained of."""

    browser: Browser
    stage: Stage
    url: str
    script: str
    complaints: list[str] = field(default_factory=list)
    windows: dict[Any, Page] = field(default_factory=dict)

    def window(self, viewer: str, **how: Any) -> Page:
        """The one window of a kind of viewer, with a context of its own."""
        key = (viewer, *sorted(how.items()))
        if key not in self.windows:
            context = self.browser.new_context(viewport=DESK, reduced_motion="reduce", **how)  # type: ignore[arg-type]
            context.set_default_timeout(30_000)  # a busy machine is no failure
            self.sign_in(context, viewer)
            if how.get("java_script_enabled", True):
                context.add_init_script(_HEAR)
            page = self.windows[key] = context.new_page()
            page.on("console", self._heard)
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            page.on("requestfailed", self._failed)
        return self.windows[key]

    def sign_in(self, context: Any, viewer: str) -> None:
        """Put the viewer's sign-in into a browser context."""
        value = self.stage.cookie(viewer)
        if value:
            name = self.stage.app.config["SESSION_COOKIE_NAME"]
            context.add_cookies([{"name": name, "value": value, "url": self.url}])

    def open(self, viewer: str, address: str, **how: Any) -> Page:
        """Open an address as a desk sees it."""
        page = self.window(viewer, **how)
        look(page)
        answer = page.goto(self.url + self.stage.address(address))
        assert isinstance(answer, Response) and answer.status == 200, f"{address}: {answer}"
        return page

    def axe(self, page: Page, options: Any = None) -> list[str]:
        """What axe finds, and what it could not tell and nobody has reviewed."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(self.script)
        ran = page.evaluate("(options) => axe.run(document, options)", options or _OPTIONS)
        found = [
            _told("is wrong", rule, node) for rule in ran["violations"] for node in rule["nodes"]
        ]
        unsure = [(rule, node) for rule in ran["incomplete"] for node in rule["nodes"]]
        found += [_told("is unsure", *one) for one in unsure if not self._reviewed(page, *one)]
        return found

    def _reviewed(self, page: Page, rule: Any, node: Any) -> bool:
        places = [place for name, place in REVIEWED if name == rule["id"]]
        return bool(page.evaluate(_INSIDE, [node["target"][0], places]))

    def _failed(self, sent: Request) -> None:
        if sent.failure != "net::ERR_ABORTED":  # left for another page before it came
            self.complaints.append(f"failed: {sent.url} {sent.failure}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def _told(what: str, rule: Any, node: Any) -> str:
    why = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return f"{rule['id']} {what}: {node['html'][:150]} – {'; '.join(why)[:220]}"


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    built = build(tmp_path_factory.mktemp("look"))
    yield built
    built.app.extensions["engine"].dispose()
    built.app.extensions["reader"].dispose()


@pytest.fixture(scope="session")
def _eyes(browser: Browser, stage: Stage) -> Iterator[Eyes]:
    with LiveSite(stage.app) as url:
        eyes = Eyes(browser, stage, url, Axe().axe_script)
        yield eyes
        for window in eyes.windows.values():
            window.context.close()


@pytest.fixture
def eyes(_eyes: Eyes) -> Iterator[Eyes]:
    """Fails the test if the browser complained of anything: an error, or a broken policy."""
    yield _eyes
    complaints, _eyes.complaints = _eyes.complaints, []
    assert not complaints


@pytest.fixture(scope="module", params=PAGES, ids=str)
def opened(_eyes: Eyes, request: pytest.FixtureRequest) -> Page:
    """A page as its last viewer sees it: opened once, for all the tests of a module."""
    return _eyes.open(request.param.viewers[-1], request.param.address)


@pytest.fixture(scope="session")
def clients(stage: Stage) -> dict[str, Any]:
    """A test client for each kind of viewer."""
    return {viewer: stage.client(viewer) for viewer in VIEWERS}
