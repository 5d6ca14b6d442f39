"""Pages for paper: the meeting pack of a place, and the 3 cards."""

from flask import Response
from flask_babel import gettext as _

from coprod.errors import NotFound
from coprod.meetings import pack, queries
from coprod.meetings.routes import bp
from coprod.meetings.words import CARDS
from coprod.sign_in.door import public, viewer
from coprod.web import reading, show


@bp.get("/meetings/pack/<int:place_id>")
def meeting_pack(place_id: int) -> Response:
    """Four pages, big print: new things, choices, pictures with sentences, promises."""
    at = queries.place(reading(), viewer(), place_id)
    since = pack.since(reading(), at)
    return show(
        "meetings/pack.html",
        at=at,
        spot=pack.Spot(at.place_id, at.area_id),
        since=since,
        coming=next(iter(queries.coming(reading(), place_id, 1)), None),
        new=pack.new_things(reading(), viewer(), at, since, pack.ON_PAPER),
        waiting=pack.waiting(reading(), viewer(), at, pack.ON_PAPER),
        promises=pack.unmet(reading(), viewer(), at, pack.PROMISES),
    )


@bp.get("/meetings/cards")
@public
def cards() -> Response:
    """The 3 cards on one sheet, to print and cut out."""
    return show("meetings/cards.html", cards=CARDS)


@bp.get("/meetings/cards/<colour>")
@public
def card(colour: str) -> Response:
    """One card that fills the screen of a phone, to hold up."""
    if colour not in CARDS:
        raise NotFound(_("There is no such card."))
    return show("meetings/card.html", colour=colour, card=CARDS[colour], cards=CARDS)
