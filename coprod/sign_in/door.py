"""The locked door: every page needs a sign-in unless it says it is public."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, g, make_response, redirect, request, url_for
from flask import session as cookie
from flask_babel import lazy_gettext as _
from flask_login import AnonymousUserMixin, LoginManager, current_user
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from coprod import hidden
from coprod.db import now
from coprod.errors import Conflict
from coprod.people import queries as places
from coprod.people.queries import AreaView
from coprod.people.viewer import NOBODY, Look, Viewer
from coprod.refusals import refused
from coprod.sign_in import carrying, queries, services
from coprod.sign_in.browsers import in_area, neighbourhood
from coprod.sign_in.forms import SignInForm
from coprod.ways import SECRETS, local, page_above, page_here
from coprod.web import go, open_session, reading, sent_from_here, wants_partial

View = TypeVar("View", bound=Callable[..., Any])
Keep = Callable[[Session, int, str, Any], bool]
"""Keeps a form that came too late: (session, person id, the form's address, what was sent).

Says whether there were words in it to keep.
"""

_logins = LoginManager()
_logins.session_protection = None  # sign-ins live on the server; the cookie's maker does not matter
_ASKS_ONLY = frozenset({"GET", "HEAD", "OPTIONS"})
_NOTE_SEEN = timedelta(minutes=1)
_DOORS = ("sign_in.page", "sign_in.demo_door", "sign_in.areas")
_NOWHERE = (None, "front.page")
_WHICH = Conflict(_("Choose your area first."))
_GUESSING = timedelta(minutes=5)
_BY_NAME = _BY_ADDRESS = 10
_IN_ALL = 1_000


class WhichArea(Exception):
    """The page is about one area, there are several, and nobody has said which."""


class _Nobody(AnonymousUserMixin):  # type: ignore[misc]  # untyped library
    id = 0


def public(view: View) -> View:
    """Mark a view that needs no sign-in."""
    view.public = True  # type: ignore[attr-defined]
    return view


def hidden_unless(knows: Callable[[], bool]) -> Callable[[View], View]:
    """Mark a view that answers whoever it is not for as an address that is not there does.

    It asks for no sign-in, since being asked would say that it is there. `knows` says whether the
    viewer may know that there is such a page at all; the view itself still asks about each thing.
    """

    def hide(view: View) -> View:
        hidden.mark(view, knows)
        return public(kept_nowhere(view))

    return hide


def kept_nowhere(view: View) -> View:
    """Mark a view whose address alone would tell who said something unnamed.

    A form that comes there too late is kept in no row: the page itself carries it, for the one
    whose sign-in ended and for nobody else. Where that cannot be known it is let go.
    """
    view.kept_nowhere = True  # type: ignore[attr-defined]
    return view


def let_go(view: View) -> View:
    """Mark a view of one press, where being asked again costs less than a press for another.

    A press that comes too late is let go: the next person on a shared device could send it as
    theirs. The door says so, and leads back to the page above it.
    """
    view.let_go = page_above  # type: ignore[attr-defined]
    return view


def asks_again(view: View) -> View:
    """Mark a view as `let_go`, that has a page to press on again: the door leads back to that.

    The page above it may be one that they may not see.
    """
    view.let_go = page_here  # type: ignore[attr-defined]
    return view


def viewer() -> Viewer:
    """Whoever is looking at this page: a person signed in, or `NOBODY`."""
    found = current_user._get_current_object()
    return cast("Viewer", found) if found.is_authenticated else NOBODY


def look_as_nobody() -> None:
    """Where it is not known yet who is looking, let it be nobody: the database cannot say."""
    if "_login_user" not in g:
        g._login_user = _Nobody()
    g.setdefault("areas", [])


def areas() -> list[AreaView]:
    """The areas to choose among: those of the viewer's hats, or all that are here."""
    viewer()  # whose own areas came with them
    if "areas" not in g:
        g.areas = places.areas(reading())
    found: list[AreaView] = g.areas
    return found


def chosen_area() -> AreaView | None:
    """The area chosen on this browser, now or before; or the only one there is to choose."""
    among = {one.slug: one for one in areas()}
    now, before = request.args.get("area", ""), cookie.get("area", "")
    if len(among) > 1 and now in among and now != before:
        cookie["area"] = now
        cookie.permanent = cookie.permanent or not viewer()
    return areas()[0] if len(among) == 1 else among.get(now) or among.get(before)


def area_to_show() -> AreaView | None:
    """The chosen area, or else the viewer's own, the oldest of them. None for a stranger."""
    own = areas() if viewer().wears else []
    return chosen_area() or next(iter(own), None)


def area() -> AreaView | None:
    """The area this page is about; None where there is none. Raises WhichArea."""
    found = area_to_show()
    if found is None and areas():
        raise WhichArea
    return found


def way_in() -> str:
    """The address of the door, which leads back to the page that shows it.

    On the pages of the door itself it leads on to where they do. An address with a secret in it
    is not repeated in another one.
    """
    is_secret = any(name in SECRETS for name in request.view_args or ())
    nowhere = request.endpoint in _NOWHERE or hidden.is_marked(request.endpoint)
    if request.endpoint in _DOORS:
        onward = request.values.get("next", "")
    elif nowhere or request.method != "GET" or is_secret:
        onward = ""
    else:
        onward = _back_to()
    return url_for("sign_in.page", next=local(onward) or None)


def look() -> Look:
    """How this page should look: the person's settings, or this device's until sign-in."""
    return viewer().look if viewer() else Look(**cookie.get("look", {}))


def count_guess(name: str) -> None:
    """Count a try at coming in, for all workers, whatever becomes of it. Raises TooMany."""
    here = neighbourhood(request.remote_addr)
    with open_session() as counting:
        for what, who, most in (
            ("sign-in name", name, _BY_NAME),
            ("sign-in address", here, _BY_ADDRESS),
            ("sign-in", "everybody", _IN_ALL),
        ):
            services.limit(counting, what, who, most=most, within=_GUESSING)
        counting.commit()


def count_visit(what: str, most: int, says: str) -> None:
    """Count that a secret link was opened from here, right or wrong. Raises TooMany."""
    here = neighbourhood(request.remote_addr)
    with open_session() as counting:
        services.limit(counting, what, here, most=most, within=_GUESSING, says=says)
        counting.commit()


def count_try(what: str, who: int, most: int, within: timedelta) -> None:
    """Count that somebody tried something that could be guessed. Raises TooMany."""
    with open_session() as counting:
        services.limit(counting, what, str(who), most=most, within=within)
        counting.commit()


def init_app(app: Flask, keep: Keep) -> None:
    app.extensions["keep_words"] = keep
    _logins.anonymous_user = _Nobody
    _logins.init_app(app)
    _logins.user_loader(_load)
    app.before_request(_lock)
    app.register_error_handler(WhichArea, _ask_which)


def _load(token: str) -> Viewer | None:
    known = queries.by_token(reading(), token)
    if known is None or not known.holds:
        return None
    if now() - known.seen_at > _NOTE_SEEN:
        _note_seen(token)
    if known.areas:
        g.areas = list(known.areas)
    return known.viewer


def _note_seen(token: str) -> None:
    """Note that the sign-in was used. It can wait for the next page if it fails."""
    try:
        with open_session() as session:
            services.seen(session, token, now())
            session.commit()
    except (SQLAlchemyError, RuntimeError) as error:  # busy, or this thread is writing already
        current_app.logger.warning("a sign-in's use was not noted: %s", type(error).__name__)


def _lock() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    public = getattr(view, "public", False)
    if public and request.method in _ASKS_ONLY:
        return None
    # Before the page begins to write: noting the sign-in's use takes a session of its own.
    if viewer() or public:
        return None
    door = _door(view)
    if isinstance(door, Response):
        return door
    if wants_partial():  # a redirect would put the whole sign-in page inside the piece
        return Response(status=204, headers={"HX-Redirect": door})
    return make_response(redirect(door))


def _door(view: Callable[..., Any]) -> Response | str:
    """The door that carries what was sent, or the address of the one that leads back."""
    if request.method not in _ASKS_ONLY and (back := getattr(view, "let_go", None)):
        return url_for("sign_in.page", next=back(), late="y")
    nowhere, sender = getattr(view, "kept_nowhere", False), _sender()
    kept = None if nowhere else _keep(sender)
    carries = kept is None and (sender or not nowhere)
    if carries and (words := carrying.sent(sender)):
        return carrying.door(SignInForm(formdata=None), words)
    return url_for("sign_in.page", next=kept or _back_to())


def _ask_which(_error: WhichArea) -> Response:
    """Ask, and lead back. What was sent is not lost over the question: the answer sends it."""
    if request.method not in _ASKS_ONLY:
        here = request.full_path
        return refused(_WHICH, [(in_area(here, one.slug), one.name) for one in areas()])
    return go(url_for("sign_in.areas", next=_back_to()))


def _back_to() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("front.page")


def _sender() -> int | None:
    """Whose sign-in it was that ended, if they sent a form and a row still says so."""
    token = cookie.get("_user_id") if request.form and sent_from_here(request) else None
    known = queries.by_token(reading(), token) if token else None
    return known.viewer.id if known else None  # a copied cookie is nobody's after a sign-out


def _keep(sender: int | None) -> str | None:
    """Keep the words of somebody whose sign-in ran out while they wrote. Where they will be.

    A form without words leads back to its page, to be sent from there.
    """
    if sender is None:
        return None
    with open_session() as session:
        keep: Keep = current_app.extensions["keep_words"]
        kept = keep(session, sender, request.path, request.form)
        session.commit()
    return url_for("drafts.unsent") if kept else page_here()
