"""Whose name a page shows: the one place that says it.

People of an area see each other's names. Anybody else reads the words, and beside them what
somebody is there, never who: nothing open to all may say where a person is to be found. Two sorts
of people stay named. Those who promise or answer in their job: `in_their_job`. And authors who
chose both "my name" and "anyone may read": an issue that is open to all keeps its author's name,
unless it is held back.

Queries and panels ask here, so that a page is never given a name which it must not show.
"""

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, bindparam, case, select

from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person
from coprod.people.viewer import Viewer
from coprod.policy import rule

_IN_THEIR_JOB = frozenset({HatKind.STAFF, HatKind.MANAGER, HatKind.COMMISSIONER, HatKind.ADVOCATE})
_LABEL: dict[HatKind | None, Any] = {
    HatKind.USES_SERVICES: _("A person who uses services"),
    HatKind.FAMILY: _("Family or a friend"),
    HatKind.STAFF: _("A worker"),
    HatKind.MANAGER: _("A manager"),
    HatKind.COMMISSIONER: _("A commissioner"),
    HatKind.ADVOCATE: _("An advocate"),
    HatKind.PEER_MODERATOR: _("A person who looks after the talk"),
    HatKind.SAFEGUARDING: _("A named contact"),
}
_MOST_PRIVATE_FIRST = case(
    (Hat.kind == HatKind.USES_SERVICES, 0), (Hat.kind == HatKind.FAMILY, 1), else_=2
)
AREAS = bindparam("areas", expanding=True, type_=Hat.area_id.type)
"""The areas where the viewer sees names: those where a hat of theirs is confirmed."""


@rule("People of the area see names. Others see what somebody is there.")
def sees_names(viewer: Viewer, area_id: int) -> bool:
    return viewer.belongs_to(area_id)


def areas_of(viewer: Viewer) -> list[int]:
    """What `AREAS` wants to know of the viewer."""
    return sorted(viewer.areas)


def name_in(area_id: Any, name: Any = Person.name) -> ColumnElement[str | None]:
    """`sees_names`, said to the database: a name, or NULL outside the viewer's `AREAS`."""
    return case((area_id.in_(AREAS), name))


def name_in_job(hat: Any, name: Any) -> ColumnElement[str | None]:
    """What anybody may see of who promises or answers: a name, or NULL if it is not their job."""
    return case((hat.in_(_IN_THEIR_JOB), name))


def label(hat: HatKind | None) -> str:
    """What somebody is there, in place of their name."""
    return str(_LABEL.get(hat, _("Somebody")))


def shown(sees: bool, name: str | None, hat: HatKind | None, *, in_their_job: bool = False) -> str:
    """A name where it may be seen, else the label. `in_their_job`: who promises or answers."""
    if name and (sees or (in_their_job and hat in _IN_THEIR_JOB)):
        return name
    return label(hat)


def hat_of(person_id: Any, area_id: Any, place_id: Any) -> ColumnElement[HatKind | None]:
    """The hat somebody wears now: at the place, else in the area the one that is most private."""
    worn = (
        select(Hat.kind)
        .where(Hat.person_id == person_id, Hat.area_id == area_id, Hat.confirmed_at.is_not(None))
        .order_by(case((Hat.place_id == place_id, 0), else_=1), _MOST_PRIVATE_FIRST, Hat.id)
        .limit(1)
    )
    return worn.correlate_except(Hat).scalar_subquery()
