"""The first page for each hat, my things, and where to turn when worried."""

from collections.abc import Collection

from flask import Blueprint, Response, current_app, redirect, request

from coprod.db import today
from coprod.front import queries
from coprod.issues import held
from coprod.issues import queries as issues
from coprod.promises import queries as promises
from coprod.sign_in.door import area_to_show, public, viewer
from coprod.vision import queries as vision
from coprod.web import reading, sent_from_here, show

bp = Blueprint("front", __name__)

ELSEWHERE = "https://www.bbc.co.uk/weather"  # a page that anybody might have open


@bp.get("/")
@public
def page() -> Response:
    """The first page: for visitors the area, for everyone else what is new and whose turn it is."""
    return _inside() if viewer() else _outside()


def _outside() -> Response:
    here = area_to_show()
    return show(
        "front/welcome.html",
        better=queries.got_better(reading(), here.id) if here else [],
        late=_late([here.id], everyone=True) if here else [],
        known_pages=current_app.view_functions,
    )


def _inside() -> Response:
    here = area_to_show()
    return show(
        "front/page.html",
        first_name=viewer().name.split()[0],
        lists=queries.issue_lists(reading(), viewer()),
        late=_late(viewer().areas),
        look_again=vision.to_look_again(reading(), here.id, today()) if here else [],
    )


def _late(areas: Collection[int], *, everyone: bool = False) -> list[promises.Promised]:
    """The oldest late promises: few enough to read, each leading to all of them."""
    return promises.late(reading(), areas, today(), everyone=everyone)[: queries.SHOWN]


@bp.get("/my-things")
def my_things() -> Response:
    """Everything I said, asked for, and was promised. Nobody else sees it."""
    session = reading()
    return show(
        "front/my_things.html",
        said=issues.mine(session, viewer(), held.issues_of(session, viewer().id)),
        backed=issues.backed(session, viewer()),
        promised_to_me=promises.asked_of(session, viewer()),
        my_promises=promises.promised_by(session, viewer()),
    )


@bp.get("/worried")
@public
def worried() -> Response:
    """Who to ring, and what happens then."""
    return show("front/worried.html", emergency=current_app.config["EMERGENCY_NUMBER"])


@bp.get("/leave")
@public
def leave() -> Response:
    """Leave quickly: to an everyday page, with nothing of this site left in the browser."""
    answer: Response = redirect(ELSEWHERE, 303)  # type: ignore[assignment]
    if sent_from_here(request):
        answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
