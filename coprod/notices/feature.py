"""What news offer the site: a page of one's own, and the way to it."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.feature import Feature, Panel
from coprod.notices import queries
from coprod.notices.routes import all_news, bp
from coprod.people.viewer import Viewer


def _way_in(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any]:
    _chose, lines = queries.find(session, viewer, all_news())
    return {"some_new": any(line.is_new for line in lines)}


notices = Feature(
    name="notices",
    blueprint=bp,
    panels=(Panel("my_things.asked", "notices/_way_in.html", _way_in),),
)
