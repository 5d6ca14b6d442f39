"""What lanes put on the first page of whoever looks after them."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.db import today
from coprod.first_page import Asks, FirstPage
from coprod.issues import lane_policy, lane_queries
from coprod.issues.lane_labels import late
from coprod.people.viewer import Viewer

SHOWN = 3


def _asked(_session: Session, viewer: Viewer, area_id: int) -> dict[str, Any] | None:
    looks_after = lane_policy.may_look_after_lanes(viewer, area_id)
    return {"area_id": area_id, "today": today()} if looks_after else None


ASKS = Asks(tuple(lane_queries.first(name, SHOWN + 1) for name in ("late", "unsaid")), _asked)


def your_turn(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """Rights whose answer is late, and words like a right of which nobody has said which lane."""
    found = {name: first.rows[f"lane_{name}"] for name in ("late", "unsaid")}
    lists = {name: first.take(rows[:SHOWN]) for name, rows in found.items()}
    more = {name: len(lists[name]) == SHOWN < len(rows) for name, rows in found.items()}
    return {"lists": lists, "more": more, "late": late} if any(lists.values()) else None
