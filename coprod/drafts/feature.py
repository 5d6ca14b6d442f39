"""What this noun offers the site."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.drafts import queries
from coprod.drafts.routes import bp
from coprod.feature import Feature, Panel
from coprod.people.viewer import Viewer


def _on_my_things(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    unsent = len(queries.unsent(session, viewer))
    return {"unsent": unsent} if unsent else None


drafts = Feature(
    name="drafts",
    blueprint=bp,
    panels=(Panel("my_things.asked", "drafts/_my_things.html", _on_my_things),),
)
