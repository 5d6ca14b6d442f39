"""Late promises of whoever is not here: the advocate is asked what became of them."""

from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select

from coprod.db import today
from coprod.issues.models import Issue, IssuePlace
from coprod.people.hats import EMPLOYED
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.promises.makers import HAS_LEFT
from coprod.promises.models import Happened, Promise
from coprod.promises.queries import LAST, LATE, ON_PAGE

_IDS = Promise.area_id.type
_pays = exists().where(
    IssuePlace.issue_id == Promise.issue_id,
    IssuePlace.place_id.in_(bindparam("paid_by", expanding=True, type_=_IDS)),
)
NOT_HERE = (
    select(
        Promise.id,
        Promise.what,
        func.coalesce(Person.name, Promise.outside).label("who"),
        Promise.who_id.is_(None).label("is_outside"),
        Promise.by_when,
    )
    .join(Issue, Issue.id == Promise.issue_id)
    .outerjoin(Person, Person.id == Promise.who_id)
    .where(
        Promise.area_id.in_(bindparam("moderates", expanding=True, type_=_IDS)),
        *LATE,
        ON_PAGE,
        or_(Promise.who_id.is_(None), HAS_LEFT),
        LAST.is_distinct_from(Happened.NOT_KEPT),
        ~_pays,
    )
    .order_by(Promise.by_when, Promise.id)
)
"""Those an advocate may speak of, the oldest first, until somebody said it was not kept.

It stands in a statement that the first page asks already: see `asks`.
"""


def asks(viewer: Viewer) -> dict[str, Any]:
    """What `NOT_HERE` wants to know of an advocate. Nothing for anybody else."""
    areas = sorted(area_id for area_id in viewer.areas if viewer.moderates(area_id))
    if not areas:
        return {}
    paid = [hat.place_id for hat in viewer.hats if hat.place_id and hat.kind in EMPLOYED]
    return {"moderates": areas, "paid_by": paid, "on": today()}
