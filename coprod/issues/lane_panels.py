"""What lanes put on the first page of whoever looks after them."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.issues import lane_policy, lane_queries
from coprod.issues.lane_labels import late
from coprod.people.viewer import Viewer

SHOWN = 3


def your_turn(session: Session, viewer: Viewer, area: Any) -> dict[str, Any] | None:
    """Rights whose answer is late, and words like a right of which nobody has said which lane."""
    if not area or not lane_policy.may_look_after_lanes(viewer, area.id):
        return None
    rows = lane_queries.first(session, area.id, SHOWN + 1)
    lists = {name: [row for row in rows if row.list == name] for name in ("late", "unsaid")}
    return {"lists": lists, "most": SHOWN, "late": late} if rows else None
