"""Late promises of whoever is not here: the advocate is asked what became of them."""

from typing import Any

from sqlalchemy import bindparam, case, exists, func, or_
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.first_page import Asks, FirstPage
from coprod.issues.models import Issue, IssuePlace
from coprod.issues.parts import part
from coprod.people.hats import EMPLOYED
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.promises.makers import HAS_LEFT
from coprod.promises.models import Happened, Promise
from coprod.promises.queries import LAST, LATE, ON_PAGE

MOST = 25
_IDS = Promise.area_id.type
_pays = exists().where(
    IssuePlace.issue_id == Promise.issue_id,
    IssuePlace.place_id.in_(bindparam("paid_by", expanding=True, type_=_IDS)),
)
_NOT_HERE = (
    part(
        "not_here",
        part_id=Promise.id,
        one=Promise.what,
        two=func.coalesce(Person.name, Promise.outside),
        day=Promise.by_when,
        m=case((Promise.who_id.is_(None), 1), else_=0),
    )
    .select_from(Promise)
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
    .limit(MOST)
)


def _asked(_session: Session, viewer: Viewer, _area_id: int) -> dict[str, Any] | None:
    areas = sorted(area_id for area_id in viewer.areas if viewer.moderates(area_id))
    paid = sorted(hat.place_id for hat in viewer.hats if hat.place_id and hat.kind in EMPLOYED)
    return {"moderates": areas, "paid_by": paid, "on": today()} if areas else None


ASKS = Asks((_NOT_HERE,), _asked)
"""Those an advocate may speak of, until somebody said it was not kept. `m` is 1 for one outside."""


def your_turn(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """Late promises of who is not here, the oldest first, for the advocate."""
    rows = first.take(sorted(first.rows["not_here"], key=lambda row: (row.day, row.part_id)))
    return {"rows": rows, "today": today()} if rows else None
