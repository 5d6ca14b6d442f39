"""Coming in and going out, as the browser sees it: the cookie and the sign-in it stands for."""

from flask import Response, g, request
from flask import session as cookie
from flask_login import login_user

from coprod.sign_in import browsers, queries, services
from coprod.sign_in.door import viewer
from coprod.web import session

_STAYS = ("look", "area")  # how and what this device shows says nothing of who used it


def come_in(person_id: int, *, shared: bool) -> None:
    """Sign the person in on this browser, under a new id. The caller commits.

    Raises NotAllowed for somebody who may not come in.
    """
    services.refuse(session(), person_id)
    go_out()
    writing = session()
    device = browsers.device(request.headers.get("User-Agent", ""))
    token = services.start(writing, person_id, shared=shared, device=device)
    known = queries.by_token(writing, token)
    if known is None:
        raise LookupError("a sign-in that was just started is not there")
    login_user(known.viewer)
    g.pop("areas", None)  # whoever was here before
    if known.areas:
        g.areas = list(known.areas)
    cookie.permanent = not shared


def go_out() -> None:
    """End this browser's sign-in and empty its cookie. The caller commits."""
    if viewer():
        services.end(session(), viewer().token)
    stays = {name: cookie[name] for name in _STAYS if cookie.get(name)}
    cookie.clear()
    cookie.update(stays)
    for found in ("csrf_token", "every_page"):  # made for the cookie that was
        g.pop(found, None)


def forget(answer: Response, *also: str) -> Response:
    """Tell the browser to keep nothing that it was shown here. Older ones do not know how."""
    what = sorted({"cache", "storage", *also})
    answer.headers["Clear-Site-Data"] = ", ".join(f'"{one}"' for one in what)
    return answer


def was_no_guess(name: str) -> None:
    """A try that was right does not count against the next person on a shared computer."""
    services.forgive(session(), "sign-in name", name)
    services.forgive(session(), "sign-in address", browsers.neighbourhood(request.remote_addr))
