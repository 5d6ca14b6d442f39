"""The page where somebody chooses the area that the site is to show them."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Response, request, url_for

from coprod.sign_in import door
from coprod.sign_in.browsers import local
from coprod.sign_in.door import public
from coprod.sign_in.routes import bp
from coprod.web import show


@bp.app_template_filter()
def in_area(path: str, slug: str) -> str:
    """The same address, for an area: whoever opens it has chosen that one."""
    parts = urlsplit(path)
    rest = [(name, value) for name, value in parse_qsl(parts.query) if name != "area"]
    return f"{parts.path}?{urlencode([*rest, ('area', slug)])}"


@bp.get("/areas")
@public
def areas() -> Response:
    """The areas to choose among, each with who to ring there. Leads back to where one was."""
    onward = local(request.args.get("next")) or url_for("front.page")
    return show("sign_in/areas.html", choices=door.areas(), onward=onward)
