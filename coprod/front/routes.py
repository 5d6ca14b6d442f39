"""The first page for each hat, and the lists it leads to."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import lazy_gettext as _

from coprod.db import today
from coprod.first_page import FirstPage, ask
from coprod.front import queries
from coprod.issues.labels import LANE, STATUS, TAG
from coprod.issues.say_policy import may_say
from coprod.promises import queries as promises
from coprod.promises.asking import link_mark
from coprod.sign_in.door import area_to_show, public, viewer
from coprod.text import whole_number
from coprod.vision import turns
from coprod.web import reading, show

bp = Blueprint("front", __name__)

CARDS = 5  # of what is somebody's turn, on the first page

LABELS = {"status": STATUS, "tag": TAG, "lane": LANE}
HEADINGS: dict[str, Any] = {
    "due": _("Needs an answer by a day"),
    "revisit": _("Time to look again"),
    "waiting": _("Needs an answer"),
    "again": _("Look again"),
    "nobody": _("Nobody's job yet"),
}


@bp.get("/")
@public
def page() -> Response:
    """The first page: for visitors the area, for everyone else what is new and whose turn it is."""
    return _inside() if viewer() else _outside()


def _outside() -> Response:
    here = area_to_show()
    late = promises.late(reading(), [here.id], today(), everyone=True) if here else []
    return show(
        "front/welcome.html",
        better=queries.got_better(reading(), here.id) if here else (),
        late=late[: queries.SHOWN],
        labels=LABELS,
        known_pages=current_app.view_functions,
    )


def _inside() -> Response:
    here, rows = area_to_show(), _asked()
    return show(
        "front/page.html",
        first_name=viewer().name.split()[0],
        turn=FirstPage(here, rows, room=CARDS, each=queries.OF_A_KIND),
        meetings=FirstPage(here, rows, room=1),
        nobody=FirstPage(here, rows, room=queries.SHOWN),
        late_beside=queries.late_beside,
        may_say=may_say(viewer(), here.id) if here else False,
        **_lists(),
    )


@bp.get("/your-turn")
def your_turn() -> Response:
    """All that waits for this person; a list that may be long leads to a page of its own."""
    turn = FirstPage(area_to_show(), _asked())
    return show("front/your_turn.html", turn=turn, **_lists())


def _asked() -> Mapping[str, Sequence[Any]]:
    """What each part of the site has for the viewer, all in one statement."""
    here = area_to_show()
    features = current_app.extensions["features"]
    asks = [one.asks for feature in features for one in feature.panels if one.asks]
    return ask(reading(), viewer(), here.id if here else 0, asks)


def _lists() -> dict[str, Any]:
    """What waits for the viewer and what is new to them, of issues and of our good life."""
    here = area_to_show()
    # Somebody who waits for a yes is shown what is open to all of the area they asked to join.
    own = next((hat.area_id for hat in viewer().wears), here.id if here else 0)
    lists = queries.first_page(reading(), viewer(), own)
    words = turns.waiting(reading(), viewer(), here.id, today()) if here else {}
    return {
        "lists": lists,
        "labels": LABELS,
        "marks": {row.id: link_mark(reading(), row.id) for row in lists["better_asked"].rows},
        "look_again": words.get("again", []),
        "named_in": words.get("wrote", []),
        "today": today(),
    }


@bp.get("/all/<any(due,revisit,waiting,again,nobody):name>")
def whole_list(name: str) -> Response:
    """All of one list of the first page, a page at a time."""
    found = queries.whole_list(
        reading(), viewer(), name, whole_number(request.args.get("after")) or 0
    )
    of_others = name == "nobody" and not found.more
    return show(
        "front/whole_list.html",
        name=name,
        others=FirstPage(area_to_show(), _asked()) if of_others else None,
        heading=HEADINGS[name],
        today=today(),
        found=found,
        labels=LABELS,
        next_url=url_for(".whole_list", name=name, after=found.rows[-1].id) if found.more else "",
    )
