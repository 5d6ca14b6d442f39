"""Leaving quickly: a page that anybody might have open, and nothing of this site left behind."""

from flask import Response, redirect, request
from flask import session as cookie
from sqlalchemy.exc import SQLAlchemyError

from coprod.audit.chain import tell
from coprod.front.routes import bp
from coprod.sign_in import audited, entering, services
from coprod.sign_in.door import public, viewer
from coprod.web import open_session, sent_from_here

ELSEWHERE = "https://www.bbc.co.uk/weather"


@bp.get("/leave")
@public
def leave() -> Response:
    """Leave quickly: signed out here, with the cookie gone and the browser told to forget.

    The one link that changes something. A form would need a token that may be too old, and
    would ask again when somebody presses Back: leaving has to work at the first press.
    """
    answer: Response = redirect(ELSEWHERE, 303)  # type: ignore[assignment]
    if sent_from_here(request) and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        _end()
        cookie.clear()  # older browsers know nothing of the header
        entering.forget(answer, "cookies")
    return answer


def _end() -> None:
    """End the sign-in. A database in trouble keeps nobody: without its cookie it is of no use."""
    try:
        if viewer():
            with open_session() as writing:
                tell(writing, audited.note())
                services.end(writing, viewer().token)
                writing.commit()
    except SQLAlchemyError:
        return
