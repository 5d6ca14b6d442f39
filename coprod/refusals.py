"""What people see when something cannot be done: why, the right status, and their own words."""

from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from traceback import format_tb

from flask import Flask, Response, current_app, request
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, SecurityError

from coprod import sent
from coprod.errors import Busy, NotAllowed, NotFound, Refused, TooLarge, TooMany
from coprod.hidden import hide
from coprod.ways import came_from, page_above
from coprod.web import is_safe, sent_from_here, show, wants_partial

csrf = CSRFProtect()
_BY_STATUS: dict[int, Refused] = {
    403: NotAllowed(_("You cannot do that here.")),
    404: NotFound(_("There is nothing here. It may have moved, or been taken back.")),
    405: Refused(_("That address does not take what was sent. Please go back and try again.")),
    413: TooLarge(
        _("That is too big. Photos and recordings can be up to 10 MB, other files up to 5 MB.")
    ),
    429: TooMany(_("That was a lot in a short time. Please wait a little and try again.")),
}
_TOO_MANY = _("That is too many words for one page. Send a shorter part first.")
_GO_BACK = _("Your words may still be there when you go back in your browser.")
_OURS = _("Something went wrong at our end. It is not your fault. Please try again soon.")
_BUSY = Busy(_("The site is busy. Nothing is lost. Please press the button again in a moment."))
_SAVES = "drafts.save"  # by itself: nobody pressed, and nothing is swapped
_SEND = _("Send my words again")
_AWAY = Refused(_("You have been away for a while. We kept your words. Press to send them."))
_AWAY_SILENT = Refused(_("You have been away for a while."))  # their voice alone came
_FROM_ELSEWHERE = _("That came from another site. Nothing was changed.")


def init_app(app: Flask, look_as_nobody: Callable[[], None]) -> None:
    """`look_as_nobody` lets a page be shown though nobody can be asked whose it is."""
    app.extensions["look_as_nobody"] = look_as_nobody
    app.before_request(_refuse_other_sites)
    app.before_request(hide)
    csrf.init_app(app)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CSRFError, lambda _error: _away())
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _broken)


def _refuse_other_sites() -> None:
    """No page of another site makes a browser change anything here, whatever token it has."""
    if not is_safe(request) and not sent_from_here(request):
        raise NotAllowed(_FROM_ELSEWHERE)


def refused(
    refusal: Refused, buttons: Sequence[tuple[str, str]] = (), *, leads_back: bool = True
) -> Response:
    """Say why, and give back what was sent: to copy, and to send again where that can help.

    `buttons` send it again: where to, and what each says.
    """
    about = "" if refusal.status == NotFound.status else page_above().rstrip("/")
    page = partial(
        show,
        "refused.html",
        partial="_refused.html",
        status=refusal.status,
        refusal=str(refusal),
        again=sent.again() if buttons else [],
        buttons=buttons,
        words=sent.words(),
        lost=sent.lost_files(),
        back_to=came_from() if leads_back else "",
        about=about if leads_back else "",
    )
    try:
        return page()
    except SQLAlchemyError:
        _look_as_nobody()
        return page()


def _look_as_nobody() -> None:
    """Every page says who is looking; the one about a database in trouble does not ask it again."""
    current_app.extensions["look_as_nobody"]()


def _away() -> Response:
    if sent.lost_files() and not sent.words():
        return refused(_AWAY_SILENT)
    return refused(_AWAY, _once_more())


def _once_more() -> list[tuple[str, str]]:
    return [(request.full_path if request.query_string else request.path, _SEND)]


def _http(error: HTTPException) -> Response:
    if error.code and error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]  # a redirect
    if isinstance(error, SecurityError):  # a name that is not ours: no address can be made for it
        sentence = "This site does not answer to that name."
        return Response(f"{sentence}\n", error.code, mimetype="text/plain")
    if error.code == TooLarge.status and not _is_of_files():
        return _too_many_words()
    return refused(_BY_STATUS.get(error.code or 500, Refused(_OURS)))


def _is_of_files() -> bool:
    """Whether the page takes files, and more came than those may be. All else is words."""
    most, usual = request.max_content_length or 0, int(current_app.config["MAX_CONTENT_LENGTH"])
    return usual < most < (request.content_length or 0)


def _too_many_words() -> Response:
    """Nobody reads them, so they cannot be given back: they stay where they were typed.

    A link back would open that page anew, without them.
    """
    if not wants_partial():
        return refused(TooLarge(f"{_TOO_MANY} {_GO_BACK}"), leads_back=False)
    answer = refused(TooLarge(_TOO_MANY), leads_back=False)
    if request.endpoint != _SAVES:
        answer.headers["HX-Reswap"] = "beforebegin"
    return answer


def _busy(error: OperationalError) -> Response:
    _note(error.orig or error)
    _look_as_nobody()
    return refused(_BUSY, _once_more())


def _broken(error: Exception) -> Response:
    if current_app.testing:
        raise error
    _note(error)
    _look_as_nobody()
    broken = Refused(_OURS)
    broken.status = 500
    return refused(broken, _once_more())


def _note(error: BaseException) -> None:
    """Log the kind of error and where it was: never its message, which may hold what was sent."""
    where = "".join(format_tb(error.__traceback__))
    kind = type(error).__name__
    current_app.logger.error("%s in %s\n%s", kind, request.endpoint, where)
