"""What this noun offers the site."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.feature import Feature, Panel
from coprod.first_page import FirstPage
from coprod.groups import area_routes, join_routes, left_routes, policy, queries, reset_routes
from coprod.groups.routes import bp
from coprod.people.viewer import Viewer

PAGES = (
    area_routes,
    join_routes,
    left_routes,
    reset_routes,
)  # each adds its pages to the one blueprint


def _on_my_things(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any]:
    return {"waiting": len(queries.waiting(session, viewer))}


def _your_turn(session: Session, viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    waiting = queries.waiting(session, viewer)
    return {"waiting": len(waiting)} if waiting and first.take(["card"]) else None


def _say_who_to_ring(_session: Session, viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    area = first.area
    may = area and policy.may_say_who_to_ring(viewer, area.id)
    return {} if may and not area.says_who_to_ring and first.take(["card"]) else None


groups = Feature(
    name="groups",
    blueprint=bp,
    panels=(
        Panel("front.turn", "groups/_who_to_ring_card.html", _say_who_to_ring),
        Panel("front.turn", "groups/_waiting_card.html", _your_turn),
        Panel("my_things.more", "groups/_my_things.html", _on_my_things),
    ),
)
