"""The page where somebody chooses the area that the site is to show them."""

from flask import Response, request, url_for

from coprod.sign_in import door
from coprod.sign_in.browsers import in_area
from coprod.sign_in.door import public
from coprod.sign_in.routes import bp
from coprod.ways import local
from coprod.web import show

bp.add_app_template_filter(in_area)


@bp.get("/areas")
@public
def areas() -> Response:
    """The areas to choose among, each with who to ring there. Leads back to where one was."""
    onward = local(request.args.get("next")) or url_for("front.page")
    return show("sign_in/areas.html", choices=door.areas(), onward=onward)
