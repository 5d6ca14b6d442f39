"""Late promises of whoever is not here: the advocate is asked what became of them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, case, exists, func, or_, select
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
from coprod.promises.queries import BEHIND, LAST, LATE_FROM, OLDEST_FIRST, ON, ON_PAGE

MOST, LOOK = 25, 100
_IDS = Promise.area_id.type
_oldest = (  # an index answers it, however many are late
    select(Promise.id)
    .where(Promise.area_id == bindparam("area_id", type_=_IDS), *BEHIND, Promise.by_when < ON)
    .order_by(*OLDEST_FIRST)
    .limit(LOOK)
    .subquery()
)
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
        day=Promise.first_by,
        other_day=LATE_FROM,
        m=case((Promise.who_id.is_(None), 1), else_=0),
    )
    .select_from(_oldest)
    .join(Promise, Promise.id == _oldest.c.id)
    .join(Issue, Issue.id == Promise.issue_id)
    .outerjoin(Person, Person.id == Promise.who_id)
    .where(
        Issue.taken_back_on.is_(None),
        ON_PAGE,
        or_(Promise.who_id.is_(None), HAS_LEFT),
        LAST.is_distinct_from(Happened.NOT_KEPT),
        ~_pays,
    )
    .order_by(*OLDEST_FIRST)
    .limit(MOST)
)


def _asked(_session: Session, viewer: Viewer, area_id: int) -> dict[str, Any] | None:
    paid = sorted(hat.place_id for hat in viewer.hats if hat.place_id and hat.kind in EMPLOYED)
    asked = {"area_id": area_id, "paid_by": paid, "on": today()}
    return asked if viewer.moderates(area_id) else None


ASKS = Asks((_NOT_HERE,), _asked)
"""Those an advocate may speak of, until somebody said it was not kept, or gave a day to come.

They are among the oldest that are late; the page of promises has all of them. `m` is 1 for one
outside.
"""


def asked_about(shown: Iterable[Any]) -> set[int]:
    """The promises (ids) whose card is among these rows of the first page."""
    return {row.part_id for row in shown if getattr(row, "part", "") == "not_here"}


def your_turn(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """Late promises of who is not here, the oldest first, for the advocate."""
    rows = first.take(sorted(first.rows["not_here"], key=lambda row: (row.day, row.part_id)))
    return {"rows": rows, "today": today()} if rows else None
