"""The page on which somebody looks for a try."""

from typing import Any

from flask import Response, request, url_for

from coprod import web
from coprod.errors import NotFound
from coprod.people import queries as places
from coprod.sign_in.door import area, public, viewer
from coprod.text import clean_text, whole_number
from coprod.web import show
from improvement_cycles import labels, sought
from improvement_cycles.routes import bp
from improvement_cycles.sought import Sought
from improvement_cycles.words import TryKind

_LONGEST = 200  # letters


@bp.get("/find")
@public
def find() -> Response:
    """Look for a try by words, place, kind and what it is for; none of them has to be said."""
    here = area()
    if here is None:
        raise NotFound("There is no area here yet.")
    wanted, before = _wanted(), whole_number(request.args.get("before"))
    session = web.reading()
    lines, older = sought.find(session, viewer(), here.id, wanted, before) if wanted else ([], None)
    said: dict[str, Any] = {
        name: request.args.get(name, "") for name in ("words", "place", "kind", "statement")
    }
    return show(
        "improvement_cycles/find.html",
        wanted=wanted,
        said=said,
        lines=lines,
        older=older and url_for(".find", **said, before=older),
        places=places.places_in(session, here.id),
        statements=sought.statements(session, viewer(), here.id),
        labels=labels,
    )


def _wanted() -> Sought:
    """What the address asks for. What makes no sense narrows nothing."""
    args = request.args
    kind = args.get("kind", "")
    return Sought(
        clean_text(args.get("words", ""))[:_LONGEST].strip(),
        whole_number(args.get("place")),
        TryKind(kind) if kind in set(TryKind) else None,
        whole_number(args.get("statement")),
    )
