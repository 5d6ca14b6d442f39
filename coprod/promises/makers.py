"""Who made a promise: how a page calls them, and whether they are here to say what became of it."""

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from coprod.issues.queries import standing
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.promises.models import Promise
from coprod.promises.policy import Made
from coprod.promises.words import outside

HAS_LEFT = and_(
    Promise.who_id.is_not(None),
    ~exists().where(
        Hat.person_id == Promise.who_id,
        Hat.area_id + 0 == Promise.area_id,  # so that an index of people is used, not of areas
        Hat.confirmed_at.is_not(None),
    ),
)
"""Whether whoever promised has no part in the area any more."""


def made(session: Session, promise_id: int) -> Made:
    """What the rule asks of a promise: who made it, whether they are here, and where it belongs."""
    has_left = HAS_LEFT.label("has_left")
    columns = select(Promise.who_id, has_left, Promise.area_id, Promise.issue_id)
    row = session.execute(columns.where(Promise.id == promise_id)).one()
    return Made(row.who_id, row.has_left, row.area_id, standing(session, row.issue_id).places)


def called(who: str, sees: bool, hat: HatKind | None, *, is_outside: bool) -> str:
    """How a page calls whoever promised. A body outside is no person: everybody sees which."""
    return outside(who) if is_outside else names.shown(sees, who, hat, in_their_job=True)
