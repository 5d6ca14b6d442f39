"""Take the README's pictures from the demo area: `python tools/screenshots.py`, in the venv."""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from coprod.db import Base  # noqa: E402
from coprod.demo.load import load_demo  # noqa: E402
from coprod.web import open_session  # noqa: E402
from tests.browser import FLAGS, LiveSite  # noqa: E402
from tools import chromium  # noqa: E402
from wsgi import create_app  # noqa: E402

DESK, PHONE = {"width": 1100, "height": 900}, {"width": 390, "height": 844}
GAP = 40  # pixels between a desk and a phone in one picture


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        app = create_app(
            {
                "SECRET_KEY": "only for pictures, and gone with the folder",
                "DATABASE_URL": f"sqlite:///{home}/demo.sqlite",
                "UPLOADS": Path(home),
            }
        )
        Base.metadata.create_all(app.extensions["engine"])
        with app.app_context(), open_session() as session:
            demo = load_demo(session, app.extensions["features"])
            checks = f"/issues/{demo.found['issues']['i27'].id}"
            tea = f"/tries/{demo.found['projects']['c7'].id}"
            chose = f"/measures/{demo.found['measures']['c7m1'].id}"
            saturday = f"/talks/{demo.found['threads']['t1'].id}"
            session.commit()
        with LiveSite(app) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
            desk = browser.new_page(viewport=DESK, base_url=url)
            phone = browser.new_page(viewport=PHONE, base_url=url)
            for page in (desk, phone):
                page.goto("/demo-door")
                page.get_by_role("button", name="Kath Brennan").click()
            side_by_side("first-page", taken(desk, "/"), taken(phone, "/"))
            side_by_side("statement", taken(desk, "/good-life/1"), taken(phone, "/good-life/1"))
            side_by_side("try", taken(desk, tea, "What we count"), taken(phone, chose))
            stars = taken(desk, "/rounds/2", "What you can choose")
            side_by_side("choosing", stars, taken(phone, "/rounds/1", "What was picked"))
            side_by_side("say", taken(desk, checks), taken(phone, "/say"))
            side_by_side("talk", taken(desk, saturday), taken(phone, "/worried"))
            browser.close()


def taken(page: Page, address: str, heading: str = "") -> Image.Image:
    """What a page shows, from the top or from one of its headings."""
    page.goto(address)
    if heading:
        page.get_by_role("heading", name=heading).evaluate("found => found.scrollIntoView()")
    return Image.open(BytesIO(page.screenshot()))


def side_by_side(name: str, desk: Image.Image, phone: Image.Image) -> None:
    wide, high = desk.width + GAP + phone.width, max(desk.height, phone.height)
    sheet = Image.new("RGB", (wide, high), "#e7e0d6")
    sheet.paste(desk, (0, 0))
    sheet.paste(phone, (desk.width + GAP, (high - phone.height) // 2))
    few_colours = sheet.quantize(128)
    few_colours.save(ROOT / "docs" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
