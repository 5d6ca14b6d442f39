"""What this noun offers the site."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.feature import Feature, Panel
from coprod.groups import join_routes, queries  # noqa: F401  join_routes adds pages to bp
from coprod.groups.routes import bp
from coprod.people.viewer import Viewer


def _on_my_things(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any]:
    return {"waiting": len(queries.waiting(session, viewer))}


def _your_turn(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    waiting = len(queries.waiting(session, viewer))
    return {"waiting": waiting} if waiting else None


groups = Feature(
    name="groups",
    blueprint=bp,
    panels=(
        Panel("front.turn", "groups/_waiting_card.html", _your_turn),
        Panel("my_things.more", "groups/_my_things.html", _on_my_things),
    ),
)
