"""What boards offer the site: talk that is about no issue, no statement and no try."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.feature import Feature, Panel, on_page
from coprod.people.viewer import Viewer
from forums.boards import demo, newest, news, queries
from forums.boards.routes import bp


def _way_in(_session: Session, viewer: Viewer, area: Any) -> dict[str, Any] | None:
    """The way to the boards, from where people look for what is going on."""
    return {} if area and viewer.belongs_to(area.id) else None


boards = Feature(
    name="boards",
    blueprint=bp,
    subjects=((queries.KIND, on_page(queries.subject, "boards.thread", "thread_id")),),
    panels=(
        Panel("issues.more", "forums/boards/_way_in.html", _way_in),
        Panel("group.more", "forums/boards/_way_in.html", _way_in),
    ),
    news=(news.on_boards, news.on_issues, news.on_others),
    demo=demo.load,
    recount=newest.recount,
)
