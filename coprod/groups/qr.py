"""A link as a square to point a phone at."""

from io import BytesIO
from typing import Any

import segno
from markupsafe import Markup

_LOOKS: dict[str, Any] = {"border": 4, "light": "#fff", "svgclass": None, "lineclass": None}


def qr_code(url: str) -> bytes:
    """The square as SVG, with the white border that cameras need, and nothing but paths."""
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", **_LOOKS)
    return drawn.getvalue()


def qr_in_page(url: str) -> Markup:
    """The same inside a page, with no address of its own. Words beside it say what it is."""
    drawn = BytesIO()
    square = segno.make(url, error="m", micro=False)
    square.save(drawn, kind="svg", xmldecl=False, omitsize=True, nl=False, **_LOOKS)
    svg = drawn.getvalue().decode()
    return Markup(svg.replace("<svg", '<svg class="code" aria-hidden="true" focusable="false"', 1))  # noqa: S704  ours
