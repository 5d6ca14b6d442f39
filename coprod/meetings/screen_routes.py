"""The big screen: one big thing at a time, for everybody in the room to see.

It shows only what the whole group may read. Nothing moves by itself: each thing is a page, and
links lead on and back.
"""

from collections.abc import Callable
from typing import Any, cast

from flask import Response, current_app, request, url_for

from coprod.errors import Conflict
from coprod.meetings import pack, queries, services
from coprod.meetings.minutes import subjects_of
from coprod.meetings.models import Meeting, Stage
from coprod.meetings.pack import Spot
from coprod.meetings.queries import AtPlace
from coprod.meetings.routes import bp
from coprod.meetings.words import SAID
from coprod.sign_in.door import viewer
from coprod.text import whole_number
from coprod.web import reading, show

STEPS = ("new", "choices", "pictures", "promises", "said")
_LATEST = 8  # of what was said
_MOST_PICTURES = 3


@bp.get("/meetings/<int:meeting_id>/screen/<any(new,choices,pictures,promises,said):step>")
def screen(meeting_id: int, step: str) -> Response:
    """One thing of one step, as big as it goes."""
    meeting = queries.one(reading(), viewer(), meeting_id)
    if meeting.stage is not Stage.ON:
        raise Conflict(services.NOT_NOW[meeting.stage])
    at = queries.place(reading(), viewer(), meeting.place_id)
    number = min(whole_number(request.args.get("at")) or 0, pack.ON_SCREEN)
    shown = _SHOWN[step](meeting, at, number)
    return show(
        "meetings/screen.html",
        meeting=meeting,
        at=at,
        step=step,
        number=number,
        said_words=SAID,
        back_url=_url(meeting, *_before(step, number)),
        next_url=_url(meeting, *_after(step, number, more=shown["more"])),
        **{"things": [], "pieces": [], "told": [], "about": {}} | shown,
    )


def _new(_meeting: Meeting, at: AtPlace, number: int) -> dict[str, Any]:
    since = pack.since(reading(), at)
    found = pack.new_things(reading(), viewer(), at, since, pack.ON_SCREEN)
    return _one_of(found.rows, number)


def _choices(meeting: Meeting, at: AtPlace, number: int) -> dict[str, Any]:
    """What can be chosen now comes first, by itself; then what waits for an answer."""
    rows = pack.waiting(reading(), viewer(), at, pack.ON_SCREEN).rows
    pieces = _pieces("meeting.choices", Spot(at.place_id, at.area_id, meeting.id))
    if not pieces:
        return _one_of(rows, number)
    if not number:
        return {"pieces": pieces, "more": bool(rows)}
    return _one_of(rows, number - 1)


def _pictures(meeting: Meeting, at: AtPlace, number: int) -> dict[str, Any]:
    this, after = (Spot(at.place_id, at.area_id, meeting.id, n) for n in (number, number + 1))
    more = number + 1 < _MOST_PICTURES and bool(_pieces("meeting.pictures", after))
    return {"pieces": _pieces("meeting.pictures", this), "more": more}


def _pieces(name: str, spot: Spot) -> list[Any]:
    panels = cast("Callable[..., list[Any]]", current_app.jinja_env.globals["panels"])
    return panels(name, spot)


def _promises(_meeting: Meeting, at: AtPlace, number: int) -> dict[str, Any]:
    return _one_of(pack.unmet(reading(), viewer(), at, pack.ON_SCREEN).rows, number)


def _said(meeting: Meeting, _at: AtPlace, _number: int) -> dict[str, Any]:
    told = queries.latest_said(reading(), meeting.id, _LATEST)
    every = current_app.extensions["subjects"]
    about = subjects_of(reading(), viewer(), told, every)
    return {"told": told, "about": about, "more": False}


_SHOWN = {
    "new": _new,
    "choices": _choices,
    "pictures": _pictures,
    "promises": _promises,
    "said": _said,
}


def _one_of(rows: list[Any], number: int) -> dict[str, Any]:
    return {"things": rows[number : number + 1], "more": number + 1 < len(rows)}


def _before(step: str, number: int) -> tuple[str, int]:
    if number:
        return step, number - 1
    at = STEPS.index(step)
    return (STEPS[at - 1], 0) if at else ("", 0)


def _after(step: str, number: int, *, more: bool) -> tuple[str, int]:
    if more:
        return step, number + 1
    at = STEPS.index(step) + 1
    return (STEPS[at], 0) if at < len(STEPS) else ("", 0)


def _url(meeting: Meeting, step: str, number: int) -> str:
    if not step:
        return ""
    return url_for(".screen", meeting_id=meeting.id, step=step, at=number or None)
