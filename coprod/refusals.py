"""What people see when something cannot be done: one kind sentence, the right status."""

from http import HTTPStatus
from traceback import format_tb

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from coprod.errors import Busy, NotAllowed, NotFound, Refused, TooLarge, TooMany
from coprod.web import sent_from_here, show

csrf = CSRFProtect()
_BY_STATUS: dict[int, Refused] = {
    403: NotAllowed("You cannot do that here."),
    404: NotFound("There is nothing here. It may have moved, or been taken back."),
    405: Refused("That address does not take what was sent. Please go back and try again."),
    413: TooLarge("That is too big to send. Photos and recordings can be up to 10 MB."),
    429: TooMany("That was a lot in a short time. Please wait a little and try again."),
}
_OURS = "Something went wrong at our end. It is not your fault. Please try again soon."
_BUSY = Busy("The site is busy. Nothing is lost. Please press the button again in a moment.")
_KEPT = frozenset({"csrf_token", "once"})


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _away)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, lambda _error: _refused(_BUSY, words=True))
    app.register_error_handler(Exception, _broken)


def _refused(refusal: Refused, words: bool = False) -> Response:
    return show(
        "refused.html",
        partial="_refused.html",
        status=refusal.status,
        refusal=str(refusal),
        again=_sent() if words else [],
    )


def _away(_error: CSRFError) -> Response:
    """A form too old to trust. Its words come back with one button, if this site sent it."""
    refusal = Refused("You have been away for a while. We kept your words. Press to send them.")
    return _refused(refusal, words=sent_from_here(request))


def _sent() -> list[tuple[str, str]]:
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name not in _KEPT]


def _http(error: HTTPException) -> Response:
    if error.code and error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]  # a redirect
    return _refused(_BY_STATUS.get(error.code or 500, Refused(_OURS)))


def _broken(error: Exception) -> Response:
    if current_app.testing:
        raise error
    # The kind of error and where it was: never its message, which may hold what was sent.
    where = "".join(format_tb(error.__traceback__))
    current_app.logger.error("%s in %s\n%s", type(error).__name__, request.endpoint, where)
    broken = Refused(_OURS)
    broken.status = 500
    return _refused(broken, words=True)
