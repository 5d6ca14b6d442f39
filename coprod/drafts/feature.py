"""What this noun offers the site."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.drafts import queries
from coprod.drafts.routes import bp
from coprod.feature import Feature, Panel
from coprod.people.viewer import Viewer


def _unsent(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    return {} if queries.unsent(session, viewer) else None


drafts = Feature(
    name="drafts",
    blueprint=bp,
    panels=(Panel("my_things.asked", "drafts/_unsent_card.html", _unsent),),
)
