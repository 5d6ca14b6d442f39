"""The next meetings of somebody's groups: for the first page, and for the list of their groups."""

from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from coprod.first_page import Asks
from coprod.issues.parts import part
from coprod.meetings.models import Meeting
from coprod.meetings.queries import among, groups_of, whose
from coprod.people.models import Place
from coprod.people.viewer import Viewer

SHOWN = 3  # on the first page
_other = aliased(Meeting)
_NEXT_OF_PLACE = (
    select(_other.id)
    .where(_other.place_id == Place.id)
    .where(_other.ended_on.is_(None), _other.called_off_on.is_(None))
    .order_by(_other.on, _other.id)
    .limit(1)
    .correlate(Place)
    .scalar_subquery()
)


def _next_few() -> Select[Any]:
    """The next meetings of the groups of `whose` in the area `area_id`."""
    return (
        part(
            "meeting",
            part_id=Meeting.id,
            parent=Place.id,
            one=Place.name,
            day=Meeting.on,
            other_day=Meeting.began_on,
        )
        .select_from(Place)
        .join(Meeting, Meeting.id == _NEXT_OF_PLACE)
        .where(
            Place.area_id == bindparam("area_id", type_=Place.id.type),
            among(*(bindparam(name, expanding=True) for name in ("own_groups", "all_groups"))),
        )
        .order_by(Meeting.on, Place.name)
        .limit(SHOWN)
    )


def _asked(_session: Session, viewer: Viewer, area_id: int) -> dict[str, Any] | None:
    return {"area_id": area_id} | whose(viewer) if viewer.hats else None


ASKS = Asks((_next_few(),), _asked)


def groups(session: Session, viewer: Viewer, area_id: int, most: int) -> list[Any]:
    """The groups of the viewer in an area, each with its next meeting if there is one.

    Rows of place_id, name, picture, meeting_id, on, began_on; those with a meeting first.
    """
    if not viewer.hats:
        return []
    found = (
        select(
            Place.id.label("place_id"),
            Place.name,
            Place.picture,
            Meeting.id.label("meeting_id"),
            Meeting.on,
            Meeting.began_on,
        )
        .outerjoin(Meeting, Meeting.id == _NEXT_OF_PLACE)
        .where(Place.area_id == area_id, groups_of(viewer))
        .order_by(Meeting.on.is_(None), Meeting.on, Place.name)
        .limit(most)
    )
    return list(session.execute(found))
