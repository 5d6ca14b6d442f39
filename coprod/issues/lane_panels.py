"""What lanes put on the first page of whoever looks after them, and their lasting way to it."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.first_page import Asks, FirstPage
from coprod.issues import lane_policy, lane_queries
from coprod.issues.labels import LANE
from coprod.issues.lane_labels import LISTS, SYMBOL, late, refused
from coprod.people.viewer import Viewer

SHOWN = 3
_NAMES = ("late", "refused", "unsaid", "others")


def _asked(_session: Session, viewer: Viewer, area_id: int) -> dict[str, Any] | None:
    looks_after = lane_policy.may_look_after_lanes(viewer, area_id)
    return {"area_id": area_id, "today": today()} if looks_after else None


def _parts() -> tuple[Select[Any], ...]:
    return tuple(part for name in _NAMES for part in lane_queries.first(name, SHOWN + 1))


ASKS = Asks(_parts, _asked)


def your_turn(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """What is late or was refused, rights first, and words like a right in no lane yet."""
    found = {name: first.rows[f"lane_{name}"] for name in _NAMES}
    lists = {name: first.take(rows[:SHOWN]) for name, rows in found.items()}
    more = {name: len(lists[name]) == SHOWN < len(rows) for name, rows in found.items()}
    if not any(lists.values()):
        return None
    labels = {"late": late, "refused": refused, "lane": LANE, "picture": SYMBOL}
    return {"lists": lists, "more": more, **labels}


def way_in(_session: Session, viewer: Viewer, area: Any) -> dict[str, Any] | None:
    """Links to every list, on the page of the group: also when nothing waits."""
    looks_after = area is not None and lane_policy.may_look_after_lanes(viewer, area.id)
    return {"lists": LISTS} if looks_after else None
